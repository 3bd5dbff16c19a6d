import Aggregation
package import Capture
import Input
import JSONText
import Reporting
import SQLText
package import SlowLog

/// One run of `qdigest capture`: the plans of a log's top classes, from a live server into a file.
package struct CaptureRun {
  package struct Options: Sendable {
    package var address = ServerAddress()
    package var timeoutMillis = 3_000
    /// Between two statements.
    package var pauseMillis = 100
    package var now = Instant(microseconds: 0)

    package init() {}
  }

  private let configuration: Configuration
  private let options: Options
  private let surroundings: DigestRun.Surroundings

  package init(_ configuration: Configuration, _ options: Options, _ surroundings: DigestRun.Surroundings) {
    self.configuration = configuration
    self.options = options
    self.surroundings = surroundings
  }

  package func run() throws -> RunStatus {
    guard PlanCapture.isAvailable else {
      throw UsageError(
        "this qdigest was built without a client for servers", hint: "install libmariadb's headers and build it again")
    }
    let inputs = InputSet(arguments: configuration.inputs)
    try configuration.refuseToOverwrite(inputs)
    for problem in inputs.problems { surroundings.tell(RunMessage(.problem, problem.message, hint: problem.hint)) }
    guard !inputs.files.isEmpty, let request = configuration.reports.first else { return .incomplete }
    let output = try ReportOutput(request, temporaryFiles: surroundings.temporaryFiles)
    // Before the log is read, which may take longer than finding out that the password is wrong.
    guard let capture = connect() else { return .incomplete }
    let digest = Digester.digest(inputs, options: configuration.digestOptions)
    surroundings.willWriteReports()
    let reading = ReadingMessages(digest.accounting, inputs)
    reading.problems.forEach(surroundings.tell)
    if reading.isFutile { return .incomplete }
    let (captured, skipped) = try capturePlans(of: digest, with: capture, to: output)
    try output.commit()
    if !configuration.isQuiet {
      surroundings.tell(RunMessage(.note, "\(captured) plans captured, \(skipped) classes skipped; each line says why"))
    }
    return inputs.problems.isEmpty && reading.problems.isEmpty ? .fine : .incomplete
  }

  private func connect() -> PlanCapture? {
    do throws(ServerError) {
      return try PlanCapture(options.address, timeoutMillis: options.timeoutMillis)
    } catch {
      surroundings.tell(
        RunMessage(
          .problem, "the server cannot be asked: \(InlineText.visible(error.message))",
          hint: "host, user and password are those of [client] in the option file, unless options say otherwise"))
      return nil
    }
  }

  private func capturePlans(
    of digest: Digest, with capture: PlanCapture, to output: ReportOutput
  ) throws -> (captured: Int, skipped: Int) {
    var captured = 0
    var skipped = 0
    for shown in configuration.ranking(for: .text).select(from: digest.classes, global: digest.global).shown {
      guard let sample = shown.class.samples.first, !shown.class.isAdministratorCommand else { continue }
      var plan = CapturedPlan(
        id: shown.class.id.hex32, db: sample.db.map { String(decoding: $0, as: UTF8.self) } ?? options.address.database,
        sql: String(decoding: sample.statement, as: UTF8.self))
      plan.capturedAt = TimeText.iso(options.now)
      if sample.omittedBytes > 0 {
        plan.skipped = "no sample of it was kept whole"
      } else {
        capture.capture(&plan)
        SystemCalls.sleep(milliseconds: options.pauseMillis)
      }
      if plan.raw != nil { captured += 1 } else { skipped += 1 }
      try output.write((plan.json.serialized() + [0x0A]).span)
    }
    return (captured, skipped)
  }
}
