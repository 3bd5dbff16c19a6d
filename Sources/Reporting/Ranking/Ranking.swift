package import Aggregation
import SlowLog

/// Which classes a report shows, and in what order.
package struct Ranking: Sendable, Hashable {
  package var order: ClassOrder
  package var limit: ClassLimit
  package var outliers: [OutlierRule]

  package init(
    order: ClassOrder = ClassOrder(), limit: ClassLimit = .standard, outliers: [OutlierRule] = [.standard]
  ) {
    self.order = order
    self.limit = limit
    self.outliers = outliers
  }

  /// Every class, for output that is meant for programs.
  package static let all = Ranking(limit: .none, outliers: [])
}

/// Why a report shows a class.
package enum InclusionReason: Sendable, Hashable {
  /// It is within the limit.
  case top(ClassLimit, ClassOrder)
  /// It is beyond the limit, but a rule admits it; with its 95th percentile and number of values.
  case outlier(OutlierRule, p95: UInt64, count: UInt64)
  /// There is no limit.
  case all
}

extension Ranking {
  package struct Selection {
    /// With the place among all classes, from 1.
    package var shown: [(rank: Int, class: QueryClass, reason: InclusionReason)] = []
    package var leftOut: [QueryClass] = []
  }

  /// Ranks the classes and tells those shown from those left out.
  ///
  /// As pt-query-digest does it, the values by which classes are ordered add up to the share that the limit speaks of,
  /// and the whole is the attribute's sum (for an order by count the number of events).
  package func select(from classes: [QueryClass], global: QueryClass) -> Selection {
    let total = order.isByCount ? UInt128(global.count) : global.metric(order.attribute)?.sum ?? 0
    var selection = Selection()
    var reached: UInt128 = 0
    for (index, candidate) in order.sorted(classes).enumerated() {
      if limit.admits(taken: index, value: reached, total: total) {
        let reason: InclusionReason = limit == .none ? .all : .top(limit, order)
        selection.shown.append((index + 1, candidate, reason))
      } else if let rule = outliers.first(where: { $0.admits(candidate) }),
        let values = candidate.metric(rule.attribute)
      {
        let reason = InclusionReason.outlier(rule, p95: values.percentile(0.95), count: values.count)
        selection.shown.append((index + 1, candidate, reason))
      } else {
        selection.leftOut.append(candidate)
      }
      let value = order.value(of: candidate) ?? 0
      reached += order.aggregate == .mean ? value >> 32 : value
    }
    return selection
  }
}
