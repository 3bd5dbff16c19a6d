import Foundation
import QDigest
import Testing

@Suite struct SlowLogReaderTests {
  private static let bytes = Array(SampleLog.text.utf8)

  @Test func aStreamAndAClosureGiveTheSameEvents() async throws {
    let reader = SlowLogReader(bytes: Self.bytes)
    var lent: [SlowLogEvent] = []
    let totals = try reader.read { lent.append($0) }
    var streamed: [SlowLogEvent] = []
    for try await event in reader { streamed.append(event) }
    #expect(lent.map(\.bytes) == streamed.map(\.bytes))
    #expect(totals.events == 6)
    #expect(totals.bytes == UInt64(Self.bytes.count))
    #expect(totals.skippedBytes == 0)
  }

  @Test func eventsSayWhatTheLogSays() async throws {
    var events: [SlowLogEvent] = []
    for try await event in SlowLogReader(bytes: Self.bytes) { events.append(event) }
    try #require(events.count == 6)
    let second = events[1]
    #expect(second.statement == "SELECT name FROM users WHERE id = 8")
    #expect(second.queryTime == 1.5)
    #expect(second["Rows_examined"] == 100)
    #expect(second["Nothing"] == nil)
    #expect(second.flag("Full_scan") == nil)
    #expect(second.user == "app")
    #expect(second.host == "web2")
    #expect(second.address == "10.0.0.2")
    #expect(second.database == "shop")
    #expect(second.threadID == 12)
    #expect(second.instant == CivilTime(year: 2026, month: 11, day: 21, hour: 8, minute: 10).instantInUTC)
    #expect(second.attributeNames.starts(with: ["Query_time", "Lock_time", "Rows_sent", "Rows_examined"]))
    #expect(second.fingerprint().text == "select name from users where id = ?")
    let text = String(decoding: second.bytes, as: UTF8.self)
    #expect(text.hasPrefix("# Time: 2026-11-21T08:10") && text.hasSuffix("id = 8;\n"))
    #expect(Self.bytes[Int(second.byteOffset)...].starts(with: second.bytes))
    #expect(events[3].address == nil)
    // What an event does not say, it takes over from those before it.
    #expect(events[4].database == "archive")
    #expect(events[4].instant == events[3].instant)
  }

  @Test func filesPipesAndPackedLogs() throws {
    let scratch = try Scratch()
    let path = try scratch.write("slow.log", Self.bytes)
    #expect(try count(SlowLogReader(path: path)) == 6)
    let handle = try FileHandle(forReadingFrom: URL(filePath: path))
    #expect(try count(SlowLogReader(fileDescriptor: handle.fileDescriptor)) == 6)
    #expect(try Program.shell("gzip slow.log", in: scratch.folder).status == 0)
    #expect(try count(SlowLogReader(path: path + ".gz")) == 6)
  }

  private func count(_ reader: SlowLogReader) throws -> Int {
    var count = 0
    try reader.read { _ in count += 1 }
    return count
  }

  @Test func whatIsLostIsThrownAtTheEnd() async throws {
    let scratch = try Scratch()
    try scratch.write("slow.log", Array(repeating: SampleLog.text, count: 50).joined())
    #expect(try Program.shell("gzip -c slow.log | head -c 900 > cut.gz", in: scratch.folder).status == 0)
    var count = 0
    let error = await #expect(throws: SlowLogError.self) {
      for try await _ in SlowLogReader(path: scratch.path("cut.gz")) { count += 1 }
    }
    #expect(error?.code == .partlyLost)
    #expect(count > 0)
  }

  @Test func whatCannotBeReadIsThrown() async throws {
    let missing = await #expect(throws: SlowLogError.self) {
      for try await _ in SlowLogReader(path: "/nowhere/slow.log") {}
    }
    #expect(missing?.description == "/nowhere/slow.log: no such file or directory")
    let other = #expect(throws: SlowLogError.self) {
      try SlowLogReader(bytes: Array("{\"a\": [1, 2]}\n".utf8)).read { _ in }
    }
    #expect(other?.code == .notASlowLog)
    #expect(try count(SlowLogReader(bytes: [])) == 0)
  }

  @Test func anErrorOfTheBodyEndsTheReading() {
    struct Enough: Error {}
    var count = 0
    #expect(throws: Enough.self) {
      try SlowLogReader(bytes: Self.bytes).read { _ in
        count += 1
        if count == 2 { throw Enough() }
      }
    }
    #expect(count == 2)
  }

  @Test func theDigestIsThatOfItsEvents() throws {
    let scratch = try Scratch()
    let path = try scratch.write("slow.log", Self.bytes)
    let digest = SlowLogDigest(of: [path])
    #expect(digest.problems.isEmpty)
    #expect(digest.eventCount == 6)
    #expect(digest.classes.map(\.count) == [2, 1, 3])
    #expect(digest.classes[0].responseTime == 17)
    #expect(digest.classes[2]["Rows_examined"]?.sum == 300)
    #expect(digest.classes[2].sample == "SELECT name FROM users WHERE id = 8")
    #expect(digest.total["Query_time"]?.max == 9)
    #expect(digest.rendered(as: .text).contains("Profile by response time"))
  }

  @Test func mergedDigestsAreThoseOfAllLogs() throws {
    let scratch = try Scratch()
    let a = try scratch.write("a.log", Self.bytes)
    let other = SampleLog.text.replacing("SELECT name FROM", with: "DELETE FROM").replacing(
      "Query_time: 4", with: "Query_time: 5")
    let b = try scratch.write("b.log", other)
    let whole = SlowLogDigest(of: [a, b])
    var merged = SlowLogDigest(of: [b])
    try merged.merge(SlowLogDigest(of: [a]))
    for format in [ReportFormat.text, .json, .ptJSON] {
      #expect(merged.rendered(as: format) == whole.rendered(as: format), "\(format)")
    }
    var byUser = Configuration()
    try byUser.group(by: ["user"])
    #expect(throws: UsageError.self) { try merged.merge(SlowLogDigest(of: [a], byUser)) }
  }
}
