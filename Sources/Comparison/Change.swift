package import SQLText

/// What became of a class between two windows of time.
package struct Change: Sendable, Equatable {
  package enum Kind: String, Sendable, CaseIterable {
    /// Not there before.
    case new
    /// Not there any more.
    case gone
    case worse, better
  }

  /// Which number of an attribute has changed.
  package enum Statistic: String, Sendable {
    case p95, mean, count
  }

  /// One number that has changed beyond noise.
  package struct Shift: Sendable, Equatable {
    /// `Query_time`, `Rows_examined`; `Query_time` also where the number of calls has changed.
    package var metric: String
    package var statistic: Statistic
    /// In the report's units (seconds, rows); calls a day for `count`. `nil` where there was nothing.
    package var before: Double?
    package var after: Double?
    /// After divided by before; `nil` if there was nothing before, or nothing after.
    package var ratio: Double?
    /// The interval in which the true ratio lies, at the level of the whole comparison.
    package var ratioBounds: ClosedRange<Double>?
    /// How likely chance alone makes a difference of this size, corrected for the number of comparisons.
    package var pValue: Double

    package init(
      metric: String, statistic: Statistic, before: Double?, after: Double?, ratio: Double?,
      ratioBounds: ClosedRange<Double>?, pValue: Double
    ) {
      self.metric = metric
      self.statistic = statistic
      self.before = before
      self.after = after
      self.ratio = ratio
      self.ratioBounds = ratioBounds
      self.pValue = pValue
    }
  }

  package var id: QueryID
  package var fingerprint: [UInt8]
  /// Verb and tables, `SELECT users orders`.
  package var distilled: String
  package var kind: Kind
  /// What says it best.
  package var main: Shift
  /// What else has changed.
  package var others: [Shift]
  /// Parts of the whole response time, from 0 to 1.
  package var shareBefore: Double
  package var shareAfter: Double
  /// Response time at stake, in seconds a day: what it takes more (or, if negative, less) than before.
  package var stake: Double
  package var plan: PlanChange?
  /// IDs of rules.
  package var findingsGained: [String]
  package var findingsLost: [String]

  package init(
    id: QueryID, fingerprint: [UInt8], distilled: String, kind: Kind, main: Shift, others: [Shift] = [],
    shareBefore: Double, shareAfter: Double, stake: Double
  ) {
    self.id = id
    self.fingerprint = fingerprint
    self.distilled = distilled
    self.kind = kind
    self.main = main
    self.others = others
    self.shareBefore = shareBefore
    self.shareAfter = shareAfter
    self.stake = stake
    plan = nil
    findingsGained = []
    findingsLost = []
  }
}

/// A class is executed in another way than before.
package struct PlanChange: Sendable, Equatable {
  /// One table whose access differs: `orders` read by `index idx_user (ref)` before, by `a full scan` now.
  package struct Access: Sendable, Equatable {
    package var table: String
    package var before: String
    package var after: String

    package init(table: String, before: String, after: String) {
      self.table = table
      self.before = before
      self.after = after
    }
  }

  /// Hashes of the plans' shapes.
  package var before: String
  package var after: String
  package var accesses: [Access]
  /// When the new plan was first seen, as a day in the report's zone; `nil` if that is unknown.
  package var since: String?

  package init(before: String, after: String, accesses: [Access], since: String? = nil) {
    self.before = before
    self.after = after
    self.accesses = accesses
    self.since = since
  }

  /// ``since 2026-11-21 `orders` is read by a full scan instead of index idx_user (ref)``.
  package var sentence: String {
    let start = since.map { "since \($0) " } ?? ""
    let parts = accesses.map { "`\($0.table)` is read by \($0.after) instead of \($0.before)" }
    return start + (parts.isEmpty ? "another plan is used" : parts.joined(separator: ", "))
  }
}
