package import Aggregation
package import SQLText
package import SlowLog

/// What a reading of the logs of one instance has brought, to be remembered.
package struct RunRecord: Sendable {
  /// What rules and plans had to say about a class.
  package struct Review: Sendable {
    package var plan: RememberedPlan?
    package var findings: [FindingRecord]

    package init(plan: RememberedPlan?, findings: [FindingRecord]) {
      self.plan = plan
      self.findings = findings
    }
  }

  package var labels: [(name: String, value: String)]
  package var started: Instant
  package var windowStart: Instant
  package var windowEnd: Instant
  /// `2026-11-27`
  package var day: String
  package var digest: Digest
  package var reviews: [QueryID: Review]
  package var positions: [LogPosition]

  package init(
    labels: [(name: String, value: String)], started: Instant, windowStart: Instant, windowEnd: Instant, day: String,
    digest: Digest, reviews: [QueryID: Review], positions: [LogPosition]
  ) {
    self.labels = labels
    self.started = started
    self.windowStart = windowStart
    self.windowEnd = windowEnd
    self.day = day
    self.digest = digest
    self.reviews = reviews
    self.positions = positions
  }
}

/// How a class is executed: the shape's hash, what is read how, and the tree as text.
package struct RememberedPlan: Sendable, Equatable {
  package struct Access: Sendable, Equatable, Codable {
    package var table: String
    /// `ref idx_user`, `ALL`.
    package var method: String

    package init(table: String, method: String) {
      self.table = table
      self.method = method
    }
  }

  package var hash: String
  package var accesses: [Access]
  package var text: String

  package init(hash: String, accesses: [Access], text: String) {
    self.hash = hash
    self.accesses = accesses
    self.text = text
  }
}

package struct FindingRecord: Sendable, Equatable {
  package var rule: String
  package var grade: String
  package var severity: String
  package var evidence: String

  package init(rule: String, grade: String, severity: String, evidence: String) {
    self.rule = rule
    self.grade = grade
    self.severity = severity
    self.evidence = evidence
  }
}

/// One run of the history.
package struct RunSummary: Sendable {
  package var id: Int64
  /// `host=db1 role=replica`; empty if there are no labels.
  package var instance: String
  package var started: Instant
  package var windowStart: Instant
  package var windowEnd: Instant
  package var day: String
  package var events: UInt64
  package var classes: Int
  /// Microseconds.
  package var responseTime: UInt64
  package var page: String?
  /// All events as one class.
  package var total: QueryClass

  /// How long the window was, at least a minute.
  package var days: Double {
    max(1.0 / 1_440, Double(windowEnd.microseconds - windowStart.microseconds) / 86_400e6)
  }
}

/// A class in one run.
package struct ClassFigures: Sendable, Equatable {
  package var run: Int64
  package var count: UInt64
  /// Microseconds.
  package var responseTime: UInt64
  package var p95: UInt64
  package var logMean: Double
  package var logVariance: Double
  package var plan: String?
}
