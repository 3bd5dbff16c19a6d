import Explain
import SQLText

/// QD152: an index is read from end to end.
package struct FullIndexScan: Rule {
  package static let page = RulePage(
    id: "QD152", title: "an index is read from end to end", whenConfirmed: .warning, whenSuspect: .note,
    limits: [
      .init("rows", 1000, "entries read from which it is confirmed")
    ],
    why: "type index without “Using index” reads the whole index and, for each entry, the row.",
    example: "SELECT id, total FROM orders ORDER BY created_at   -- type: index",
    better: "SELECT id, total FROM orders WHERE created_at >= '2026-11-01' ORDER BY created_at",
    advice: "give the index a bound with a condition, or let it hold all the columns that are needed",
    silentWhen: "where the index alone answers, or a LIMIT ends the scan early",
    source: "MySQL manual, EXPLAIN Output Format, join type index")

  package static func verdict(on subject: Subject, _ limits: RuleLimits) -> Verdict? {
    let tables = subject.readTables.filter {
      $0.access == .index && !subject.isWholeTable($0) && !$0.isCovering && !$0.facts.contains(.usingIndex)
    }
    guard let table = tables.max(by: { ($0.rowsRead ?? 0) < ($1.rowsRead ?? 0) }) else { return nil }
    let rows = subject.outline.hasOuter(.limit) ? subject.examined ?? table.actualRowsRead ?? 0 : table.rowsRead ?? 0
    guard rows >= limits["rows"] else { return .cleared("the plan goes through \(table.description)") }
    return .confirmed("the plan goes through \(table.description), and fetches the rows; \(Count.text(rows)) read")
  }
}
