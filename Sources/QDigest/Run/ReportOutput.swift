import Aggregation
import Reporting

/// A report's way out: where its bytes go, and that they are complete.
final class ReportOutput: Sendable {
  let request: ReportRequest
  /// `nil` for standard output.
  private let file: OutputFile?

  /// Opens the target, so that one that cannot be written is known before the work begins.
  init(_ request: ReportRequest, temporaryFiles: TemporaryFiles) throws(OutputError) {
    self.request = request
    switch request.target {
    case .standardOutput: file = nil
    case .file(let path): file = try OutputFile(path, temporaryFiles: temporaryFiles)
    }
  }

  func write(_ bytes: Span<UInt8>) throws(OutputError) {
    if let file { try file.write(bytes) } else { try StandardOutput().write(bytes) }
  }

  func commit() throws(OutputError) { try file?.commit() }
}

extension ReportOutput {
  /// Renders a digest and puts it in its place.
  func write(_ digest: Digest, _ configuration: Configuration) throws {
    let model = ReportModel(
      digest: digest, ranking: configuration.ranking(for: request.format), zone: configuration.zone)
    let sink = { [self] (bytes: [UInt8]) throws in try write(bytes.span) }
    switch request.format {
    case .text: try TextReport(model, options: configuration.textOptions(for: request.target)).write(to: sink)
    case .json: try JSONReport(model, generator: "qdigest \(QDigestVersion.current)").write(to: sink)
    case .ptJSON: try PtJSONReport(model).write(to: sink)
    case .slowLog: preconditionFailure("events are written while they are read")
    }
    try commit()
  }
}
