package import Aggregation

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Whether the values of one distribution tend to be larger than those of another, and by which factor.
///
/// The test of Mann and Whitney asks how often a value of the one exceeds a value of the other. It needs no assumption
/// about the shape, so that the long tails of response times do no harm, and it works on the counted buckets as well as
/// on values. The factor is the one by which all values before have to be multiplied so that the test no longer
/// sees a difference (Hodges and Lehmann's estimate, for ratios); its standard error, in logarithms, comes from the
/// factors at which the test would just see one.
///
/// - Complexity: O(number of buckets) for each of some 120 factors.
/// - Source: Mann & Whitney 1947; Hodges & Lehmann 1963; ties as in Lehmann, Nonparametrics, 1975.
package struct RankTest: Sendable {
  private struct Step {
    var value: Double
    var count: Double
  }

  private let before: [Step]
  private let after: [Step]
  private let n1: Double
  private let n2: Double

  /// Fewer values than this on either side say nothing.
  package static let least: UInt64 = 5

  /// `nil` if there are too few values.
  package init?(before: Distribution, after: Distribution) {
    guard before.count >= Self.least, after.count >= Self.least else { return nil }
    self.before = Self.steps(of: before)
    self.after = Self.steps(of: after)
    n1 = Double(before.count)
    n2 = Double(after.count)
  }

  private static func steps(of values: Distribution) -> [Step] {
    values.buckets.map { bucket, count in
      let (low, width) = Distribution.bounds(ofBucket: bucket)
      return Step(value: Double(low) + Double(width - 1) / 2, count: Double(count))
    }
  }

  /// How many standard deviations the number of larger values lies from what chance gives; positive: larger after.
  ///
  /// - Parameter factor: the values before are multiplied by it first.
  package func score(multiplyingBy factor: Double = 1) -> Double {
    var wins = 0.0
    var below = 0.0
    var ties = 0.0
    var i = 0
    for step in after {
      while i < before.count, before[i].value * factor < step.value {
        below += before[i].count
        i += 1
      }
      let equal = i < before.count && before[i].value * factor == step.value ? before[i].count : 0
      wins += step.count * (below + equal / 2)
      if equal > 0 { ties += Self.tie(equal + step.count) - Self.tie(equal) - Self.tie(step.count) }
    }
    // Each side has ties of its own, whatever the factor.
    for step in before { ties += Self.tie(step.count) }
    for step in after { ties += Self.tie(step.count) }
    let n = n1 + n2
    let variance = n1 * n2 / 12 * (n + 1 - ties / (n * (n - 1)))
    guard variance > 0 else { return 0 }
    return (wins - n1 * n2 / 2) / variance.squareRoot()
  }

  private static func tie(_ count: Double) -> Double { count * count * count - count }

  /// The factor from before to after, and its standard error in natural logarithms.
  package func ratio() -> (estimate: Double, logError: Double) {
    let spread = 2.0
    let low = crossing(of: spread)
    let high = crossing(of: -spread)
    return (exp((crossing(of: 0.0001) + crossing(of: -0.0001)) / 2), max(0, high - low) / (2 * spread))
  }

  /// The logarithm of the factor at which the score falls to a level.
  private func crossing(of level: Double) -> Double {
    var low = log(1e-7)
    var high = log(1e7)
    for _ in 0..<40 {
      let middle = (low + high) / 2
      if score(multiplyingBy: exp(middle)) > level { low = middle } else { high = middle }
    }
    return (low + high) / 2
  }
}

/// The probability of a normal deviate beyond `score`, on either side.
package func twoSided(_ score: Double) -> Double { erfc(abs(score) / 2.0.squareRoot()) }
