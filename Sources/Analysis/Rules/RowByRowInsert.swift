import Aggregation
import SQLText
import SlowLog

/// QD145: rows are inserted one by one.
package struct RowByRowInsert: Rule {
  package static let page = RulePage(
    id: "QD145", title: "rows are inserted one by one", whenConfirmed: .note, whenSuspect: .note,
    limits: [
      .init("count", 1000, "inserts of one row from which something is said"),
      .init("rate", 50, "inserts a second on average from which something is said"),
    ],
    why: "Each statement costs a round trip, its parsing and, with autocommit, a flush of the log.",
    example: "INSERT INTO events (kind) VALUES ('a')   -- 400 times a second",
    better: "INSERT INTO events (kind) VALUES ('a'), ('b'), ('c')",
    advice: "gather rows and insert some hundred of them at once, or at least several in one transaction",
    silentWhen:
      "below both limits; whether one client sends them the log's numbers do not say, so it is never confirmed",
    source: "MySQL manual, Optimizing INSERT Statements")

  package static func verdict(on subject: Subject, _ limits: RuleLimits) -> Verdict? {
    let outline = subject.outline
    guard outline.verb == .insert || outline.verb == .replace, Double(subject.count) >= limits["count"],
      let first = subject.queryClass.firstSeen, let last = subject.queryClass.lastSeen,
      let values = outline.pieces.indices.first(where: {
        outline.isKeyword($0, .values) || outline.isKeyword($0, .value)
      }),
      let end = outline.closing(values + 1), !outline.isKind(end + 1, .comma)
    else { return nil }
    let seconds = max(1, Double(last.microseconds - first.microseconds) / 1_000_000)
    let rate = Double(subject.count) / seconds
    guard rate >= limits["rate"] else { return nil }
    return .suspect("\(Count.text(subject.count)) inserts of one row, \(Count.text(rate)) a second")
  }
}
