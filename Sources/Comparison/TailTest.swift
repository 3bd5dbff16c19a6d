package import Aggregation

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Whether more (or fewer) values lie beyond the 95th percentile of before: a tail that grows while the middle stays, as
/// lock waits make it.
///
/// The two shares are compared as binomial proportions with a pooled error.
package struct TailTest: Sendable {
  /// Fewer values than this on either side have no tail to speak of.
  package static let least: UInt64 = 40

  /// Positive: more of them after.
  package let score: Double
  /// The 95th percentile after divided by that before.
  package let ratio: Double

  package init?(before: Distribution, after: Distribution) {
    guard before.count >= Self.least, after.count >= Self.least else { return nil }
    let limit = before.percentile(0.95)
    guard limit > 0 else { return nil }
    let n1 = Double(before.count)
    let n2 = Double(after.count)
    // Values within a bucket cannot be told apart, so both sides are counted from the next bucket on.
    let k1 = Self.count(beyond: limit, in: before)
    let k2 = Self.count(beyond: limit, in: after)
    let pooled = (k1 + k2) / (n1 + n2)
    let variance = pooled * (1 - pooled) * (1 / n1 + 1 / n2)
    score = variance > 0 ? (k2 / n2 - k1 / n1) / variance.squareRoot() : 0
    ratio = Double(after.percentile(0.95)) / Double(limit)
  }

  private static func count(beyond limit: UInt64, in values: Distribution) -> Double {
    let last = Distribution.bucket(of: limit)
    return values.buckets.reduce(0) { $1.bucket > last ? $0 + Double($1.count) : $0 }
  }
}
