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
    let place = (Self.borders.firstIndex { $0 > value } ?? Self.borders.count - 1) - 1
    var next = steps.isEmpty ? place : Self.borders.firstIndex(of: steps[steps.count - 1].to) ?? place
    while next <= place {
      steps.append(Step(from: Self.borders[next], to: Self.borders[next + 1], count: 0, sum: 0))
      next += 1
    }
    steps[steps.count - 1].count += count
    steps[steps.count - 1].sum += Double(value) * Double(count)
  }

  /// 0, 1, 2, 5, 10 … as far as 64 bits go; the last step takes what is above.
  private static let borders: [UInt64] = {
    var borders: [UInt64] = [0]
    var power: UInt64 = 1
    while true {
      borders.append(power)
      guard power < 10_000_000_000_000_000_000 else { break }
      borders += [power * 2, power * 5]
      power *= 10
    }
    return borders + [.max]
  }()

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
