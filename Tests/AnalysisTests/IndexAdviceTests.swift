import Analysis
import Testing

@Suite struct IndexAdviceTests {
  private func advice(_ facts: String, _ statement: String) throws -> String? {
    let entry = CorpusEntry(rule: "QD151", grade: "confirmed", facts: facts, statement: statement, line: 0)
    let rule = try #require(RuleCatalog.rule("QD151"))
    let subject = try #require(try entry.subject())
    let verdict = rule.verdict(on: subject, RuleLimits(rule.page))
    return try #require(verdict).advice
  }

  @Test(arguments: [
    ("plan=t:ALL::60000", "SELECT a FROM t WHERE b > 3 AND c = 'x'", "t ADD INDEX (c, b)"),
    ("plan=o:ALL::60000", "SELECT 1 FROM p JOIN shop.orders o ON o.total = p.amount", "shop.orders ADD INDEX (total)"),
    ("plan=o:ALL::60000", "SELECT 1 FROM p JOIN `orders` AS o ON p.amount = o.total", "`orders` ADD INDEX (total)"),
    ("plan=t:index:PRIMARY:60000", "UPDATE t SET a = 1 WHERE b = 2 AND c IS NULL", "t ADD INDEX (b, c)"),
    ("plan=t:ALL::60000", "DELETE FROM t WHERE d BETWEEN 1 AND 2", "t ADD INDEX (d)"),
    ("plan=t:ALL::60000", "SELECT a FROM t WHERE b IN (1, 2) AND (c = ?)", "t ADD INDEX (c, b)"),
  ])
  func namesTheIndex(facts: String, statement: String, index: String) throws {
    #expect(try advice(facts, statement) == "add an index: ALTER TABLE \(index)")
  }

  @Test(arguments: [
    ("plan=t:ALL::60000", "SELECT a FROM t WHERE b = 1 OR c = 2"),
    ("plan=t:ALL::60000", "SELECT a FROM t WHERE DATE(b) = '2026-01-01'"),
    ("plan=t:ALL::60000", "SELECT a FROM t WHERE b <> 1"), ("plan=t:ALL::60000", "SELECT a FROM t"),
    ("plan=t:ALL::60000", "SELECT t.a FROM t JOIN u ON u.id = 3 WHERE x = 1"),
    ("plan=t:ALL::60000", "SELECT a FROM t WHERE b LIKE '%x'"),
    ("plan=t:ALL::60000 table=t:b*,a", "SELECT a FROM t WHERE b = 1"),
  ])
  func isSilentWhereTheConditionsTellNone(facts: String, statement: String) throws {
    #expect(try advice(facts, statement) == nil)
  }
}
