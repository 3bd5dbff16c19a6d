import Capture
import Foundation
import JSONText
import Testing

@testable import QDigest

/// Findings from the command line to the report.
@Suite struct FindingsTests {
  private let scratch: Scratch

  init() throws {
    scratch = try Scratch()
    try scratch.write("slow.log", Self.log)
    try scratch.write("plans.jsonl", Self.capture)
  }

  private static let statement = "SELECT id FROM products WHERE title LIKE '%lamp%'"
  private static let log = """
    # Time: 2026-11-21T08:30:00.000000Z
    # User@Host: app[app] @ localhost []  Id:     8
    # Query_time: 2.000000  Lock_time: 0.000001 Rows_sent: 3  Rows_examined: 3000
    SET timestamp=1795249800;
    \(statement);

    """
  private static let capture =
    #"{"sql": "SELECT id FROM products WHERE title LIKE '%x%'", "raw": "id\tselect_type\ttable\ttype\tpossible_keys"#
    + #"\tkey\tkey_len\tref\trows\tExtra\n1\tSIMPLE\tproducts\tALL\tNULL\tNULL\tNULL\tNULL\t61234\tUsing where\n"}"#
    + "\n"

  private func run(_ arguments: String...) throws -> Program.Result {
    try Program.run(arguments, input: [], environment: [:], in: scratch.folder)
  }

  private func finding(_ rule: String, _ arguments: [String]) throws -> JSONValue? {
    let result = try Program.run(
      ["findings", "--format", "json"] + arguments + ["slow.log"], input: [], environment: [:], in: scratch.folder)
    #expect(result.status == 0)
    #expect(result.errors == "")
    let report = try JSONValue(parsing: result.text)
    return report["findings"]?.array?.first { $0["rule"]?.string == rule }
  }

  @Test func aPlanConfirmsWithItsNumber() throws {
    let finding = try #require(try finding("QD104", ["--explain", "plans.jsonl"]))
    #expect(finding["grade"]?.string == "confirmed")
    #expect(finding["severity"]?.string == "warning")
    #expect(finding["class"]?.string == Fingerprint(of: Self.statement).id)
    #expect(finding["evidence"]?.string?.contains("products: type ALL, 61,234 rows (estimated)") == true)
  }

  @Test func theLogAloneConfirmsByItsNumbers() throws {
    let finding = try #require(try finding("QD104", []))
    #expect(finding["evidence"]?.string?.contains("3,000 rows examined in the 95th percentile") == true)
  }

  @Test func theTextReportShowsFindingsAndPlan() throws {
    let text = try run("--explain", "plans.jsonl", "slow.log").text
    #expect(text.contains("QD104 LIKE begins with a wildcard (confirmed)"))
    #expect(text.contains("> products: ALL"))
  }

  @Test func theJSONReportHasFindingsAndPlan() throws {
    let report = try JSONValue(parsing: try run("-f", "json", "--explain", "plans.jsonl", "slow.log").text)
    let first = report["classes"]?[0]
    #expect(first?["findings"]?[0]?["grade"]?.string == "confirmed")
    #expect(first?["plan"]?["tables"]?[0]?["access_type"]?.string == "ALL")
  }

  @Test(arguments: [
    ("warning", 1), ("warning:confirmed", 1), ("critical", 0), ("note", 1), ("critical:confirmed", 0),
  ])
  func failOnSetsTheStatus(threshold: String, status: Int32) throws {
    #expect(try run("findings", "--fail-on", threshold, "slow.log").status == status)
    #expect(try run("--fail-on", threshold, "slow.log").status == status)
  }

  @Test func aRuleThatIsOffSaysNothing() throws {
    try scratch.write("rules.json", #"{"rules": {"QD104": false}}"#)
    #expect(try finding("QD104", ["--rules", "rules.json"]) == nil)
    #expect(try finding("QD151", ["--rules", "rules.json", "--explain", "plans.jsonl"]) != nil)
  }

  @Test func theWorkingDirectorysFileIsUsedUnlessAnotherIsNamed() throws {
    try scratch.write(".qdigest.toml", "[rules]\nQD104 = false\n")
    try scratch.write("other.toml", "[rules]\nQD102 = false\n")
    #expect(try finding("QD104", []) == nil)
    #expect(try finding("QD104", ["--rules", "other.toml"]) != nil)
    try scratch.write(".qdigest.toml", "[rules]\nQD104 = 3\n")
    let result = try run("findings", "slow.log")
    #expect(result.status == 64)
    #expect(result.errors.contains(".qdigest.toml: line 2, column 1: QD104 takes true, false"))
  }

  @Test func aClassGroupedByMoreThanItsFingerprintHasItsPlan() throws {
    let finding = try #require(try finding("QD104", ["--group-by", "user,fingerprint", "--explain", "plans.jsonl"]))
    #expect(finding["evidence"]?.string?.contains("products: type ALL") == true)
  }

  @Test func captureDoesNotTakeThePlaceOfItsLog() throws {
    let result = try run("capture", "--host", "localhost", "-o", "slow.log", "slow.log")
    #expect(result.status == 64)
    #expect(try run("slow.log").text.contains("1 event"))
  }

  @Test func aPlanInTheLogThatCannotBeReadIsTold() throws {
    let marked = Self.log.replacing("SET timestamp", with: "# explain: id\tnonsense\n# explain: 1\tx\nSET timestamp")
    try scratch.write("marked.log", marked)
    let text = try run("marked.log").text
    #expect(text.contains("the plan in the log cannot be read"))
    let report = try JSONValue(parsing: try run("-f", "json", "marked.log").text)
    #expect(report["classes"]?[0]?["plan_note"]?.string?.hasPrefix("the plan in the log cannot be read") == true)
  }

  @Test func whyNoPlanWasCapturedIsTold() throws {
    try scratch.write("skipped.jsonl", #"{"sql": "\#(Self.statement)", "raw": null, "skipped": "it locks rows"}"#)
    let text = try run("--explain", "skipped.jsonl", "slow.log").text
    #expect(text.contains("no plan was captured: it locks rows"))
  }

  @Test func anAccountWithoutAServerIsRefused() throws {
    let result = try run("--user", "dba", "slow.log")
    #expect(result.status == 64)
    #expect(result.errors.contains("--user without a server"))
  }

  @Test func verifyingAnAuthorityNeedsItsCertificate() throws {
    let result = try run("--host", "localhost", "--ssl-mode", "verify_ca", "slow.log")
    #expect(result.status == 64)
    #expect(result.errors.contains("--ssl-mode VERIFY_CA needs --ssl-ca"))
  }

  @Test func aServerThatCannotBeReachedLeavesTheReport() throws {
    let result = try run("--socket", "/nowhere/mysqld.sock", "--user", "nobody", "slow.log")
    #expect(result.status == (PlanCapture.isAvailable ? 2 : 64))
    if PlanCapture.isAvailable {
      #expect(result.text.contains("1 event"))
      #expect(result.errors.contains("the server cannot be asked"))
    }
  }

  @Test func plansThatCannotBeReadAreTold() throws {
    let result = try run("findings", "--explain", "nothing.jsonl", "slow.log")
    #expect(result.status == 2)
    #expect(result.errors.contains("nothing.jsonl: the plans cannot be read"))
    #expect(result.text.contains("QD104"))
  }
}
