import Analysis
import Explain
import Testing

@testable import QDigest

@Suite struct PlanFileTests {
  private func contents(_ text: String) -> PlanFile.Contents {
    PlanFile.contents(of: Array(text.utf8), name: "plans")
  }

  private static let table =
    #"id\tselect_type\ttable\ttype\tpossible_keys\tkey\tkey_len\tref\trows\tExtra\n"#
    + #"1\tSIMPLE\tt\tALL\tNULL\tNULL\tNULL\tNULL\t60000\tUsing where\n"#

  @Test func readsACaptureFileLineByLine() throws {
    let read = contents(
      """
      {"sql": "SELECT a FROM t", "raw": "\(Self.table)", "warnings": [{"level": "Note", "code": 1003, "message": "m"}]}

      {"id": "0123456789ABCDEF0123456789ABCDEF", "skipped": "not allowed", "raw": null}
      """)
    #expect(read.problems.isEmpty)
    #expect(read.records.map { $0.sql } == ["SELECT a FROM t", nil])
    #expect(read.records.map { $0.skipped } == [nil, "not allowed"])
    #expect(read.records[0].plan?.tables.first?.node.rows == 60_000)
    #expect(read.records[0].warnings == [PlanWarning(code: 1003, message: "m")])
  }

  @Test func tellsEachLineThatCannotBeReadAndTakesTheRest() {
    let read = contents(
      """
      {"sql": "SELECT 1", "raw": "nonsense"}
      {"raw": "\(Self.table)"}
      {"sql": "SELECT a FROM t", "raw": "\(Self.table)"
      {"sql": "SELECT a FROM t", "raw": "\(Self.table)"}
      """)
    #expect(read.records.count == 1)
    #expect(
      read.problems.map(\.text) == [
        "plans: line 1: \"raw\": byte 0: this is no EXPLAIN output", "plans: line 2: neither \"id\" nor \"sql\"",
        "plans: line 3: no JSON object",
      ])
  }

  @Test func readsStatementsWithTheirPlansBelow() throws {
    let read = contents(
      """
      EXPLAIN SELECT a FROM t;
      +----+-------------+-------+------+------+-------+
      | id | select_type | table | type | key  | rows  |
      +----+-------------+-------+------+------+-------+
      |  1 | SIMPLE      | t     | ALL  | NULL | 60000 |
      +----+-------------+-------+------+------+-------+
      """)
    #expect(read.problems.isEmpty)
    #expect(read.records.map { $0.sql } == ["SELECT a FROM t"])
  }

  @Test func saysThatAFileIsNone() {
    let read = PlanFile.contents(of: "/nowhere/plans.jsonl")
    #expect(read.problems.map(\.text) == ["/nowhere/plans.jsonl: the plans cannot be read"])
  }
}

@Suite struct RuleFileTests {
  private func settings(_ text: String) throws(UsageError) -> RuleSettings {
    try RuleFile.settings(of: Array(text.utf8), name: "rules.json")
  }

  @Test func turnsOffSetsLimitsAndSuppresses() throws {
    let settings = try settings(
      """
      {"rules": {"qd101": false, "QD150": {"ratio": 500}},
       "suppress": [{"rule": "QD103", "class": "0123456789ABCDEF", "reason": "small", "until": "2026-12-31"}]}
      """)
    #expect(settings.isOn == ["QD101": false])
    #expect(settings.limits == ["QD150": ["ratio": 500]])
    #expect(
      settings.suppressions == [
        .init(rule: "QD103", classID: "0123456789ABCDEF", reason: "small", until: "2026-12-31")
      ])
  }

  @Test func readsTOML() throws {
    let settings = try settings(
      """
      [rules]
      qd101 = false
      QD150 = { ratio = 500 }
      [[suppress]]
      rule = "QD103"
      class = "0123456789ABCDEF"
      reason = "small"
      until = 2026-12-31
      """)
    #expect(settings.isOn == ["QD101": false])
    #expect(settings.limits == ["QD150": ["ratio": 500]])
    #expect(settings.suppressions.map(\.until) == ["2026-12-31"])
  }

  @Test(arguments: [
    (#"{"rules": {"QD999": false}}"#, "rules.json: there is no rule 'QD999'"),
    (#"{"rules": {"QD150": {"ration": 5}}}"#, "rules.json: QD150 has no limit 'ration'"),
    (#"{"rules": {"QD150": {"ratio": "5"}}}"#, "rules.json: QD150: 'ratio' takes a number that is not negative"),
    (#"{"rule": {}}"#, "rules.json: unknown key 'rule'"),
    (#"{"suppress": [{"rule": "QD103", "class": "01"}]}"#, "rules.json: a suppression needs"),
    ("[rules]\nQD101 = false\nQD999 = false", "rules.json: line 3, column 1: there is no rule 'QD999'"),
    ("[rules]\nQD150 = { ration = 5 }", "rules.json: line 2, column 1: QD150 has no limit 'ration'"),
    ("[[suppress]]\nrule = 'QD103'", "rules.json: line 1, column 1: a suppression needs"),
    ("[suppress]\nrule = 'QD103'", "rules.json: line 1, column 1: suppress takes a list"),
    ("[rules\n", "rules.json: line 1, column "),
    (
      #"{"suppress": [{"rule": "QD103", "class": "01", "reason": "x", "until": "soon"}]}"#,
      #"rules.json: "until" takes a day"#
    ),
    ("{\"rules\": []}", "rules.json: rules takes a table"),
  ])
  func refusesWhatItDoesNotKnow(text: String, message: String) {
    #expect { try settings(text) } throws: { "\($0)".hasPrefix(message) }
  }

  @Test(arguments: ["warning", "critical:confirmed", "note"]) func takesThresholds(text: String) throws {
    _ = try FailureThreshold(text)
  }

  @Test(arguments: ["", "bad", "warning:", "warning:suspect", "warning:confirmed:x"])
  func refusesOtherThresholds(text: String) {
    #expect(throws: UsageError.self) { try FailureThreshold(text) }
  }
}
