import Aggregation
import Locking

/// Writes selected events to a report's output while the logs are read.
final class EventOutput: Sendable {
  private struct State {
    var writer = SlowLogWriter()
    var buffer: [UInt8] = []
    var failure: OutputError?
  }

  let output: ReportOutput
  private let state = Guarded(State())

  init(_ output: ReportOutput) { self.output = output }

  /// What kept an event from being written; nothing is written after it.
  var failure: OutputError? { state.withLock { $0.failure } }

  func write(_ events: SelectedEvents) {
    state.withLock { state in
      guard state.failure == nil else { return }
      state.buffer.removeAll(keepingCapacity: true)
      state.writer.append(events, to: &state.buffer)
      do throws(OutputError) {
        try output.write(state.buffer.span)
      } catch {
        state.failure = error
      }
    }
  }

  /// Puts the file in its place.
  func finish() throws(OutputError) {
    if let failure { throw failure }
    try output.commit()
  }
}
