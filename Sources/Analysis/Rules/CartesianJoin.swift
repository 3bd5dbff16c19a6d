import Aggregation
import Explain
import SQLText
import SlowLog

/// QD131: tables are joined without a condition.
package struct CartesianJoin: Rule {
  package static let page = RulePage(
    id: "QD131", title: "tables are joined without a condition", whenConfirmed: .critical, whenSuspect: .warning,
    limits: [
      .init("rows", 1000, "rows read from which it is confirmed")
    ],
    why: "Every row of one table meets every row of the other: rows are multiplied.",
    example: "SELECT COUNT(*) FROM users u, products p WHERE u.status = 'banned' AND p.stock = 3",
    better: "SELECT COUNT(*) FROM users u JOIN orders o ON o.user_id = u.id WHERE u.status = 'banned'",
    advice: "add the condition that joins them, or ask two queries",
    silentWhen: "for joins by USING, NATURAL and conditions in WHERE",
    source: "pt-query-advisor JOI; MySQL manual, Hash Join Optimization")

  package static func verdict(on subject: Subject, _ limits: RuleLimits) -> Verdict? {
    let outline = subject.outline
    guard let block = outline.blocks.indices.first(where: outline.isUnjoined) else { return nil }
    let what = "\(outline.tableCount(in: block)) tables without a condition that joins them"
    let inner = subject.planTables.filter { $0.position > 0 && !$0.isIntermediate }
    if let table = inner.first(where: { $0.join?.isCartesian == true }) {
      return .confirmed("\(what); the plan meets every row with \(table.description)")
    }
    let product = subject.plan?.rowsExaminedEstimate ?? 0
    if let table = inner.first(where: { $0.access?.isFullScan == true }),
      max(product, subject.examined ?? 0) >= limits["rows"]
    {
      return .confirmed("\(what); the plan meets every row with \(table.description)")
    }
    if subject.plan != nil, inner.allSatisfy({ $0.access != nil && $0.access?.isFullScan == false }) {
      return .cleared("\(what), but each of them is read by a key")
    }
    if subject.yes(.fullJoin) > 0 {
      return .confirmed(
        "\(what); Full_join in \(Count.text(subject.yes(.fullJoin))) of \(Count.text(subject.count)) events")
    }
    return .suspect(what)
  }
}
