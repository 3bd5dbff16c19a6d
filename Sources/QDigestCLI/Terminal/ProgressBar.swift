import Locking
import QDigest

/// A line on standard error that shows how far the work has come, and goes when it is done.
///
///     [=========>            ] 45 %  470 MB of 1.05 GB  512 MB/s  1 s left
final class ProgressBar: Sendable {
  private struct State {
    var isShown = false
    var lastDrawn: ContinuousClock.Instant?
    var isOver = false
  }

  private let begun = ContinuousClock.now
  private let delay: Duration
  private let columns: Int
  private let state = Guarded(State())
  private let write: @Sendable (String) -> Void

  /// - Parameters:
  ///   - delay: how long to wait before anything is shown.
  ///   - write: takes text for standard error.
  init(delay: Duration, columns: Int, write: @escaping @Sendable (String) -> Void) {
    self.delay = delay
    self.columns = max(20, columns)
    self.write = write
  }

  /// Shows how far the work is; at most ten times a second, whoever calls.
  func update(_ progress: Progress) {
    let now = ContinuousClock.now
    guard now - begun >= delay else { return }
    state.withLock { state in
      guard !state.isOver else { return }
      if let last = state.lastDrawn, now - last < .milliseconds(100) { return }
      state.lastDrawn = now
      state.isShown = true
      write("\r" + ProgressLine.text(progress, elapsed: now - begun, columns: columns) + "\u{1B}[K")
    }
  }

  /// Takes the line away, so that something else can be written.
  func clear() {
    state.withLock { state in
      if state.isShown { write("\r\u{1B}[K") }
      state.isShown = false
    }
  }

  /// Takes the line away for good.
  func finish() {
    clear()
    state.withLock { $0.isOver = true }
  }
}
