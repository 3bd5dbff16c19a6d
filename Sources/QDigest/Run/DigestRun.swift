import Aggregation
import Input

/// One run of the digest, from the names of the logs to the reports.
///
/// What cannot be read or written does not keep the rest from being done; it is told, and makes the status
/// ``RunStatus/incomplete``. Reports in files are there whole or not at all.
package struct DigestRun {
  private let configuration: Configuration
  private let temporaryFiles: TemporaryFiles

  /// - Parameter temporaryFiles: knows what has to be removed should a signal end the run.
  package init(_ configuration: Configuration, temporaryFiles: TemporaryFiles) {
    self.configuration = configuration
    self.temporaryFiles = temporaryFiles
  }

  /// - Parameters:
  ///   - progress: called now and then, from any thread.
  ///   - tell: called with each message, from the calling thread.
  ///   - willWriteReports: called when reading is over.
  /// - Throws: `UsageError` before anything is done, and `OutputError` when the reader of standard output has gone.
  package func run(
    progress: (@Sendable (Progress) -> Void)?, tell: (RunMessage) -> Void, willWriteReports: () -> Void
  ) throws -> RunStatus {
    let inputs = InputSet(arguments: configuration.inputs)
    try refuseToOverwrite(inputs)
    if !configuration.isQuiet { inputs.notes.forEach { tell(RunMessage(.note, $0.message)) } }
    for problem in inputs.problems { tell(RunMessage(.problem, problem.message, hint: problem.hint)) }
    if inputs.files.isEmpty { return .incomplete }

    var outputs: [ReportOutput] = []
    var status: RunStatus = inputs.problems.isEmpty ? .fine : .incomplete
    for request in configuration.reports {
      do throws(OutputError) {
        outputs.append(try ReportOutput(request, temporaryFiles: temporaryFiles))
      } catch {
        tell(RunMessage(.problem, error.message))
        status = .incomplete
      }
    }
    if outputs.isEmpty { return .incomplete }

    let digest = Digester.digest(inputs, options: options(progress))
    willWriteReports()
    let reading = ReadingMessages(digest.accounting, known: inputs.problems.map(\.message))
    reading.problems.forEach(tell)
    if !configuration.isQuiet { reading.notes.forEach(tell) }
    if !reading.problems.isEmpty { status = .incomplete }
    for output in outputs {
      do {
        try output.write(digest, configuration)
      } catch let error as OutputError where error.code != .readerIsGone {
        tell(RunMessage(.problem, error.message))
        status = .incomplete
      }
    }
    return status
  }

  private func options(_ progress: (@Sendable (Progress) -> Void)?) -> DigestOptions {
    var options = configuration.digestOptions
    if let progress {
      options.progress = {
        progress(
          Progress(storedBytes: $0.storedBytes, totalStoredBytes: $0.totalStoredBytes, plainBytes: $0.plainBytes))
      }
    }
    return options
  }

  /// A report that took the place of a log would destroy what it is about.
  private func refuseToOverwrite(_ inputs: InputSet) throws(UsageError) {
    for case .file(let path) in configuration.reports.map(\.target) {
      guard let target = SystemCalls.identity(of: path) else { continue }
      for file in inputs.files
      where file.kind == .regular && file.identity.device == target.device && file.identity.inode == target.inode {
        throw UsageError(
          "--output '\(InlineText.visible(path))' is the log \(file.name)", hint: "give the report a file of its own")
      }
    }
  }
}
