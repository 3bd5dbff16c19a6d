import SlowLog

/// What an event takes over from those before it in its log: the database of the last `use`, the time of the last
/// `# Time`.
///
/// A server writes `use` only when the schema differs from that of the event it logged before, whoever's that
/// was, and begins afresh at each banner. It leaves `# Time` out while the second stays the same (MySQL to 5.6,
/// MariaDB), or altogether (`log_short_format`).
///
/// Where there has been no `# Time`, `SET timestamp` is the time. A client may set its clock to anything; so a value
/// more than a day from the one before is believed only when the next such value confirms it.
package struct CarriedState: Sendable, Equatable {
  /// The last `use`; `nil` after a banner.
  var db: [UInt8]?
  /// From the last `# Time`.
  package var instant: Int64?
  /// From the last `SET timestamp` that was believed, and one that waits to be confirmed.
  var believed: Int64?
  var doubted: Int64?
  var disbelievedTimes: UInt64 = 0

  package init() {}

  private static let day: Int64 = 86_400_000_000

  /// The moment of the next event, in microseconds since 1970.
  mutating func time(of event: borrowing EventRecord) -> Int64? {
    if event.hasInstant {
      instant = event.instant
      return event.instant
    }
    if let instant { return instant }
    guard event.hasSetTimestamp else { return believed }
    let claimed = event.setTimestamp
    if let last = believed, abs(claimed - last) > Self.day {
      guard let waiting = doubted, abs(claimed - waiting) <= Self.day else {
        doubted = claimed
        disbelievedTimes += 1
        return last
      }
    }
    believed = claimed
    doubted = nil
    return claimed
  }

  /// What holds after the events and banners of a chunk.
  ///
  /// - Complexity: O(1) where events have a `# Time` and a `use` of their own; else O(number of events).
  mutating func advance(over chunk: borrowing ParsedChunk, _ bytes: Span<UInt8>) {
    advanceTime(over: chunk)
    var i = chunk.events.count
    if chunk.endsWithBanner {
      db = nil
      return
    }
    while i > 0 {
      i -= 1
      if chunk.events[i].hasUse {
        db = copy(bytes, chunk.events[i].useStart, chunk.events[i].useEnd)
        return
      }
      if chunk.events[i].followsBanner {
        db = nil
        return
      }
    }
  }

  private mutating func advanceTime(over chunk: borrowing ParsedChunk) {
    disbelievedTimes = 0
    var i = chunk.events.count
    while i > 0 {
      i -= 1
      if chunk.events[i].hasInstant {
        instant = chunk.events[i].instant
        return
      }
    }
    guard instant == nil else { return }
    while i < chunk.events.count {
      _ = time(of: chunk.events[i])
      i += 1
    }
  }
}
