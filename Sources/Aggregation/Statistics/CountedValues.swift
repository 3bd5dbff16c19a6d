/// How often each value of a text attribute (user, host, database, …) occurred.
///
/// At most `limit` different values are kept; the occurrences of the others are counted together. Which ones
/// are kept depends on the values alone (those whose hash is smallest), never on their order, so that any
/// split of a log over workers gives the same result, and a kept value's count is always exact.
package struct CountedValues: Sendable, Equatable {
  /// How many different values are kept.
  package static let limit = 1_000

  package private(set) var counts: [[UInt8]: UInt64] = [:]
  /// Occurrences of values that are not kept.
  package private(set) var others: UInt64 = 0
  private var hashes: [UInt64: [UInt8]] = [:]
  private var largestHash: UInt64 = 0

  package init() {}

  package var isEmpty: Bool { counts.isEmpty && others == 0 }
  package var total: UInt64 { counts.values.reduce(others, +) }

  /// The values by falling count, equal counts by bytes.
  package var ranked: [(value: [UInt8], count: UInt64)] {
    counts.map { (value: $0.key, count: $0.value) }.sorted {
      $0.count != $1.count ? $0.count > $1.count : $0.value.lexicographicallyPrecedes($1.value)
    }
  }

  package static func == (a: Self, b: Self) -> Bool { a.counts == b.counts && a.others == b.others }
}

extension CountedValues {
  package mutating func add(_ value: [UInt8], _ number: UInt64 = 1) {
    guard number > 0 else { return }
    if counts[value] != nil {
      counts[value]! += number
      return
    }
    let hash = Self.hash(value)
    if counts.count >= Self.limit {
      guard hash < largestHash, let evicted = hashes.removeValue(forKey: largestHash) else {
        others += number
        return
      }
      others += counts.removeValue(forKey: evicted) ?? 0
      largestHash = hashes.keys.max() ?? 0
    }
    counts[value] = number
    hashes[hash] = value
    largestHash = max(largestHash, hash)
  }

  package mutating func merge(_ other: Self) {
    for (value, number) in other.counts { add(value, number) }
    others += other.others
  }

  /// FNV-1a with a final mix: the same on every machine and in every run.
  private static func hash(_ bytes: [UInt8]) -> UInt64 {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    hash ^= hash >> 32
    hash = hash &* 0xd6e8_feb8_6659_fd93
    return hash ^ (hash >> 32)
  }
}
