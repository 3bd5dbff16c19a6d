import SQLText

/// Small numbers for byte strings that occur again and again: accounts, databases.
///
/// - Complexity: `id` O(length), without an allocation for a string that is known.
struct Interner: Sendable {
  private(set) var values: [[UInt8]] = []
  private var hashes: [SkeletonHash] = []
  /// Open addressing; 0 is empty, else the number and 1.
  private var table = [UInt32](repeating: 0, count: 64)
  private let seed: UInt64

  init(seed: UInt64) { self.seed = seed }

  /// The number of `bytes[start ..< end]`.
  ///
  /// - Precondition: `bytes.count >= end + scanPadding`.
  mutating func id(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> UInt32 {
    let hash = SkeletonHash(hashing: bytes, from: start, count: end - start, seed: seed)
    var i = Int(truncatingIfNeeded: hash.low) & (table.count - 1)
    while table[i] != 0 {
      if hashes[Int(table[i] - 1)] == hash { return table[i] - 1 }
      i = (i + 1) & (table.count - 1)
    }
    values.append(copy(bytes, start, end))
    hashes.append(hash)
    table[i] = UInt32(values.count)
    if values.count * 2 > table.count { grow() }
    return UInt32(values.count - 1)
  }

  mutating func id(_ value: [UInt8]) -> UInt32 {
    let padded = value + [UInt8](repeating: 0, count: scanPadding)
    return id(padded.span, 0, value.count)
  }

  private mutating func grow() {
    table = [UInt32](repeating: 0, count: table.count * 2)
    for (number, hash) in hashes.enumerated() {
      var i = Int(truncatingIfNeeded: hash.low) & (table.count - 1)
      while table[i] != 0 { i = (i + 1) & (table.count - 1) }
      table[i] = UInt32(number + 1)
    }
  }
}
