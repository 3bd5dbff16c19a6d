import Aggregation
import Input
import Reporting
import SQLText
public import SlowLog

/// What slow logs come to: all events together, and class by class.
///
///     var digest = SlowLogDigest(of: ["slow.log.1.gz", "slow.log"])
///     digest.merge(SlowLogDigest(of: ["other.log"]))
///     print(digest.rendered(as: .text))
public struct SlowLogDigest: Sendable {
  private var digest: Digest
  private let samplesPerClass: Int
  /// What went wrong while reading; empty if all was read.
  public private(set) var problems: [RunMessage]

  /// Digests the logs at these paths: files, folders, and `-` for standard input.
  ///
  /// What cannot be read is told in ``problems``; the rest is digested. Blocks until all is read.
  ///
  /// - Parameter configuration: what to select and how to group; its inputs and reports do not matter.
  public init(of paths: [String], _ configuration: Configuration = Configuration()) {
    let inputs = InputSet(arguments: paths)
    var options = configuration.digestOptions
    options.keepsPtBuckets = true
    digest = Digester.digest(inputs, options: options)
    samplesPerClass = configuration.samplesPerClass
    problems = inputs.problems.map { RunMessage(.problem, $0.message, hint: $0.hint) }
    problems += ReadingMessages(digest.accounting, inputs).problems
  }

  /// Adds the events of another digest: the result is that of digesting the logs of both together.
  ///
  /// - Throws: `UsageError` if the two are grouped by different things.
  public mutating func merge(_ other: SlowLogDigest) throws(UsageError) {
    guard digest.groupBy == other.digest.groupBy, digest.fingerprintMode == other.digest.fingerprintMode else {
      throw UsageError(
        "digests that are grouped by different things cannot be merged",
        hint: "make both with the same keys and the same kind of fingerprint")
    }
    digest.merge(other.digest, samples: samplesPerClass)
    problems += other.problems
  }

  /// A report as the command writes it.
  ///
  /// - Parameter configuration: order, limit, width and the like.
  /// - Precondition: `format` is not `.slowLog`: a digest holds no events.
  public func rendered(as format: ReportFormat, _ configuration: Configuration = Configuration()) -> String {
    let report = DigestReport(
      format, configuration, target: .standardOutput,
      review: DigestReview(configuration, of: digest))
    var bytes: [UInt8] = []
    report.write(digest) { bytes += $0 }
    return String(decoding: bytes, as: UTF8.self)
  }
}

// MARK: - Numbers

extension SlowLogDigest {
  /// All events found, selected or not.
  public var eventCount: UInt64 { digest.accounting.events }
  public var skippedBytes: UInt64 { digest.accounting.skippedBytes }
  /// All selected events.
  public var total: Class { Class(digest.global) }
  /// The classes, the largest response time first.
  public var classes: [Class] { ClassOrder().sorted(digest.classes).map { Class($0.described()) } }

  /// All events with one fingerprint (or whatever the digest is grouped by).
  public struct Class: Sendable {
    private let queryClass: QueryClass

    init(_ queryClass: QueryClass) { self.queryClass = queryClass }

    /// 32 hexadecimal digits.
    public var id: String { queryClass.id.hex32 }
    public var fingerprint: String { String(decoding: queryClass.fingerprint, as: UTF8.self) }
    /// Verb and tables: `SELECT users orders`.
    public var distilled: String { queryClass.distilled }
    public var tables: [String] { queryClass.tables }
    public var count: UInt64 { queryClass.count }
    public var firstSeen: Instant? { queryClass.firstSeen }
    public var lastSeen: Instant? { queryClass.lastSeen }
    /// The sum of `Query_time` in seconds.
    public var responseTime: Double { self["Query_time"]?.sum ?? 0 }
    /// The worst statement.
    public var sample: String? {
      queryClass.samples.first.map { String(decoding: $0.statement, as: UTF8.self) }
    }

    /// The numbers of an attribute, spelled as in the log; `nil` if no event has it.
    public subscript(name: String) -> Statistics? {
      guard let metric = queryClass.metrics.first(where: { $0.attribute.name == name }), !metric.values.isEmpty else {
        return nil
      }
      return Statistics(metric)
    }
  }

  /// How the values of one attribute are spread; times are in seconds.
  ///
  /// All is exact but the percentiles, which are within 1 % once there are more than a few dozen values.
  public struct Statistics: Sendable, Hashable {
    public var count: UInt64
    public var sum, min, max, mean, standardDeviation, p50, p95, p99, p999: Double

    init(_ metric: Metric) {
      let scale = Double(metric.attribute.unit.scale)
      let values = metric.values
      count = values.count
      sum = Double(values.sum) / scale
      min = Double(values.min) / scale
      max = Double(values.max) / scale
      mean = values.mean / scale
      standardDeviation = values.standardDeviation / scale
      p50 = Double(values.percentile(0.5)) / scale
      p95 = Double(values.percentile(0.95)) / scale
      p99 = Double(values.percentile(0.99)) / scale
      p999 = Double(values.percentile(0.999)) / scale
    }
  }
}
