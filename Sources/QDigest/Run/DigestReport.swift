import Aggregation
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
    let model = ReportModel(digest: digest, ranking: configuration.ranking(for: format), zone: configuration.zone)
    switch format {
    case .text: try TextReport(model, options: configuration.textOptions(for: target)).write(to: sink)
    case .json: try JSONReport(model, generator: "qdigest \(QDigestVersion.current)").write(to: sink)
    case .ptJSON: try PtJSONReport(model).write(to: sink)
    case .slowLog: preconditionFailure("events are written while they are read")
    }
  }
}
