import Aggregation
import SQLText
import SlowLog

/// QD102: the result has no LIMIT.
package struct MissingLimit: Rule {
  package static let page = RulePage(
    id: "QD102", title: "the result has no LIMIT", whenConfirmed: .warning, whenSuspect: .note,
    limits: [
      .init("rows", 1000, "rows sent in the 95th percentile that are many"),
      .init("few", 100, "rows sent at most that are few"),
    ],
    why: "Without a LIMIT the result grows with the table, until one day it fills the client's memory.",
    example: "SELECT id FROM orders WHERE created_at > '2026-01-01'",
    better: "SELECT id FROM orders WHERE created_at > '2026-01-01' ORDER BY id LIMIT 1000",
    advice: "read it in pages: ORDER BY a unique key, LIMIT, and go on behind the last key read",
    silentWhen: "for aggregates without GROUP BY, locking reads, and statements that are no plain SELECT",
    source: "soar SUB.007; MySQL manual, LIMIT Query Optimization")

  package static func verdict(on subject: Subject, _ limits: RuleLimits) -> Verdict? {
    let outline = subject.outline
    guard outline.verb == .select, let main = outline.mainSelect, outline.blocks[main].clauses.contains(.from),
      !outline.hasOuter(.limit), !outline.hasOuter(.locking), !outline.isPlainAggregate(main)
    else { return nil }
    guard let sent = subject.metric(.rowsSent) else { return .suspect("a SELECT without LIMIT") }
    let rows = Double(sent.percentile(0.95))
    if rows >= limits["rows"] {
      return .confirmed(
        "no LIMIT, and \(Count.text(rows)) rows are sent in the 95th percentile, at most \(Count.text(sent.max))")
    }
    if Double(sent.max) <= limits["few"] {
      return .cleared("no LIMIT, but at most \(Count.text(sent.max)) rows are sent")
    }
    return .suspect("no LIMIT; up to \(Count.text(sent.max)) rows are sent")
  }
}
