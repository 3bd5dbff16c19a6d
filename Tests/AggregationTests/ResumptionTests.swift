import Aggregation
import Foundation
import Input
import QDigestTestSupport
import SlowLog
import Testing

/// A log that grows, read again and again from where the last reading ended, gives the digest of the whole.
@Suite struct ResumptionTests {
  /// Reads from a place on, and says where it ended.
  private static func read(_ path: String, from start: LogStart, jobs: Int = 2) -> (digest: Digest, end: LogEnd?) {
    var options = DigestOptions()
    options.keepsLoad = true
    options.jobs = jobs
    options.chunkBytes = 3_000
    options.start = { _, source in
      guard source.skip(to: start.offset) else { return nil }
      return start
    }
    let result = Digester.read(InputSet(arguments: [path]), options: options)
    return (result.digest, result.ends.first)
  }

  private static func lines(_ digest: Digest) -> [String] {
    var digest = digest
    digest.accounting.files = []
    return DigestText.lines(digest)
  }

  @Test(arguments: SampleLogs.plain) func growingLogIsCountedOnce(log: String) throws {
    let bytes = try SampleLogs.bytes(log)
    let folder = try Folder()
    let seed = Seeds.chosen(UInt64(bytes.count))
    var generator = SeededGenerator(seed: seed)
    let path = try folder.file("slow.log", bytes)
    let whole = Self.read(path, from: LogStart(leavesTail: false))
    for round in 0..<Seeds.scaled(4) {
      var cuts = (0..<generator.number(1...9)).map { _ in generator.number(0...bytes.count) }.sorted()
      cuts.append(bytes.count)
      var start = LogStart(leavesTail: true)
      var merged: Digest?
      for (index, cut) in cuts.enumerated() {
        _ = try folder.file("slow.log", Array(bytes[..<cut]))
        start.leavesTail = index < cuts.count - 1
        let part = Self.read(path, from: start, jobs: generator.number(1...3))
        let end = try #require(part.end)
        #expect(end.offset <= UInt64(cut))
        #expect(Array(bytes[Int(end.offset) - end.tail.count..<Int(end.offset)]) == end.tail)
        start = LogStart(offset: end.offset, carried: end.carried, leavesTail: true)
        if merged == nil { merged = part.digest } else { merged?.merge(part.digest, samples: 1) }
      }
      #expect(start.offset == UInt64(bytes.count))
      // A banner that stands before the place is not read again, so the versions are those of the first part.
      merged?.accounting.serverVersions = whole.digest.accounting.serverVersions
      let difference = DigestText.difference(Self.lines(whole.digest), Self.lines(try #require(merged)))
      #expect(difference == nil, "seed \(seed), round \(round), cuts \(cuts)")
    }
  }

  /// `use` and `# Time` of the part that was read before hold for what follows.
  @Test func whatEarlierEventsSaidStillHolds() throws {
    let folder = try Folder()
    let first = event("SELECT 1", time: "261127  8:00:00", use: "shop")
    let path = try folder.file("slow.log", first)
    let before = Self.read(path, from: LogStart(leavesTail: true))
    let end = try #require(before.end)
    _ = try folder.file("slow.log", first + event("SELECT a FROM b"))
    let after = Self.read(path, from: LogStart(offset: end.offset, carried: end.carried, leavesTail: true))
    let one = try #require(after.digest.class("select a from b"))
    #expect(one.dbs.shown == ["shop 1"])
    #expect(one.firstSeen == before.digest.global.firstSeen)
    #expect(one.samples.first?.byteOffset == UInt64(first.utf8.count))
  }

  /// An event that is not written whole is left, whether it ends in a header, a string or without its `;`.
  @Test(arguments: ["# Time: 2611", "# Query_time: 1  Lock_time: 0\n", "SELECT ';\n", "SELECT 1", "SELECT /* ;\n"])
  func unfinishedEventIsLeft(tail: String) throws {
    let folder = try Folder()
    let whole = event("SELECT 1", time: "2026-11-27T08:00:00.000000Z")
    let start = tail.hasPrefix("#") ? "" : "# Query_time: 1.0  Lock_time: 0 Rows_sent: 1  Rows_examined: 1\n"
    let path = try folder.file("slow.log", whole + start + tail)
    let read = Self.read(path, from: LogStart(leavesTail: true))
    #expect(read.end?.offset == UInt64(whole.utf8.count))
    #expect(read.digest.global.count == 1)
    #expect(read.digest.accounting.bytes == UInt64(whole.utf8.count))
    #expect(read.digest.accounting.skippedBytes == 0)
    #expect(read.digest.accounting.files.first?.bytes == UInt64(whole.utf8.count))
  }

  /// The places in a packed log are those of the plain one.
  @Test func packedLogIsReadOnFromAPlainPlace() throws {
    let plain = SampleLogs.path("mysql-9.7-rotated/slow.log.1")
    let bytes = try SampleLogs.bytes("mysql-9.7-rotated/slow.log.1")
    let folder = try Folder()
    let packed = folder.path + "/slow.log.1.gz"
    let gzip = Process()
    gzip.executableURL = URL(fileURLWithPath: "/bin/sh")
    gzip.arguments = ["-c", "gzip -c \"$0\" > \"$1\"", plain, packed]
    try gzip.run()
    gzip.waitUntilExit()
    let half = try folder.file("slow.log", Array(bytes[..<(bytes.count / 2)]))
    let first = Self.read(half, from: LogStart(leavesTail: true))
    let end = try #require(first.end)
    let rest = Self.read(packed, from: LogStart(offset: end.offset, carried: end.carried, leavesTail: false))
    let whole = Self.read(plain, from: LogStart(leavesTail: false))
    #expect(first.digest.global.count + rest.digest.global.count == whole.digest.global.count)
    #expect(rest.end?.offset == UInt64(bytes.count))
  }
}
