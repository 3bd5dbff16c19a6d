import Dispatch
import Locking

/// Hands what one chunk of a log leaves behind to whoever has the next.
///
/// Workers parse their chunks at the same time; then each waits for its predecessor's word of what holds
/// at the border: what is carried over, and the unfinished event, if there is one. The worker of the earliest
/// chunk never waits, so all get on.
final class Sequencer: Sendable {
  struct Border: Sendable {
    var carried = CarriedState()
    /// Bytes of an event that began in an earlier chunk and has not ended.
    var pending: [UInt8] = []
  }

  private struct State {
    /// The chunk that may go on.
    var next = 0
    var border = Border()
    var waiting: [Int: DispatchSemaphore] = [:]
  }

  private let state = Guarded(State())

  /// Says what holds before the first chunk.
  func begin(carrying carried: CarriedState) { state.withLock { $0.border.carried = carried } }

  /// Waits until the chunk before `index` is settled and takes what it left.
  func border(before index: Int) -> Border {
    let semaphore: DispatchSemaphore? = state.withLock { state in
      if state.next == index { return nil }
      let semaphore = DispatchSemaphore(value: 0)
      state.waiting[index] = semaphore
      return semaphore
    }
    semaphore?.wait()
    return state.withLock { state in
      defer { state.border = Border() }
      return state.border
    }
  }

  /// Says what the chunk `index` leaves; the next one goes on.
  func settle(_ index: Int, leaving border: Border) {
    let waiting = state.withLock { state in
      state.next = index + 1
      state.border = border
      return state.waiting.removeValue(forKey: index + 1)
    }
    waiting?.signal()
  }
}
