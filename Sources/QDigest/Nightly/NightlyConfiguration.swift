import Comparison
public import SlowLog

/// What `qdigest nightly` has been told.
public struct NightlyConfiguration: Sendable {
  /// Inputs, labels, zone, rules and the like; classes are by fingerprint.
  public var base: Configuration
  /// The SQLite file.
  public var history: String
  /// Where the pages go; `nil`: none are written.
  public var reportFolder: String?
  /// For node_exporter's textfile collector.
  public var metricsFile: String?
  /// Runs older than this are forgotten.
  public var keepDays = 400
  /// Days before that a night is compared with.
  public var baselineDays = 7
  /// Of the response time, for changes.
  public var minShare = 0.01
  /// Whether pages show statements of the log; else fingerprints only.
  public var showsSamples = false
  public var threshold: ChangeThreshold?
  public var now: Instant

  public init(_ base: Configuration, history: String, now: Instant) {
    self.base = base
    self.history = history
    self.now = now
  }

  var comparison: ComparisonOptions {
    var options = ComparisonOptions()
    options.minShare = minShare
    return options
  }
}
