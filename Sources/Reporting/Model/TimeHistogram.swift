package import Aggregation

/// How many values lie in each step of 1, 2, 5, 10, 20, 50 … microseconds.
///
/// Exact as long as the distribution keeps its values; then a value counts in the step that the middle of its bucket
/// falls in, so that only values within 1/128 of a border can be a step off.
///
/// - Shape: the steps follow one another without a gap, from the first that holds a value to the last that does.
package struct TimeHistogram: Sendable, Equatable {
  package struct Step: Sendable, Equatable {
    /// In microseconds; values from `from` up to but not including `to`.
    package var from: UInt64
    package var to: UInt64
    package var count: UInt64
    /// The values' sum, as exact as the counts.
    package var sum: Double
  }

  package private(set) var steps: [Step] = []

  package init(of values: Distribution) {
    if let exact = values.exactValues {
      for value in exact { add(value, 1) }
    } else {
      for (bucket, count) in values.buckets {
        let (low, width) = Distribution.bounds(ofBucket: bucket)
        add(min(max(low + width / 2, values.min), values.max), UInt64(count))
      }
    }
  }

  /// Values come in ascending order.
  private mutating func add(_ value: UInt64, _ count: UInt64) {
    if steps.isEmpty { steps.append(Self.step(holding: value)) }
    while steps[steps.count - 1].to <= value {
      let from = steps[steps.count - 1].to
      steps.append(Step(from: from, to: Self.border(after: from), count: 0, sum: 0))
    }
    steps[steps.count - 1].count += count
    steps[steps.count - 1].sum += Double(value) * Double(count)
  }

  private static func step(holding value: UInt64) -> Step {
    var from: UInt64 = 0
    while border(after: from) <= value { from = border(after: from) }
    return Step(from: from, to: border(after: from), count: 0, sum: 0)
  }

  /// The border that follows 0, 1, 2, 5, 10, …; at the end of what 64 bits hold there is none but the largest value.
  private static func border(after border: UInt64) -> UInt64 {
    guard border > 0 else { return 1 }
    var power: UInt64 = 1
    while border / power >= 10 { power *= 10 }
    let (next, overflow) = (border / power == 2 ? power * 5 : border / power == 5 ? power : power * 2)
      .multipliedReportingOverflow(by: border / power == 5 ? 10 : 1)
    return overflow ? .max : next
  }

  /// The same with steps of a decade: 1, 10, 100 ….
  package var decades: [Step] {
    var result: [Step] = []
    for step in steps {
      if var last = result.last, !Self.startsDecade(step.from) {
        last.to = step.to
        last.count += step.count
        last.sum += step.sum
        result[result.count - 1] = last
      } else {
        result.append(step)
      }
    }
    return result
  }

  private static func startsDecade(_ border: UInt64) -> Bool {
    var rest = border
    while rest >= 10, rest % 10 == 0 { rest /= 10 }
    return rest <= 1
  }
}
