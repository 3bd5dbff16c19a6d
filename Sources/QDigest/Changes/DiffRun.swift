import Aggregation
import Comparison
import History
import Reporting

/// What `qdigest diff` has been told.
public struct DiffConfiguration: Sendable {
  /// How logs are read, and where the report goes.
  public var base: Configuration
  /// Before, after: logs or digests. Empty where a history is compared.
  public var sides: [String]
  public var history: String?
  /// Days before the last run that it is compared with.
  public var baselineDays = 7
  /// Of the response time.
  public var minShare = 0.01
  public var isJSON = false
  public var threshold: ChangeThreshold?

  public init(_ base: Configuration, sides: [String]) {
    self.base = base
    self.sides = sides
  }
}

/// One run of `qdigest diff`: what has changed between two logs, digests or windows of a history.
package struct DiffRun {
  private let configuration: DiffConfiguration
  private let surroundings: DigestRun.Surroundings

  package init(_ configuration: DiffConfiguration, _ surroundings: DigestRun.Surroundings) {
    self.configuration = configuration
    self.surroundings = surroundings
  }

  package func run() throws -> RunStatus {
    guard let request = configuration.base.reports.first else { return .incomplete }
    let output = try ReportOutput(request, temporaryFiles: surroundings.temporaryFiles)
    let report: ChangesReport
    var isComplete = true
    if let path = configuration.history {
      do throws(HistoryError) {
        guard let compared = try historyReport(path) else { return .incomplete }
        report = compared
      } catch {
        surroundings.tell(RunMessage(.problem, error.message, hint: error.hint))
        return .incomplete
      }
    } else {
      let sides = try configuration.sides.map { try ComparedSide($0, configuration.base) }
      let messages = sides.flatMap(\.messages)
      messages.forEach(surroundings.tell)
      isComplete = messages.isEmpty
      let (before, after) = (sides[0].window.digest, sides[1].window.digest)
      guard before.groupBy == after.groupBy, before.fingerprintMode == after.fingerprintMode else {
        throw UsageError(
          "the two sides are grouped by different things", hint: "make both with the same keys and --fingerprint")
      }
      if sides.contains(where: { $0.window.digest.global.count == 0 }) {
        surroundings.tell(RunMessage(.problem, "one side has no events, so there is nothing to compare"))
        return .incomplete
      }
      report = self.report(sides[0], sides[1])
    }
    let options = configuration.base.textOptions(for: request.target)
    let bytes =
      configuration.isJSON ? report.json : report.text(width: options.width, usesColor: options.usesColor)
    try output.write(bytes.span)
    try output.commit()
    if !isComplete { return .incomplete }
    return configuration.threshold?.isReached(by: report.changes) ?? false ? .findings : .fine
  }

  private var options: ComparisonOptions {
    var options = ComparisonOptions()
    options.minShare = configuration.minShare
    return options
  }

  private func report(_ before: ComparedSide, _ after: ComparedSide) -> ChangesReport {
    let comparison = Comparison(before: before.window, after: after.window, options: options)
    return ChangesReport(
      changes: comparison.changes, before: before.name, after: after.name,
      comparedClasses: comparison.comparedClasses, minShare: options.minShare)
  }

  private func historyReport(_ path: String) throws(HistoryError) -> ChangesReport? {
    let history = try History(reading: path)
    let instance = configuration.base.labels.isEmpty ? nil : History.name(of: configuration.base.labels)
    let runs = try history.runs(of: instance)
    guard let last = runs.last(where: { $0.events > 0 }) else {
      surroundings.tell(RunMessage(.problem, "\(path): there is no run in this history yet"))
      return nil
    }
    if instance == nil, Set(runs.map(\.instance)).count > 1 {
      let names = Set(runs.map(\.instance)).sorted().joined(separator: ", ")
      surroundings.tell(
        RunMessage(.problem, "\(path): runs of several servers: \(names)", hint: "say which one: --label host=db1"))
      return nil
    }
    let night = try NightComparison(last, among: runs, in: history, days: configuration.baselineDays, options)
    guard let night else {
      surroundings.tell(
        RunMessage(.problem, "\(path): there is no run in the \(configuration.baselineDays) days before the last one"))
      return nil
    }
    return ChangesReport(
      changes: night.changes, before: night.baselineName, after: last.day, comparedClasses: night.comparedClasses,
      minShare: options.minShare)
  }
}
