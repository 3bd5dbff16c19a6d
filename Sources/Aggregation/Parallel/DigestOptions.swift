package import Input
package import Selection
package import SlowLog

/// Which fingerprint names a class.
package enum FingerprintMode: String, Sendable, CaseIterable {
  /// What pt-query-digest 3.7.1 gives, faults included.
  case pt
  /// By tokens: no literal survives, identifiers keep their digits.
  case strict
}

/// How far a run has come.
package struct DigestProgress: Sendable {
  /// Stored bytes read so far, over all inputs.
  package var storedBytes: UInt64
  /// `nil` if an input's size is unknown (a pipe).
  package var totalStoredBytes: UInt64?
  package var plainBytes: UInt64

  package init(storedBytes: UInt64, totalStoredBytes: UInt64?, plainBytes: UInt64) {
    self.storedBytes = storedBytes
    self.totalStoredBytes = totalStoredBytes
    self.plainBytes = plainBytes
  }
}

/// What the digest needs to know of a run.
package struct DigestOptions: Sendable {
  package var groupBy: [GroupKey] = [.fingerprint]
  package var fingerprintMode: FingerprintMode = .pt
  package var preserveEmbeddedNumbers = false
  /// Events before this moment are left out.
  package var since: Instant?
  /// Events at or after this moment are left out.
  package var until: Instant?
  /// For log lines that name no zone.
  package var zone: ZoneRules = .utc
  package var filter: (any EventFilter)?
  /// Workers; at least 1.
  package var jobs = 1
  package var samplesPerClass = 1
  /// How many classes are kept; those with the least response time beyond are added up in one (``ClassFold``). Then there
  /// is one worker, since which ones these are depends on what came before.
  package var maxClasses: Int?
  package var labels: [(name: String, value: String)] = []
  /// Whether to keep pt-query-digest's buckets beside the digest's own (for pt-json).
  package var keepsPtBuckets = false
  /// Whether to keep when the events of each class happened, by five minutes.
  package var keepsLoad = false
  /// Where to begin each log, asked when it has been opened; `nil` reads all of every log.
  package var start: LogStart.Chooser?
  /// Bytes read at a time; the result does not depend on it.
  package var chunkBytes = 256 << 10
  /// Longest event; what is longer is skipped and counted.
  package var maxEventBytes = 256 << 20
  /// Takes the selected events piece by piece; with one worker, in the order of the logs.
  package var selectedEvents: (@Sendable (SelectedEvents) -> Void)?
  /// Ends the reading of logs early; an event that is not there as a whole then is left out.
  package var stop: ReadingStop?
  /// Called now and then from any worker.
  package var progress: (@Sendable (DigestProgress) -> Void)?

  package init() {}
}
