import Aggregation
import Comparison
import History

/// One run of `qdigest merge`: digests in files, logs and nights of a history as one digest.
package struct MergeRun {
  private let configuration: Configuration
  private let window: HistoryWindow?
  private let surroundings: DigestRun.Surroundings

  /// - Parameters:
  ///   - configuration: its inputs are digests written with `--format qdg`, or logs.
  ///   - window: nights of a history, merged with the inputs.
  package init(
    _ configuration: Configuration, _ window: HistoryWindow? = nil, _ surroundings: DigestRun.Surroundings
  ) {
    self.configuration = configuration
    self.window = window
    self.surroundings = surroundings
  }

  package func run() throws -> RunStatus {
    if let request = configuration.reports.first(where: { [.slowLog, .ptJSON].contains($0.format) }) {
      throw UsageError(
        "merge cannot write \(request.format.rawValue)",
        hint: request.format == .slowLog
          ? "a digest holds no events" : "a digest does not hold pt-query-digest's buckets; digest the logs together")
    }
    var isComplete = true
    var merged: Digest?
    do {
      merged = try window?.digest(of: configuration.labels, samples: max(1, configuration.samplesPerClass))
    } catch let error as HistoryError {
      surroundings.tell(RunMessage(.problem, error.message, hint: error.hint))
      return .incomplete
    }
    for input in configuration.inputs {
      let side = try ComparedSide(input, configuration)
      side.messages.forEach(surroundings.tell)
      isComplete = isComplete && side.messages.isEmpty
      guard let first = merged else {
        merged = side.window.digest
        continue
      }
      guard first.groupBy == side.window.digest.groupBy, first.fingerprintMode == side.window.digest.fingerprintMode
      else {
        throw UsageError(
          "\(side.name): grouped by something else than what stands before it",
          hint: "make all of them with the same --group-by and --fingerprint")
      }
      merged?.merge(side.window.digest, samples: max(1, configuration.samplesPerClass))
    }
    guard var digest = merged else { return .incomplete }
    for label in configuration.labels where !digest.labels.contains(where: { $0 == label }) {
      digest.labels.append(label)
    }
    let review = DigestReview(configuration, of: digest)
    for request in configuration.reports {
      let output = try ReportOutput(request, temporaryFiles: surroundings.temporaryFiles)
      try output.write(digest, configuration, review)
    }
    return isComplete ? .fine : .incomplete
  }
}
