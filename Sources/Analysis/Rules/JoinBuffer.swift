import Explain
import SQLText

/// QD155: a join without an index.
package struct JoinBuffer: Rule {
  package static let page = RulePage(
    id: "QD155", title: "a join without an index", whenConfirmed: .warning, whenSuspect: .note,
    limits: [
      .init("rows", 1000, "rows of the inner table from which it is confirmed"),
      .init("many", 10000, "rows from which it is a warning"),
    ],
    why: "Without an index on the joined column the inner table is read whole, and its rows are met in a buffer.",
    example: "SELECT COUNT(*) FROM payments p JOIN orders o ON o.total = p.amount",
    better: "ALTER TABLE orders ADD INDEX (total)",
    advice: "index the column that joins the inner table",
    silentWhen: "for small inner tables",
    source: "MySQL manual, Block Nested-Loop and Hash Joins")

  package static func verdict(on subject: Subject, _ limits: RuleLimits) -> Verdict? {
    let buffered = subject.readTables.filter { table in
      table.facts.contains { if case .usingJoinBuffer = $0 { true } else { false } } && table.access?.isFullScan == true
    }
    guard let table = buffered.max(by: { ($0.rows ?? 0) < ($1.rows ?? 0) }) else { return nil }
    let rows = table.actualRows ?? table.rows ?? 0
    guard rows >= limits["rows"] else { return .cleared("a join buffer, but for a small table: \(table.description)") }
    return .confirmed(
      "the plan joins \(table.name), \(Count.text(rows)) rows, through a join buffer",
      severity: rows >= limits["many"] ? .warning : .note, advice: subject.indexAdvice(for: table))
  }
}
