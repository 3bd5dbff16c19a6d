import Explain
import SQLText

/// QD120: a subquery in IN runs for every row.
package struct InSubquery: Rule {
  package static let page = RulePage(
    id: "QD120", title: "a subquery in IN runs for every row", whenConfirmed: .critical, whenSuspect: .note,
    limits: [
      .init("rows", 1000, "rows read by the subquery's runs from which it is confirmed")
    ],
    why:
      "A subquery that depends on the row around it runs again and again; servers since MySQL 5.6 and MariaDB 5.3 turn most of them into joins, but not all.",
    example:
      "SELECT id FROM orders WHERE total IN (SELECT MAX(amount) FROM payments p WHERE p.order_id = orders.id GROUP BY method)",
    better:
      "SELECT o.id FROM orders o JOIN (SELECT order_id, MAX(amount) m FROM payments GROUP BY order_id, method) p ON p.order_id = o.id AND p.m = o.total",
    advice: "write it as a join with a derived table that is made once",
    silentWhen: "without a subquery behind IN",
    source: "soar SUB.001")

  package static func verdict(on subject: Subject, _ limits: RuleLimits) -> Verdict? {
    let outline = subject.outline
    guard outline.blocks.contains(where: { $0.role == .inList || $0.role == .notInList }) else { return nil }
    guard subject.plan != nil else { return .suspect("a subquery behind IN") }
    return subject.gradeDependent("the subquery behind IN", rows: limits["rows"])
  }
}
