import SlowLog

/// How often each flag was told, and how often it said Yes.
///
/// Both are counted for all flags at once, a byte each, and moved to whole numbers before a byte is full.
///
/// - Complexity: `add` O(1), without a branch on which flags there are.
struct FlagTally: Sendable {
  private var waitingKnown: UInt64 = 0
  private var waitingYes: UInt64 = 0
  private var waiting = 0
  /// By flag: known, then yes. Empty in a log that has no flags.
  private var counts: [UInt64] = []

  /// - Parameter bits: which flags were known in the upper byte, which of them said Yes in the lower one.
  @inline(__always)
  mutating func add(_ bits: UInt64) {
    waitingKnown &+= Self.spread(bits >> 8 & 0xFF)
    waitingYes &+= Self.spread(bits & 0xFF)
    waiting += 1
    if waiting == Int(UInt8.max) { settle() }
  }

  /// The flags that were told at all.
  var all: [FlagCount] {
    guard waiting > 0 || !counts.isEmpty else { return [] }
    var settled = self
    settled.settle()
    return Flag.allCases.compactMap { flag in
      let place = 2 * Int(flag.rawValue)
      let (known, yes) = (settled.counts[place], settled.counts[place + 1])
      return known > 0 ? FlagCount(flag: flag, yes: yes, known: known) : nil
    }
  }

  private mutating func settle() {
    if counts.isEmpty { counts = [UInt64](repeating: 0, count: 16) }
    for place in 0..<8 {
      counts[2 * place] += waitingKnown >> UInt64(8 * place) & 0xFF
      counts[2 * place + 1] += waitingYes >> UInt64(8 * place) & 0xFF
    }
    (waitingKnown, waitingYes, waiting) = (0, 0, 0)
  }

  /// Bit *n* of a byte as a one in byte *n*.
  @inline(__always)
  private static func spread(_ bits: UInt64) -> UInt64 {
    let apart = bits &* 0x0101_0101_0101_0101 & 0x8040_2010_0804_0201
    // A byte that is not zero carries into its highest bit.
    return (apart &+ 0x7f7f_7f7f_7f7f_7f7f) >> 7 & 0x0101_0101_0101_0101
  }
}
