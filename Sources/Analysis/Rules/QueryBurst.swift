import Aggregation
import SQLText
import SlowLog

/// QD146: a query is asked again and again for one row each.
package struct QueryBurst: Rule {
  package static let page = RulePage(
    id: "QD146", title: "a query is asked again and again for one row each", whenConfirmed: .warning,
    whenSuspect: .note,
    limits: [
      .init("times", 20, "runs by one connection in one second from which it is a burst"),
      .init("share", 0.5, "share of the class's events in bursts from which it is confirmed"),
    ],
    why:
      "An application that reads a list and then asks for each of its rows (N+1 queries) pays a round trip for each of them; the time that it waits does not even stand in the log.",
    example: "SELECT name FROM users WHERE id = 1   -- then 2, 3, 4, …",
    better: "SELECT id, name FROM users WHERE id IN (1, 2, 3, 4)",
    advice: "ask for all of them at once, with IN or a join; ORMs call it eager loading",
    silentWhen:
      "for statements of more than one row, for logs that leave events out (log_slow_rate_limit), and where the log has no connection or time",
    source: "the log, by Thread_id and time")

  package static func verdict(on subject: Subject, _ limits: RuleLimits) -> Verdict? {
    guard subject.outline.verb == .select, subject.queryClass.scaledCount <= subject.count,
      let sent = subject.sent, sent <= 1
    else { return nil }
    let drawn = subject.queryClass.bursts.entries.map { Double($0.count) }
    let bursts = drawn.filter { $0 >= limits["times"] }
    guard !bursts.isEmpty else { return nil }
    let share = bursts.reduce(0, +) / drawn.reduce(0, +)
    let most = bursts.max() ?? 0
    let what =
      "one connection runs it up to \(Count.text(most)) times within a second, for at most one row each; "
      + "\(Count.text(share * 100)) % of its events are in such bursts"
    return share >= limits["share"] ? .confirmed(what) : .suspect(what)
  }
}
