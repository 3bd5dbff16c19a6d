import Aggregation
import Capture
import Input
import JSONText

/// One run of `qdigest capture`: the plans of a log's top classes, from a live server into a file.
package struct CaptureRun {
  private let configuration: Configuration
  private let surroundings: DigestRun.Surroundings

  package init(_ configuration: Configuration, _ surroundings: DigestRun.Surroundings) {
    self.configuration = configuration
    self.surroundings = surroundings
  }

  package func run() throws -> RunStatus {
    guard PlanCapture.isAvailable else { throw LiveServer.isMissing }
    let inputs = InputSet(arguments: configuration.inputs)
    try configuration.refuseToOverwrite(inputs)
    for problem in inputs.problems { surroundings.tell(RunMessage(.problem, problem.message, hint: problem.hint)) }
    guard !inputs.files.isEmpty, let request = configuration.reports.first, let server = configuration.server else {
      return .incomplete
    }
    let output = try ReportOutput(request, temporaryFiles: surroundings.temporaryFiles, readers: .nobody)
    // Before the log is read, which may take longer than finding out that the password is wrong.
    let capture: PlanCapture
    do throws(ServerError) { capture = try server.connect() } catch {
      surroundings.tell(server.problem(error))
      return .incomplete
    }
    let digest = Digester.digest(inputs, options: configuration.digestOptions)
    surroundings.willWriteReports()
    let reading = ReadingMessages(digest.accounting, inputs)
    reading.problems.forEach(surroundings.tell)
    if reading.isFutile { return .incomplete }
    var captured = 0
    var skipped = 0
    try server.capturePlans(of: digest, configuration, with: capture) { plan in
      if plan.raw != nil { captured += 1 } else { skipped += 1 }
      try output.write((plan.json.serialized() + [0x0A]).span)
    }
    try output.commit()
    let isLost = server.tellOfLoss(in: capture, surroundings.tell)
    if !configuration.isQuiet {
      let rest = skipped == 0 ? "" : ", \(skipped) skipped; each line says why"
      surroundings.tell(RunMessage(.note, "\(captured) \(captured == 1 ? "plan" : "plans") captured\(rest)"))
    }
    return !isLost && inputs.problems.isEmpty && reading.problems.isEmpty ? .fine : .incomplete
  }
}
