import SQLText

/// Which kind of statement a skeleton is: the cache that keeps the fingerprint's exact steps off the hot path.
///
/// It may forget: past ``limit`` skeletons it starts anew, and each is worked out again when it is next met.
///
/// - Complexity: O(1).
struct SkeletonTable: Sendable {
  static let limit = 4_000_000

  private struct Entry: Sendable {
    var low: UInt64 = 0
    var high: UInt64 = 0
    /// 0 is empty, else the number and 1.
    var kind: UInt32 = 0
  }

  private var entries = [Entry](repeating: Entry(), count: 1_024)
  private var count = 0

  /// The number stored for a skeleton, or `nil`.
  @inline(__always)
  func kind(_ low: UInt64, _ high: UInt64) -> UInt32? {
    var i = Int(truncatingIfNeeded: low) & (entries.count - 1)
    while true {
      let entry = entries[i]
      if entry.kind == 0 { return nil }
      if entry.low == low, entry.high == high { return entry.kind - 1 }
      i = (i + 1) & (entries.count - 1)
    }
  }

  mutating func store(_ low: UInt64, _ high: UInt64, kind: UInt32) {
    if count >= Self.limit {
      entries = [Entry](repeating: Entry(), count: 1_024)
      count = 0
    } else if count * 2 >= entries.count {
      let old = entries
      entries = [Entry](repeating: Entry(), count: old.count * 2)
      for entry in old where entry.kind != 0 { insert(entry) }
    }
    insert(Entry(low: low, high: high, kind: kind + 1))
    count += 1
  }

  private mutating func insert(_ entry: Entry) {
    var i = Int(truncatingIfNeeded: entry.low) & (entries.count - 1)
    while entries[i].kind != 0 { i = (i + 1) & (entries.count - 1) }
    entries[i] = entry
  }
}
