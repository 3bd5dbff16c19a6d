package import Aggregation
package import SQLText
import SlowLog

/// One side of a comparison: what happened in a stretch of time.
package struct Window: Sendable {
  package var digest: Digest
  /// How long it was, in days; counts are compared by the day.
  package var days: Double
  /// The nights it is made of, where they are known: how much they differ from one another is noise, too.
  package var nights: [Night]

  /// A class in one night: how many events, and the mean and variance of the logarithm of `Query_time`.
  package struct Night: Sendable {
    package var days: Double
    package var classes: [QueryID: Figures]

    package init(days: Double, classes: [QueryID: Figures]) {
      self.days = days
      self.classes = classes
    }
  }

  package struct Figures: Sendable, Equatable {
    package var count: UInt64
    package var logMean: Double
    package var logVariance: Double

    package init(count: UInt64, logMean: Double, logVariance: Double) {
      self.count = count
      self.logMean = logMean
      self.logVariance = logVariance
    }
  }

  /// - Parameter days: the span of the events, unless it is given.
  package init(_ digest: Digest, days: Double? = nil, nights: [Night] = []) {
    self.digest = digest
    self.nights = nights
    self.days = days ?? Self.span(of: digest)
  }

  private static func span(of digest: Digest) -> Double {
    guard let first = digest.global.firstSeen, let last = digest.global.lastSeen, first < last else { return 1 }
    return max(1e-5, Double(last.microseconds - first.microseconds) / 86_400e6)
  }
}
