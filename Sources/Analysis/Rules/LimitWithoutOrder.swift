import Aggregation
import SQLText
import SlowLog

/// QD111: LIMIT without ORDER BY.
package struct LimitWithoutOrder: Rule {
  package static let page = RulePage(
    id: "QD111", title: "LIMIT without ORDER BY", whenConfirmed: .note, whenSuspect: .note,
    why: "Which rows come out is left to chance: another plan gives other rows.",
    example: "SELECT id FROM orders WHERE state = 'new' LIMIT 10",
    better: "SELECT id FROM orders WHERE state = 'new' ORDER BY id LIMIT 10",
    advice: "add an ORDER BY over a unique key",
    silentWhen: "where at most one row is sent, in subqueries, and for aggregates",
    source: "pt-query-advisor RES.002; soar RES.002")

  package static func verdict(on subject: Subject, _ limits: RuleLimits) -> Verdict? {
    let outline = subject.outline
    guard outline.verb == .select, let main = outline.mainSelect, outline.blocks[main].clauses.contains(.from),
      outline.hasOuter(.limit), !outline.hasOuter(.orderBy), !outline.isPlainAggregate(main)
    else { return nil }
    guard let sent = subject.metric(.rowsSent) else { return .suspect("LIMIT without ORDER BY") }
    if sent.max <= 1 { return .cleared("LIMIT without ORDER BY, but never more than one row is sent") }
    return .suspect("LIMIT without ORDER BY; up to \(Count.text(sent.max)) rows are sent")
  }
}
