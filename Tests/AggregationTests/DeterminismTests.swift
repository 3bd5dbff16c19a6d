import Aggregation
import Foundation
import Input
import QDigestTestSupport
import SlowLog
import Testing

/// The digest is the same to the byte whatever the number of workers, the size of chunks, the order of the logs, and
/// whether these are files or pipes.
@Suite struct DeterminismTests {
  private static func digest(
    _ paths: [String], jobs: Int, chunkBytes: Int, _ change: (inout DigestOptions) -> Void = { _ in }
  ) -> [String] {
    var options = DigestOptions()
    options.jobs = jobs
    options.chunkBytes = chunkBytes
    options.keepsPtBuckets = true
    change(&options)
    return DigestText.lines(Digester.digest(InputSet(arguments: paths), options: options))
  }

  @Test(arguments: SampleLogs.plain)
  func workersAndChunksDoNotMatter(log: String) {
    let path = SampleLogs.path(log)
    let whole = Self.digest([path], jobs: 1, chunkBytes: 1 << 20)
    #expect(whole.count > 20)
    let ways = [(2, 64), (3, 100), (5, 333), (1, 4_096), (2, 65_536), (3, 1), (1, 1_000)]
    for (jobs, chunkBytes) in ways.prefix(Seeds.scaled(ways.count)) {
      let other = Self.digest([path], jobs: jobs, chunkBytes: chunkBytes)
      #expect(DigestText.difference(whole, other) == nil, "\(log), \(jobs) jobs, chunks of \(chunkBytes)")
    }
  }

  @Test func orderOfLogsDoesNotMatter() {
    let logs = SampleLogs.plain.prefix(4) + ["mysql-9.7-rotated", "mariadb-10.11-rotated", "missing.log"]
    let paths = logs.map(SampleLogs.path)
    let first = Self.digest(paths, jobs: 1, chunkBytes: 1 << 16)
    var generator = SeededGenerator(seed: Seeds.chosen(1))
    for jobs in 2...4 {
      let other = Self.digest(paths.shuffled(using: &generator), jobs: jobs, chunkBytes: 1 << 14)
      #expect(DigestText.difference(first, other) == nil, "\(jobs) jobs")
    }
  }

  @Test(arguments: ["mysql-9.7-extra.log", "mariadb-10.11-full.log"])
  func pipeOrFileDoesNotMatter(log: String) throws {
    let folder = try Folder()
    let bytes = try SampleLogs.bytes(log)
    let path = try folder.file("slow.log", bytes)
    let fromFile = Self.digest([path], jobs: 2, chunkBytes: 5_000)
    for piece in [7, 1_000, 100_000] {
      try FileManager.default.removeItem(atPath: path)
      try makePipe(at: path)
      let writer = writing(bytes, to: path, piece: max(piece, bytes.count / 2_000))
      let fromPipe = Self.digest([path], jobs: 2, chunkBytes: 5_000)
      writer.wait()
      #expect(DigestText.difference(fromFile, fromPipe) == nil, "pieces of \(piece)")
    }
  }

  /// What was said of a value that is no number depended on whether its name had been met before.
  @Test func valuesOfUnknownNamesAreToldOfTheSame() throws {
    let folder = try Folder()
    let odd = ["Novel: 0-117", "Novel: 64", "Novel: x  Other: 7", "Other: Novel: 5", "Other: 1"]
    var text = ""
    for (index, attributes) in (odd + odd.reversed() + odd).enumerated() {
      text += """
        # User@Host: app[app] @ web-1 [10.0.0.1]
        # Query_time: 1.000000  Lock_time: 0.000001  Rows_sent: 1  Rows_examined: 2  \(attributes)
        SET timestamp=1795341600;
        SELECT \(index);

        """
    }
    let path = try folder.file("slow.log", text)
    let whole = Self.digest([path], jobs: 1, chunkBytes: 1 << 20)
    // Six of them are no numbers.
    #expect(whole.contains("unknown (key: \"Novel\", value: 12)"), "\(whole.filter { $0.hasPrefix("unknown") })")
    for chunkBytes in stride(from: 1, to: 600, by: 7) {
      let other = Self.digest([path], jobs: 3, chunkBytes: chunkBytes)
      #expect(DigestText.difference(whole, other) == nil, "chunks of \(chunkBytes)")
    }
  }

  /// Mixtures of plain, imitated and cut-off statements, whatever workers and chunks.
  @Test(arguments: HostileLog.Server.allCases)
  func forgedLogsComeOutTheSame(_ server: HostileLog.Server) throws {
    let seed = Seeds.chosen(5)
    var generator = SeededGenerator(seed: seed)
    print("forged logs: seed \(seed)")
    let folder = try Folder()
    for round in 0..<Seeds.scaled(40) {
      let hostile = HostileLog(server, count: generator.number(3...12), &generator)
      let path = try folder.file("slow.log", hostile.bytes)
      let whole = Self.digest([path], jobs: 1, chunkBytes: 1 << 20)
      let found = Digester.digest(InputSet(arguments: [path]), options: DigestOptions())
      #expect(found.accounting.events == UInt64(hostile.seconds.count), "seed \(seed), round \(round)")
      #expect(found.accounting.imitations == UInt64(hostile.imitations), "seed \(seed), round \(round)")
      let sum = hostile.seconds.reduce(0, +) * 1_000_000
      #expect(
        found.global.metrics.first { $0.attribute == .queryTime }?.values.sum == UInt128(sum),
        "seed \(seed), round \(round)")
      for (jobs, chunkBytes) in [(2, generator.number(1...200)), (3, generator.number(200...2_000)), (1, 1)] {
        let other = Self.digest([path], jobs: jobs, chunkBytes: chunkBytes)
        let difference = DigestText.difference(whole, other)
        #expect(difference == nil, "seed \(seed), round \(round), \(jobs) jobs, chunks of \(chunkBytes)")
      }
    }
  }

  /// Logs with damage of all kinds, each digested in several ways.
  @Test func damagedLogsComeOutTheSame() throws {
    let seed = Seeds.chosen(3)
    var generator = SeededGenerator(seed: seed)
    let folder = try Folder()
    print("damaged logs: seed \(seed)")
    for round in 0..<Seeds.scaled(60) {
      let (name, original) = try SampleLogs.excerpt(limit: generator.number(2_000...12_000), &generator)
      let log = LogMutator.mutate(original, edits: generator.number(1...40), &generator)
      let path = try folder.file("slow.log", log)
      let isStrict = generator.once(in: 2)
      let limit = generator.once(in: 3) ? generator.number(200...3_000) : 256 << 20
      let change: (inout DigestOptions) -> Void = { options in
        options.fingerprintMode = isStrict ? .strict : .pt
        options.samplesPerClass = round % 3 + 1
        options.maxEventBytes = limit
        if round % 4 == 1 { options.groupBy = [.user, .db, .fingerprint] }
      }
      let whole = Self.digest([path], jobs: 1, chunkBytes: 1 << 20, change)
      for (jobs, chunkBytes) in [(2, generator.number(1...200)), (3, generator.number(200...3_000)), (1, 1)] {
        let other = Self.digest([path], jobs: jobs, chunkBytes: chunkBytes, change)
        let difference = DigestText.difference(whole, other)
        #expect(
          difference == nil, "round \(round), \(name), \(jobs) jobs, chunks of \(chunkBytes), events up to \(limit)")
        if difference != nil, let kept = ProcessInfo.processInfo.environment["QDIGEST_TEST_KEEP"] {
          try Data(log).write(to: URL(fileURLWithPath: "\(kept)/round-\(round)-\(jobs)-\(chunkBytes)-\(limit).log"))
        }
      }
    }
  }
}
