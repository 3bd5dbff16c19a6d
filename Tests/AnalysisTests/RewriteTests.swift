import Analysis
import Testing

/// Statements that are written anew, and ones that look alike and must not be.
@Suite struct RewriteTests {
  private func advice(_ rule: String, _ facts: String, _ statement: String) throws -> String? {
    let entry = CorpusEntry(rule: rule, grade: "confirmed", facts: facts, statement: statement, line: 0)
    let found = try #require(RuleCatalog.rule(rule))
    let subject = try #require(try entry.subject())
    let verdict = found.verdict(on: subject, RuleLimits(found.page))
    return try #require(verdict).advice
  }

  @Test(arguments: [
    (
      "QD106", "table=t:id!*,at~datetime", "SELECT id FROM t WHERE DATE(at) = '2026-02-28' AND id > 3",
      "SELECT id FROM t WHERE (at >= '2026-02-28' AND at < '2026-03-01') AND id > 3"
    ),
    (
      "QD106", "table=t:id!*,at~date", "SELECT id FROM t WHERE YEAR(t.at) = 2026",
      "SELECT id FROM t WHERE (t.at >= '2026-01-01' AND t.at < '2027-01-01')"
    ),
    ("QD106", "table=t:id!*", "SELECT id FROM t WHERE id + 0 = 7", "SELECT id FROM t WHERE id = 7"),
    (
      "QD108", "-", "SELECT id FROM t WHERE (a, b) <= (1, 'x') LIMIT 5",
      "SELECT id FROM t WHERE (a < 1 OR (a = 1 AND b <= 'x')) LIMIT 5"
    ),
    (
      "QD107", "warn=1739:Cannot_use_ref table=t:id!*,phone~varchar(20)", "SELECT id FROM t WHERE phone = 5551234",
      "SELECT id FROM t WHERE phone = '5551234' (the same, provided that"
    ),
    (
      "QD136", "table=t:id!*,a,b", "SELECT id, a FROM t WHERE a = 1 OR b > 2",
      "SELECT id, a FROM t WHERE a = 1 UNION SELECT id, a FROM t WHERE b > 2"
    ),
  ])
  func writesTheStatementAnew(rule: String, facts: String, statement: String, rewritten: String) throws {
    #expect(try advice(rule, facts, statement)?.hasPrefix("write: \(rewritten)") == true)
  }

  @Test(arguments: [
    // Without the definition, or of another type, the range could mean something else.
    ("QD106", "-", "SELECT id FROM t WHERE DATE(at) = '2026-02-28'"),
    ("QD106", "table=t:id!*,at~varchar(20)", "SELECT id FROM t WHERE DATE(at) = '2026-02-28'"),
    ("QD106", "table=t:id!*,at~datetime", "SELECT id FROM t WHERE DATE(at) = '2026-02-30'"),
    ("QD106", "table=t:id!*,at~datetime", "SELECT id FROM t WHERE DATE(at) = '2026-02-28' + INTERVAL 1 DAY"),
    ("QD106", "table=t:id!*,at~datetime", "SELECT id FROM t WHERE YEAR(at) = 26"),
    ("QD106", "table=t:id~varchar(9)", "SELECT id FROM t WHERE id + 0 = 7"),
    ("QD106", "table=t:id!*", "SELECT id FROM t WHERE id + 1 = 7"),
    ("QD108", "-", "SELECT id FROM t WHERE (a, b, c) < (1, 2, 3)"),
    ("QD108", "-", "SELECT id FROM t WHERE (a, b) < (1, 2 + c)"),
    ("QD107", "warn=1739:Cannot_use_ref table=t:id!*,phone~int", "SELECT id FROM t WHERE phone = 5551234"),
    // Rows that are alike would become one, or the order would be lost.
    ("QD136", "table=t:id!*,a,b", "SELECT a FROM t WHERE a = 1 OR b > 2"),
    ("QD136", "table=t:id!*,a,b", "SELECT id FROM t WHERE a = 1 OR b > 2 ORDER BY a"),
    ("QD136", "table=t:id!*,a,b", "SELECT id FROM t WHERE (a = 1 OR b > 2) AND id > 7"),
    ("QD136", "-", "SELECT id FROM t WHERE a = 1 OR b > 2"),
  ])
  func leavesAloneWhatCouldChange(rule: String, facts: String, statement: String) throws {
    #expect(try advice(rule, facts, statement)?.hasPrefix("write:") != true)
  }
}
