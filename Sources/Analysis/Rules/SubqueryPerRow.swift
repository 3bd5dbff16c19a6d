import Explain
import SQLText

/// QD122: a subquery computes a value for every row.
package struct SubqueryPerRow: Rule {
  package static let page = RulePage(
    id: "QD122", title: "a subquery computes a value for every row", whenConfirmed: .warning, whenSuspect: .note,
    limits: [
      .init("rows", 1000, "rows read by the subquery's runs from which it is confirmed")
    ],
    why: "A correlated subquery in the list of columns or in a comparison runs once for each row.",
    example: "SELECT p.title, (SELECT AVG(stars) FROM reviews r WHERE r.product_id = p.id) FROM products p",
    better:
      "SELECT p.title, r.stars FROM products p LEFT JOIN (SELECT product_id, AVG(stars) stars FROM reviews GROUP BY product_id) r ON r.product_id = p.id",
    advice: "join with a derived table that has one row for each key",
    silentWhen: "for subqueries that depend on nothing",
    source: "soar SUB.004; sqlcheck 3013")

  package static func verdict(on subject: Subject, _ limits: RuleLimits) -> Verdict? {
    let outline = subject.outline
    guard outline.blocks.indices.contains(where: { outline.blocks[$0].role == .scalar && outline.isCorrelated($0) })
    else {
      return nil
    }
    guard subject.plan != nil else { return .suspect("a correlated subquery gives a value") }
    return subject.gradeDependent("the correlated subquery", rows: limits["rows"])
  }
}
