/// Events of a class in five minutes of the clock.
package struct LoadBin: Sendable, Equatable {
  /// Seconds.
  package static let width: Int64 = 300

  /// Bins since 1970.
  package var index: Int32
  package var count: UInt32
  /// Response time.
  package var micros: UInt64

  package init(index: Int32, count: UInt32, micros: UInt64) {
    self.index = index
    self.count = count
    self.micros = micros
  }

  /// Takes in more events.
  @inline(__always)
  mutating func add(_ count: UInt32, micros: UInt64) {
    self.count.addSaturating(count)
    self.micros.addSaturating(micros)
  }

  /// Seconds since 1970 to where the bin begins.
  package var start: Int64 { Int64(index) * Self.width }

  /// The bin of a moment in microseconds since 1970; times beyond all calendars share the outermost ones.
  @inline(__always)
  static func index(of instant: Int64) -> Int32 {
    let width = width * 1_000_000
    let quotient = instant / width
    return Int32(clamping: instant < quotient * width ? quotient - 1 : quotient)
  }

  /// The bins of both, one of each moment, in the order of time.
  ///
  /// - Complexity: O(*n* log *n*) in the number of bins, O(*n*) if all are in order.
  package static func merged(_ a: [LoadBin], _ b: [LoadBin]) -> [LoadBin] {
    if b.isEmpty, isOrdered(a) { return a }
    if a.isEmpty, isOrdered(b) { return b }
    var result: [LoadBin] = []
    result.reserveCapacity(a.count + b.count)
    for bin in (a + b).sorted(by: { $0.index < $1.index }) {
      if let last = result.indices.last, result[last].index == bin.index {
        result[last].add(bin.count, micros: bin.micros)
      } else {
        result.append(bin)
      }
    }
    return result
  }

  private static func isOrdered(_ bins: [LoadBin]) -> Bool {
    zip(bins, bins.dropFirst()).allSatisfy { $0.index < $1.index }
  }
}
