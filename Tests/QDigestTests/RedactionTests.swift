import Foundation
import QDigestTestSupport
import Testing

/// `--redact`: no literal of any statement in any report, message or file.
@Suite struct RedactionTests {
  /// A literal of every kind, each with a mark that stands nowhere else. `\0` stands for the mark.
  static let kinds = [
    "SELECT a FROM t WHERE b = '\0'", "SELECT a FROM t WHERE b = \"\0\"", "SELECT N'\0'", "SELECT _utf8mb4'\0'",
    "SELECT 'a' '\0'", "SELECT 'it''s \0'", "SELECT 'it\\'s \0'", "SELECT DATE '\0'", "SELECT TIMESTAMP\"\0\"",
    "SELECT j->'$.\0' FROM t", "SELECT j->>\"$.\0\" FROM t", "SELECT JSON_EXTRACT(j, '$.\0') FROM t",
    "SELECT /* \0 */ 1", "SELECT 1 -- \0", "SELECT 1 # \0", "SELECT /*+ \0(t) */ 1",
    "SELECT /*+ SET_VAR(x = '\0') */ 1",
    "SELECT @'\0'", "SET @a = '\0'", "CREATE USER 'u'@'%' IDENTIFIED BY '\0'", "SET PASSWORD = PASSWORD('\0')",
    "ALTER USER u IDENTIFIED BY '\0' REPLACE 'x\0'", "GRANT ALL ON *.* TO u IDENTIFIED BY '\0'",
    "CHANGE MASTER TO MASTER_PASSWORD='\0'", "SET PASSWORD FOR 'u'@'h' = '\0'", "PREPARE s FROM 'SELECT \0'",
    "INSERT INTO t VALUES (1, '\0'), (2, '\0x')", "INSERT INTO t VALUES ('a') /* \0 */", "CALL p('\0')",
    "SELECT 'a\n# Time: 2026-11-22T10:00:00.000001Z\n\0' AS b", "LOAD DATA INFILE '/tmp/\0' INTO TABLE t",
    // What does not parse, and what another `sql_mode` or character set reads otherwise.
    "SELECT 'open \0", "SELECT \"open \0", "SELECT 1 /* open \0", "SELECT * FROM t WHERE a = 'O'Brien' AND b = '\0'",
    "INSERT INTO t VALUES ('O'Neil', 'D'Arcy \0')", "SELECT 'C:\\', '\0'", "SELECT 'C:\\', '\0', 'D:\\'",
    "SELECT 'a\\', \"\0\"",
  ]
  /// Numbers, of which the mark is the whole.
  static let numbers = [
    "SELECT a FROM t WHERE b = 7391846", "SELECT 0x7391846A", "SELECT x'7391846A'", "SELECT b'1011011101101'",
    "SELECT a FROM t LIMIT 7391846", "SELECT 73918.46", "SELECT 7391846e3", "SELECT a FROM t WHERE b IN (1, 7391846)",
    "SELECT INTERVAL 7391846 DAY",
  ]
  static let numberMarks = ["7391846", "73918.46", "1011011101101"]

  static func mark(_ index: Int) -> String { "canary\(100 + index)owl" }

  static var log: String {
    var text = ""
    let statements = kinds.enumerated().map { $1.replacing("\0", with: mark($0)) } + numbers
    for (index, statement) in statements.enumerated() {
      text += "# Time: 2026-11-22T10:00:\(String(100 + index % 60).dropFirst()).000001Z\n"
      text += "# User@Host: app[app] @ web1 [10.0.0.1]  Id:     9\n"
      text += "# Query_time: \(1 + index % 5).5  Lock_time: 0.0 Rows_sent: 1  Rows_examined: 900000\n"
      text += "SET timestamp=1795341600;\n\(statement);\n"
    }
    return text
  }

  private static func expectNothing(in text: String, _ name: String, except allowed: Set<Int> = []) {
    let lower = text.lowercased()
    for index in kinds.indices where !allowed.contains(index) && lower.contains(mark(index)) {
      let place = lower.range(of: mark(index)).map { String(lower[$0.lowerBound...].prefix(60)) } ?? ""
      Issue.record("\(name) holds the literal of \(kinds[index]): \(place)")
    }
    for number in numberMarks where lower.contains(number) { Issue.record("\(name) holds \(number)") }
  }

  @Test(arguments: ["text", "json", "pt-json", "findings", "findings-json", "qdg"], ["pt", "strict"])
  func noLiteralIsInAReport(format: String, mode: String) throws {
    let scratch = try Scratch()
    let log = try scratch.write("slow.log", Self.log)
    let result = try Program.run(
      ["--redact", "-f", format, "--limit", "1000", "--samples", "3", "--full-samples", "--fingerprint", mode, log])
    #expect(result.status == 0 && result.output.count > 1_000)
    var text = result.text
    if format == "qdg" {
      let digest = try scratch.write("d.qdg", result.output)
      text = try Program.run(["merge", "-f", "json", "--limit", "1000", digest]).text
    }
    Self.expectNothing(in: text + result.errors, "\(format), \(mode)")
  }

  /// The tests here could not fail if nothing were shown at all.
  @Test func withoutItLiteralsAreShown() throws {
    let scratch = try Scratch()
    let result = try Program.run([
      "-f", "json", "--limit", "1000", "--samples", "99", try scratch.write("slow.log", Self.log),
    ])
    for index in Self.kinds.indices { #expect(result.text.contains(Self.mark(index)), "\(Self.kinds[index])") }
    for number in Self.numberMarks { #expect(result.text.contains(number)) }
  }

  /// A long statement, of which the end is kept, may be quoted otherwise there than it seems.
  @Test func theEndOfALongStatementIsLeftOut() throws {
    let scratch = try Scratch()
    let names = String(repeating: ", a", count: 100_000)
    let long = "SELECT '" + String(repeating: "b", count: 100_000) + "'" + names + ", 'canaryowl'"
    let log = Self.log.replacing("SELECT 73918.46", with: long)
    let result = try Program.run(["--redact", "-f", "json", "--limit", "1000", try scratch.write("slow.log", log)])
    #expect(result.status == 0 && !result.text.contains("canaryowl") && !result.text.contains("bbbb"))
  }

  @Test func eventsAreNotRedacted() throws {
    let result = try Program.run(["--redact", "-f", "slowlog", "-"])
    #expect(result.status == 64)
    #expect(
      result.errors
        == "qdigest: --redact: --format slowlog writes the events as they are\nhint: another --format, or no --redact\n"
    )
  }

  /// What a night leaves in its folder: pages, metrics, messages. (The history holds samples; only its owner may read it.)
  @Test func noLiteralIsOnANightsPages() throws {
    let scratch = try Scratch()
    let log = try scratch.write("slow.log", Self.log)
    let result = try Program.run([
      "nightly", "--history", scratch.path("h.sqlite"), "--report-dir", scratch.path("www"), "--metrics",
      scratch.path("q.prom"), log,
    ])
    #expect(result.status == 0, "\(result.errors)")
    Self.expectNothing(in: result.text + result.errors, "messages")
    Self.expectNothing(in: try scratch.text("q.prom"), "metrics")
    let pages = try FileManager.default.contentsOfDirectory(atPath: scratch.path("www"))
    #expect(pages.count >= 5)
    for page in pages { Self.expectNothing(in: try scratch.text("www/" + page), page) }
    for question in [["history", scratch.path("h.sqlite")], ["history", scratch.path("h.sqlite"), "--format", "csv"]] {
      Self.expectNothing(in: try Program.run(question).text, "history")
    }
    let mode = try FileManager.default.attributesOfItem(atPath: scratch.path("h.sqlite"))[.posixPermissions] as? Int
    #expect(mode.map { $0 & 0o077 } == 0)
  }

  @Test func noLiteralIsInAComparison() throws {
    let scratch = try Scratch()
    let before = try scratch.write("a.log", Self.log)
    let slower = Self.log.replacing("Query_time: ", with: "Query_time: 9")
    let after = try scratch.write("b.log", slower + slower)
    for format in ["text", "json"] {
      Self.expectNothing(in: try Program.run(["diff", "--format", format, before, after]).text, "diff \(format)")
    }
  }
}
