import Locking

/// Work on elements that do not depend on one another.
package enum ParallelMap {
  /// What `transform` makes of each element, in their order.
  ///
  /// - Parameters:
  ///   - jobs: how many threads may work at once; with 1 none is asked for.
  ///   - chunk: how many elements are worth a thread's while.
  package static func map<Element: Sendable, Result: Sendable>(
    _ elements: [Element], jobs: Int, chunk: Int = 1, _ transform: @Sendable (Element) -> Result
  ) -> [Result] {
    guard jobs > 1, elements.count > chunk else { return elements.map(transform) }
    let results = Guarded([Result?](repeating: nil, count: elements.count))
    let next = Guarded(0)
    Workers.run(jobs) {
      while true {
        let start = next.withLock { next in
          defer { next += chunk }
          return next
        }
        guard start < elements.count else { return }
        let range = start..<min(elements.count, start + chunk)
        let made = elements[range].map(transform)
        results.withLock { results in
          for (index, value) in zip(range, made) { results[index] = value }
        }
      }
    }
    return results.withLock { $0.map { $0! } }
  }
}
