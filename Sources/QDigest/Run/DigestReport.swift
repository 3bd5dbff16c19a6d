import Aggregation
import Analysis
import Reporting

/// Makes a report of a digest.
struct DigestReport {
  private let format: ReportFormat
  private let configuration: Configuration
  private let target: ReportTarget

  init(_ format: ReportFormat, _ configuration: Configuration, target: ReportTarget) {
    self.format = format
    self.configuration = configuration
    self.target = target
  }

  /// Hands the report over piece by piece.
  func write(_ digest: Digest, to sink: ([UInt8]) throws -> Void) rethrows {
    let ranking = configuration.ranking(for: format)
    let reviews = format == .ptJSON ? [] : DigestReview(configuration).reviews(of: digest, ranking: ranking)
    if format == .findings || format == .findingsJSON {
      let report = FindingsReport(
        reviews: reviews, digest: digest, showsCleared: configuration.showsCleared, width: configuration.width)
      return try sink(format == .findings ? report.text() : report.json())
    }
    let annotations = Dictionary(
      reviews.map { ($0.queryClass.id, $0.annotation(showing: isShown, width: max(72, configuration.width) - 4)) }
    ) { a, _ in a }
    let model = ReportModel(digest: digest, ranking: ranking, zone: configuration.zone, annotations: annotations)
    switch format {
    case .text: try TextReport(model, options: configuration.textOptions(for: target)).write(to: sink)
    case .json: try JSONReport(model, generator: "qdigest \(QDigestVersion.current)").write(to: sink)
    case .ptJSON: try PtJSONReport(model).write(to: sink)
    case .findings, .findingsJSON: break
    case .slowLog: preconditionFailure("events are written while they are read")
    }
  }

  /// The text report is for one look: what is merely a note for a suspicion is left to the findings' own report.
  private func isShown(_ finding: Finding) -> Bool {
    if finding.grade == .cleared { return configuration.showsCleared }
    return format != .text || finding.grade == .confirmed || finding.severity > .note
  }
}
