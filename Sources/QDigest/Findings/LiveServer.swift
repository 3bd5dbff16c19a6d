import Aggregation
package import Capture
import JSONText
import Reporting
import SQLText
package import SlowLog

/// A server that is asked for plans, and how gently.
package struct LiveServer: Sendable {
  package var address = ServerAddress()
  package var timeoutMillis = 3_000
  /// Between two statements.
  package var pauseMillis = 100
  /// Whether each SELECT is run, to have its actual rows and times.
  package var analyzes = false
  package var now = Instant(microseconds: 0)

  package init() {}
}

extension LiveServer {
  func connect() throws(ServerError) -> PlanCapture {
    try PlanCapture(address, timeoutMillis: timeoutMillis, analyzes: analyzes)
  }

  func problem(_ error: ServerError, _ what: String = "the server cannot be asked") -> RunMessage {
    let place = address.place.map { InlineText.visible($0) + ": " } ?? ""
    return RunMessage(.problem, "\(place)\(what): \(InlineText.visible(error.message))", hint: error.hint)
  }

  /// Tells that the connection was lost; whether it was.
  func tellOfLoss(in capture: PlanCapture, _ tell: (RunMessage) -> Void) -> Bool {
    guard let end = capture.end else { return false }
    tell(problem(end, "the connection was lost, the classes after that have no plan"))
    return true
  }

  static var isMissing: UsageError {
    UsageError(
      "this qdigest was built without a client for servers", hint: "install libmariadb's headers and build it again")
  }

  /// Captures the plans of the classes that the text report shows, and hands each over, also those that have none.
  func capturePlans(
    of digest: Digest, _ configuration: Configuration, with capture: PlanCapture,
    _ take: (CapturedPlan) throws -> Void
  ) rethrows {
    for shown in configuration.ranking(for: .text).select(from: digest.classes, global: digest.global).shown {
      guard let sample = shown.class.samples.first, !shown.class.isAdministratorCommand else { continue }
      var plan = CapturedPlan(
        id: shown.class.id.hex32, db: sample.db.map { String(decoding: $0, as: UTF8.self) } ?? address.database,
        sql: String(decoding: sample.statement, as: UTF8.self))
      plan.capturedAt = TimeText.iso(now)
      if sample.omittedBytes > 0 {
        plan.skipped = "no sample of it was kept whole"
      } else {
        capture.capture(&plan)
        SystemCalls.sleep(milliseconds: pauseMillis)
      }
      try take(plan)
    }
  }
}
