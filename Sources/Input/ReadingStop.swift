import Synchronization

/// Makes readers stop where they are, as if their inputs ended there; told as a loss.
package final class ReadingStop: Sendable {
  private let requested = Atomic(false)

  package init() {}

  package func request() { requested.store(true, ordering: .relaxed) }

  package var isRequested: Bool { requested.load(ordering: .relaxed) }
}
