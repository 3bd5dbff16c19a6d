import Aggregation
import Explain
import SQLText

/// QD158: one statement, two plans of different speed.
package struct PlanFlip: Rule {
  package static let page = RulePage(
    id: "QD158", title: "one statement, two plans of different speed", whenConfirmed: .warning, whenSuspect: .note,
    limits: [
      .init("factor", 3, "how many times as long the slower plan takes"),
      .init("millis", 10, "mean time of the slower plan in milliseconds below which it does not matter"),
    ],
    why:
      "The optimizer chooses anew in each execution; where two plans look alike to it, small changes of its numbers decide, and now and then it takes the slow one.",
    example: "SELECT id FROM orders WHERE user_id = 7 AND state = 'new'   -- now by user_id, now by state",
    better: "ALTER TABLE orders ADD INDEX (user_id, state)",
    advice: "give it an index that is better than both, run ANALYZE TABLE, or tell it the index with a hint",
    silentWhen:
      "unless the log has plans with its events: MariaDB, log_slow_verbosity='explain'",
    source: "MariaDB manual, EXPLAIN in the Slow Query Log")

  package static func verdict(on subject: Subject, _ limits: RuleLimits) -> Verdict? {
    let plans = subject.loggedPlans.sorted { $0.mean != $1.mean ? $0.mean > $1.mean : $0.plan.shape < $1.plan.shape }
    guard plans.count > 1 else { return nil }
    let slow = plans[0]
    let fast = plans[plans.count - 1]
    let what = "\(plans.count) plans: \(described(slow)), and \(described(fast))"
    let matters = slow.mean >= fast.mean * limits["factor"] && slow.mean >= limits["millis"] * 1_000
    return matters ? .confirmed(what) : .cleared(what)
  }

  private static func described(_ plan: LoggedPlan) -> String {
    "[\(plan.plan.shape)] takes \(Count.seconds(plan.mean)) on average of \(Count.text(plan.count))"
  }
}
