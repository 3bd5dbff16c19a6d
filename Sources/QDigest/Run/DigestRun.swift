import Aggregation
import Capture
package import Input
import Reporting

/// One run of the digest, from the names of the logs to the reports.
///
/// What cannot be read or written does not keep the rest from being done; it is told, and makes the status
/// ``RunStatus/incomplete``. Reports in files are there whole or not at all; when nothing at all could be read, none is
/// written.
package struct DigestRun {
  /// What a run needs of the program around it.
  package struct Surroundings: Sendable {
    /// Knows what has to be removed should a signal end the run.
    package var temporaryFiles = TemporaryFiles()
    /// Called with each message.
    package var tell: @Sendable (RunMessage) -> Void = { _ in }
    /// Called now and then, from any thread.
    package var progress: (@Sendable (Progress) -> Void)?
    /// Ends the reading of logs early.
    package var stop: ReadingStop?
    /// Called when reading is over.
    package var willWriteReports: @Sendable () -> Void = {}
    /// Called when there is nobody left to work for: each report's reader has gone. May not return.
    package var leave: @Sendable () -> Void = {}

    package init() {}

    /// What the digest is to call.
    var digestProgress: (@Sendable (DigestProgress) -> Void)? {
      guard let progress else { return nil }
      return {
        progress(
          Progress(storedBytes: $0.storedBytes, totalStoredBytes: $0.totalStoredBytes, plainBytes: $0.plainBytes))
      }
    }
  }

  private let configuration: Configuration
  private let surroundings: Surroundings

  package init(_ configuration: Configuration, _ surroundings: Surroundings) {
    self.configuration = configuration
    self.surroundings = surroundings
  }

  /// - Throws: `UsageError` before anything is done, and `OutputError` when the reader of standard output has gone.
  package func run() throws -> RunStatus {
    let inputs = InputSet(arguments: configuration.inputs)
    try configuration.refuseToOverwrite(inputs)
    var isIncomplete = !inputs.problems.isEmpty
    if !configuration.isQuiet {
      for note in inputs.notes { surroundings.tell(RunMessage(.note, note.message)) }
    }
    for problem in configuration.planProblems { surroundings.tell(problem) }
    isIncomplete = isIncomplete || !configuration.planProblems.isEmpty
    for problem in inputs.problems { surroundings.tell(RunMessage(.problem, problem.message, hint: problem.hint)) }
    if inputs.files.isEmpty { return .incomplete }

    var capture: PlanCapture?
    if let server = configuration.server {
      guard PlanCapture.isAvailable else { throw LiveServer.isMissing }
      do throws(ServerError) { capture = try server.connect() } catch {
        surroundings.tell(server.problem(error))
        isIncomplete = true
      }
    }
    let outputs = openOutputs()
    if outputs.isEmpty { return .incomplete }
    if outputs.count < configuration.reports.count { isIncomplete = true }
    let events = outputs.filter { $0.request.format == .slowLog }.map(EventOutput.init)
    let digest = Digester.digest(inputs, options: options(writing: events, isAlone: events.count == outputs.count))

    surroundings.willWriteReports()
    let reading = ReadingMessages(digest.accounting, inputs)
    reading.problems.forEach(surroundings.tell)
    if !configuration.isQuiet { reading.notes.forEach(surroundings.tell) }
    if reading.isFutile { return .incomplete }
    let review = DigestReview(
      capture.map { joiningPlans(of: digest, from: $0) } ?? configuration, of: digest)
    if let capture, configuration.server?.tellOfLoss(in: capture, surroundings.tell) ?? false { isIncomplete = true }
    let areWritten = try write(digest, outputs, events, review)
    if isIncomplete || !reading.problems.isEmpty || !areWritten { return .incomplete }
    return hasFailure(digest, review) ? .findings : .fine
  }
}

extension DigestRun {
  /// The configuration with the plans that a server gives.
  private func joiningPlans(of digest: Digest, from capture: PlanCapture) -> Configuration {
    var configuration = configuration
    configuration.server?.capturePlans(of: digest, configuration, with: capture) { plan in
      do throws(PlanFile.UnreadablePlan) {
        configuration.join(try PlanFile.record(of: plan.json, place: "the server's plan of \(plan.id)"))
      } catch {
        surroundings.tell(error.message)
      }
    }
    return configuration
  }

  /// Whether a finding reaches the threshold that was set.
  private func hasFailure(_ digest: Digest, _ review: DigestReview) -> Bool {
    guard let threshold = configuration.failureThreshold else { return false }
    let ranking = configuration.ranking(for: .findings)
    return ranking.select(from: digest.classes, global: digest.global).shown.contains { shown in
      review.review(of: shown.class, rank: shown.rank)?.findings.contains(where: threshold.isReached) ?? false
    }
  }

  private func openOutputs() -> [ReportOutput] {
    configuration.reports.compactMap { request in
      do throws(OutputError) {
        return try ReportOutput(request, temporaryFiles: surroundings.temporaryFiles)
      } catch {
        surroundings.tell(RunMessage(.problem, error.message))
        return nil
      }
    }
  }

  /// - Parameter isAlone: whether no other reports are written.
  private func options(writing events: [EventOutput], isAlone: Bool) -> DigestOptions {
    var options = configuration.digestOptions
    options.progress = surroundings.digestProgress
    options.stop = surroundings.stop
    guard !events.isEmpty else { return options }
    // Events are written in the order of the logs, which one worker keeps.
    options.jobs = 1
    let leave = surroundings.leave
    options.selectedEvents = { selected in
      for output in events { output.write(selected) }
      if isAlone, events.allSatisfy({ $0.failure?.code == .readerIsGone }) { leave() }
    }
    return options
  }

  /// Whether all reports are where they should be.
  private func write(
    _ digest: Digest, _ outputs: [ReportOutput], _ events: [EventOutput], _ review: DigestReview
  ) throws -> Bool {
    var areWritten = true
    for output in outputs {
      do {
        if let events = events.first(where: { $0.output === output }) {
          try events.finish()
        } else {
          try output.write(digest, configuration, review)
        }
      } catch let error as OutputError where error.code != .readerIsGone {
        surroundings.tell(RunMessage(.problem, error.message))
        areWritten = false
      }
    }
    return areWritten
  }
}
