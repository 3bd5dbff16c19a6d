import Aggregation
package import Explain

/// A plan that was logged with events of a class, with what these took.
package struct LoggedPlan: Sendable {
  package var plan: Plan
  package var count: UInt64
  package var queryTimeSum: UInt64
  package var queryTimeMax: UInt64

  /// Microseconds.
  package var mean: Double { Double(queryTimeSum) / Double(max(1, count)) }
}

extension Subject {
  /// Plans of different shape that were logged with the class's events, the most frequent first.
  package var loggedPlans: [LoggedPlan] {
    var plans: [LoggedPlan] = []
    for entry in queryClass.plans.entries {
      // One that cannot be read is told by the class's note on its plan.
      guard let plan = try? Plan.parse(entry.lines), !plan.tables.isEmpty else { continue }
      if let place = plans.firstIndex(where: { $0.plan.shape == plan.shape }) {
        plans[place].count.addSaturating(entry.count)
        plans[place].queryTimeSum.addSaturating(entry.queryTimeSum)
        plans[place].queryTimeMax = max(plans[place].queryTimeMax, entry.queryTimeMax)
      } else {
        plans.append(
          LoggedPlan(
            plan: plan, count: entry.count, queryTimeSum: entry.queryTimeSum, queryTimeMax: entry.queryTimeMax))
      }
    }
    return plans.sorted { $0.count != $1.count ? $0.count > $1.count : $0.plan.shape < $1.plan.shape }
  }
}
