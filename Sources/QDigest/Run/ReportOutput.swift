import Aggregation

/// A report's way out: where its bytes go, and that they are complete.
final class ReportOutput: Sendable {
  let request: ReportRequest
  /// `nil` for standard output.
  private let file: OutputFile?

  /// Opens the target, so that one that cannot be written is known before the work begins.
  init(_ request: ReportRequest, temporaryFiles: TemporaryFiles, readers: OutputFile.Readers = .asBefore)
    throws(OutputError)
  {
    self.request = request
    switch request.target {
    case .standardOutput: file = nil
    case .file(let path): file = try OutputFile(path, temporaryFiles: temporaryFiles, readers: readers)
    }
  }

  func write(_ bytes: Span<UInt8>) throws(OutputError) {
    if let file { try file.write(bytes) } else { try StandardOutput().write(bytes) }
  }

  func commit() throws(OutputError) { try file?.commit() }
}

extension ReportOutput {
  /// Renders a digest and puts it in its place.
  func write(_ digest: Digest, _ configuration: Configuration, _ review: DigestReview) throws {
    try DigestReport(request.format, configuration, target: request.target, review: review).write(digest) {
      try write($0.span)
    }
    try commit()
  }
}
