import Foundation
import QDigest
import Testing

/// Selected events, written back out as a log.
@Suite struct SlowLogWriterTests {
  private static let logs: [String] = {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "sample-logs")
    do {
      return try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".log") }.sorted()
        .map { folder.appending(path: $0).path }
    } catch {
      return []
    }
  }()

  @Test func thereAreLogs() { #expect(Self.logs.count > 5) }

  /// Writes what a configuration selects to a file, and gives its path.
  private func select(_ log: String, _ expression: String?, _ scratch: Scratch) throws -> String {
    var configuration = Configuration()
    configuration.inputs = [log]
    configuration.reports = [ReportRequest(.slowLog, to: .file(scratch.path("selected.log")))]
    if let expression { try configuration.select(where: expression, now: Instant(seconds: 0)) }
    #expect(try DigestRun(configuration, DigestRun.Surroundings()).run() == .fine)
    return scratch.path("selected.log")
  }

  @Test(arguments: logs) func aWholeLogComesOutAsItWentIn(log: String) throws {
    let scratch = try Scratch()
    _ = try select(log, nil, scratch)
    #expect(try scratch.read("selected.log") == Array(try Data(contentsOf: URL(filePath: log))))
  }

  /// The log of the selected events gives the digest of the selected events: time and database survive.
  @Test(
    arguments: logs, ["Query_time > 1ms", "Rows_sent == 0", "db != 'shop'", "user == 'shop_app'", "Query_length > 100"])
  func aPartOfALogGivesTheSameDigest(log: String, expression: String) throws {
    let scratch = try Scratch()
    let selected = try select(log, expression, scratch)
    var configuration = Configuration()
    try configuration.select(where: expression, now: Instant(seconds: 0))
    let direct = SlowLogDigest(of: [log], configuration).rendered(as: .json)
    let again = SlowLogDigest(of: [selected]).rendered(as: .json)
    #expect(Self.classes(direct) == Self.classes(again))
  }

  /// A JSON report from the global class on, without the places of samples.
  private static func classes(_ report: String) -> [Substring] {
    report.split(separator: "\n").drop { !$0.hasPrefix("  \"global\"") }
      .filter { !$0.contains("\"file\":") && !$0.contains("offset\":") }
  }

  @Test func linesAreAddedWhereEventsLeanOnOthers() throws {
    let scratch = try Scratch()
    let log = try scratch.write("slow.log", SampleLog.text)
    _ = try select(log, "Query_time in (1.5, 8)", scratch)
    let text = try scratch.text("selected.log")
    #expect(
      text.hasSuffix(
        """
        # Time: 2026-11-21T08:10:00.000000Z
        # User@Host: app[app] @ web2 [10.0.0.2]  Id:    12
        # Query_time: 1.500000  Lock_time: 0.000020 Rows_sent: 1  Rows_examined: 100
        use shop;
        SET timestamp=1795248600;
        SELECT name FROM users WHERE id = 8;
        # Time: 2026-11-21T08:30:00.000000Z
        # User@Host: backup[backup] @ localhost []  Id:    14
        # Query_time: 8.000000  Lock_time: 0.000000 Rows_sent: 90000  Rows_examined: 90000
        use archive;
        SET timestamp=1795249800;
        SELECT * FROM `log`;

        """))
  }
}
