import Aggregation
import Analysis
import Reporting

/// Makes a report of a digest.
struct DigestReport {
  private let format: ReportFormat
  private let configuration: Configuration
  private let target: ReportTarget
  private let review: DigestReview

  init(_ format: ReportFormat, _ configuration: Configuration, target: ReportTarget, review: DigestReview) {
    self.format = format
    self.configuration = configuration
    self.target = target
    self.review = review
  }

  /// Hands the report over piece by piece.
  func write(_ digest: Digest, to sink: ([UInt8]) throws -> Void) rethrows {
    var model = ReportModel(
      digest: digest, ranking: configuration.ranking(for: format), zone: configuration.zone, jobs: configuration.jobs,
      annotation: annotation)
    // Here and nowhere else, so that no format can forget it.
    if configuration.redacts { model = model.redacted() }
    switch format {
    case .text: try TextReport(model, options: configuration.textOptions(for: target)).write(to: sink)
    case .json: try JSONReport(model, generator: "qdigest \(QDigestVersion.current)").write(to: sink)
    case .ptJSON: try PtJSONReport(model).write(to: sink)
    case .findings: try FindingsReport(model, options: configuration.textOptions(for: target)).write(to: sink)
    case .findingsJSON: try FindingsJSONReport(model).write(to: sink)
    case .qdg: try sink(DigestFile.bytes(of: model.digest))
    case .slowLog: preconditionFailure("events are written while they are read")
    }
  }

  private func annotation(of queryClass: QueryClass, rank: Int) -> ClassAnnotation {
    guard format != .ptJSON else { return ClassAnnotation() }
    guard let found = review.review(of: queryClass, rank: rank) else {
      return ClassAnnotation(unexamined: review.reasonToPassOver)
    }
    return found.annotation(showing: isShown, width: max(72, configuration.width) - 4)
  }

  /// The text report is for one look: what is merely a note for a suspicion is left to the findings' own report.
  private func isShown(_ finding: Finding) -> Bool {
    if finding.grade == .cleared { return configuration.showsCleared }
    return format != .text || finding.grade == .confirmed || finding.severity > .note
  }
}
