package import Aggregation
package import Comparison
package import Reporting
package import SlowLog

/// What the report of a night tells, before any renderer makes a page of it.
///
/// The night is the window from the last run to this one; whatever it is compared with is the *baseline*.
package struct NightReport: Sendable {
  /// What the report is about: `db1`, from the labels; empty if there are none.
  package var instance: String
  package var labels: [(name: String, value: String)]
  /// First and last event.
  package var firstSeen: Instant?
  package var lastSeen: Instant?
  package var generatedAt: Instant
  package var zone: ZoneRules
  /// `qdigest 0.9`.
  package var generator: String
  /// Sentences for the top of the page, the most important first:
  /// `42 % more load than the usual Saturday`, `3 new queries, 2 regressions, 1 fixed`.
  package var headline: [String]
  /// What the night is compared with, in words: `the last 7 nights`; `nil` if there is nothing to compare with.
  package var baseline: String?
  package var total: NightTotals
  /// A usual night; `nil` without a baseline.
  package var usual: NightTotals?
  /// The most important first.
  package var changes: [Change]
  /// In order of rank: response time, the largest first.
  package var classes: [NightClass]
  /// Classes that are not shown, taken together.
  package var otherClasses: Int
  package var otherResponseTime: Double
  package var load: LoadChart
  /// Of `Query_time` over all events.
  package var histogram: TimeHistogram
  /// Oldest first; the last one is this night.
  package var nights: [NightPoint]
  package var heat: HeatMap
  /// The largest first.
  package var users: [CountedName]
  package var hosts: [CountedName]
  package var databases: [CountedName]
  /// What was read in this run.
  package var accounting: Accounting
  /// What the reader should know about the report itself, a sentence each.
  package var notes: [String]
  /// Whether statements of the log are shown; else fingerprints only.
  package var showsSamples: Bool
}

package struct NightTotals: Sendable, Equatable {
  package var events: UInt64
  package var classes: Int
  /// Seconds.
  package var responseTime: Double
  package var p50: Double
  package var p95: Double
  package var p99: Double
  package var rowsExamined: Double?

  package init(
    events: UInt64, classes: Int, responseTime: Double, p50: Double, p95: Double, p99: Double, rowsExamined: Double?
  ) {
    self.events = events
    self.classes = classes
    self.responseTime = responseTime
    self.p50 = p50
    self.p95 = p95
    self.p99 = p99
    self.rowsExamined = rowsExamined
  }
}

/// A class on the page.
package struct NightClass: Sendable {
  /// Place among all classes, from 1.
  package var rank: Int
  package var queryClass: QueryClass
  /// Part of the night's response time, from 0 to 1.
  package var share: Double
  package var annotation: ClassAnnotation
  /// One point for each night that is known, oldest first, this night last; nights without the class have count 0.
  package var trend: [ClassPoint]
  package var change: Change?

  package init(
    rank: Int, queryClass: QueryClass, share: Double, annotation: ClassAnnotation, trend: [ClassPoint], change: Change?
  ) {
    self.rank = rank
    self.queryClass = queryClass
    self.share = share
    self.annotation = annotation
    self.trend = trend
    self.change = change
  }
}

/// A class in one night.
package struct ClassPoint: Sendable, Equatable {
  /// `2026-11-27`.
  package var day: String
  package var count: UInt64
  /// Seconds.
  package var responseTime: Double
  package var mean: Double
  package var p95: Double
  package var planHash: String?

  package init(day: String, count: UInt64, responseTime: Double, mean: Double, p95: Double, planHash: String?) {
    self.day = day
    self.count = count
    self.responseTime = responseTime
    self.mean = mean
    self.p95 = p95
    self.planHash = planHash
  }
}

/// All classes together in one night.
package struct NightPoint: Sendable, Equatable {
  package var day: String
  package var totals: NightTotals
  /// The page of that night, relative to the report's folder; `nil` if there is none.
  package var page: String?

  package init(day: String, totals: NightTotals, page: String?) {
    self.day = day
    self.totals = totals
    self.page = page
  }
}

/// Response time by the clock: how many statements ran at once, on average, in each bin.
package struct LoadChart: Sendable, Equatable {
  package struct Series: Sendable, Equatable {
    /// Rank of the class; `nil` for all others together.
    package var rank: Int?
    package var name: String
    /// Seconds of response time in each bin.
    package var values: [Double]

    package init(rank: Int?, name: String, values: [Double]) {
      self.rank = rank
      self.name = name
      self.values = values
    }
  }

  /// Where the first bin begins.
  package var start: Instant
  /// Seconds.
  package var binWidth: Int
  /// All have the same number of values; drawn one on another, the first at the bottom.
  package var series: [Series]

  package init(start: Instant, binWidth: Int, series: [Series]) {
    self.start = start
    self.binWidth = binWidth
    self.series = series
  }
}

/// Response time by day and hour of the day, in the report's zone.
package struct HeatMap: Sendable, Equatable {
  /// `2026-11-27`, oldest first.
  package var days: [String]
  /// Seconds of response time: for each day 24 hours; `nil` where nothing was read.
  package var hours: [[Double?]]

  package init(days: [String], hours: [[Double?]]) {
    self.days = days
    self.hours = hours
  }
}

package struct CountedName: Sendable, Equatable {
  package var name: [UInt8]
  package var count: UInt64

  package init(name: [UInt8], count: UInt64) {
    self.name = name
    self.count = count
  }
}
