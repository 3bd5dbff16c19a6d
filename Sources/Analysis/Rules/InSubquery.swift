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
    silentWhen: "without a subquery behind IN, and on servers that join it where no plan says otherwise",
    source: "soar SUB.001")

  package static func verdict(on subject: Subject, _ limits: RuleLimits) -> Verdict? {
    let outline = subject.outline
    let blocks = outline.blocks.indices.filter { [.inList, .notInList].contains(outline.blocks[$0].role) }
    guard !blocks.isEmpty else { return nil }
    guard subject.plan != nil else {
      // Servers since then make a join of it, unless it depends on the row around it.
      let joins = subject.server.map { $0.isAtLeast(.mySQL, 5, 6) || $0.isAtLeast(.mariaDB, 5, 3) } ?? false
      return joins && !blocks.contains(where: outline.isCorrelated) ? nil : .suspect("a subquery behind IN")
    }
    return subject.gradeDependent("the subquery behind IN", rows: limits["rows"])
  }
}
