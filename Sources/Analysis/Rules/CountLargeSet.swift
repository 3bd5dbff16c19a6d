import Explain
import SQLText

/// QD126: COUNT over many rows.
package struct CountLargeSet: Rule {
  package static let page = RulePage(
    id: "QD126", title: "COUNT over many rows", whenConfirmed: .note, whenSuspect: .note,
    limits: [
      .init("rows", 10000, "rows examined from which it is confirmed"),
      .init("few", 1000, "rows examined below which it is cleared"),
    ],
    why: "InnoDB keeps no count: each row is visited to be counted.",
    example: "SELECT COUNT(*) FROM order_items WHERE price > 10",
    better: "SELECT items FROM order_item_counts WHERE price_class = 10",
    advice: "keep the count in a table of its own, or ask whether there are more than a page shows",
    silentWhen: "with GROUP BY",
    source: "soar FUN.002")

  package static func verdict(on subject: Subject, _ limits: RuleLimits) -> Verdict? {
    let outline = subject.outline
    guard outline.verb == .select, let main = outline.mainSelect, outline.isPlainAggregate(main),
      let call = outline.indices(of: .selectList, in: main).first(where: {
        outline.isCall($0) && outline.name($0) == "count"
      })
    else { return nil }
    let what = outline.text(from: call, through: outline.closing(call + 1) ?? call)
    if subject.planSays(.selectTablesOptimizedAway) { return .cleared("\(what) is answered without reading the table") }
    guard let examined = subject.examined else { return .suspect("\(what) has to visit every row that it counts") }
    if examined >= limits["rows"] {
      return .confirmed("\(what) examines \(Count.text(examined)) rows in the 95th percentile to send one")
    }
    return examined < limits["few"]
      ? .cleared("\(what) examines only \(Count.text(examined)) rows")
      : .suspect("\(what) examines \(Count.text(examined)) rows")
  }
}
