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
      "unless the log has plans (MariaDB) and several samples are kept: --samples 20; it sees the plans of those",
    source: "MariaDB manual, EXPLAIN in the Slow Query Log")

  package static func verdict(on subject: Subject, _ limits: RuleLimits) -> Verdict? {
    var times: [String: [Double]] = [:]
    for sample in subject.queryClass.samples {
      guard let logged = sample.explain, let plan = try? Plan.parse(logged), !plan.tables.isEmpty else { continue }
      times[plan.shape, default: []].append(Double(sample.queryTimeMicros))
    }
    guard times.count > 1 else { return nil }
    var means: [(shape: String, count: Int, mean: Double)] = []
    for (shape, micros) in times {
      means.append((shape, micros.count, micros.reduce(0, +) / Double(micros.count)))
    }
    means.sort { $0.mean != $1.mean ? $0.mean > $1.mean : $0.shape < $1.shape }
    let slow = means[0]
    let fast = means[means.count - 1]
    let what = "\(means.count) plans: \(described(slow)), and \(described(fast))"
    let matters = slow.mean >= fast.mean * limits["factor"] && slow.mean >= limits["millis"] * 1_000
    return matters ? .confirmed(what) : .cleared(what)
  }

  private static func described(_ plan: (shape: String, count: Int, mean: Double)) -> String {
    "[\(plan.shape)] takes \(Count.seconds(plan.mean)) on average of \(plan.count)"
  }
}
