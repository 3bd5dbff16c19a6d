import Foundation
import Locking
import Synchronization
import Testing

@testable import Aggregation

@Suite struct WorkersTests {
  @Test(arguments: [0, 1, 2, 3, 8, 100])
  func eachCallIsMade(count: Int) {
    let calls = Atomic(0)
    Workers.run(count) { calls.add(1, ordering: .relaxed) }
    #expect(calls.load(ordering: .relaxed) == count)
  }

  @Test func workMayBeDividedWithinWork() {
    let calls = Atomic(0)
    Workers.run(4) { Workers.run(4) { calls.add(1, ordering: .relaxed) } }
    #expect(calls.load(ordering: .relaxed) == 16)
  }

  #if os(Linux)
    /// Under `nice` Dispatch's threads had the priority that they have without it.
    @Test(arguments: [1, 3, 12] as [Int32])
    func workersAreAsNiceAsTheCaller(priority: Int32) {
      let seen = Guarded<Set<Int32>>([])
      let isDone = DispatchSemaphore(value: 0)
      // A thread of its own, since a priority that was given up does not come back.
      Thread {
        Workers.nice = priority
        Workers.run(4) {
          // Long enough that other threads take part.
          usleep(20_000)
          let mine = Workers.nice
          seen.withLock { _ = $0.insert(mine) }
        }
        isDone.signal()
      }.start()
      isDone.wait()
      #expect(seen.withLock { $0 } == [priority])
    }
  #endif
}
