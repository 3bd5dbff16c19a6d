/// How often each value of a text attribute (user, host, database, …) occurred.
///
/// At most `limit` different values are kept; the occurrences of the others are counted together. Which ones
/// are kept depends on the values alone (those whose hash is smallest), never on their order, so that any
/// split of a log over workers gives the same result, and a kept value's count is always exact.
package struct CountedValues: Sendable, Equatable {
  /// How many different values are kept.
  package static let limit = 1_000

  /// A value and its hash, so that neither comparing nor looking up walks its bytes again.
  package struct Value: Sendable, Hashable, Comparable {
    package let bytes: [UInt8]
    private let hash: UInt64

    package init(_ bytes: [UInt8]) {
      self.bytes = bytes
      hash = CountedValues.hash(bytes)
    }

    package func hash(into hasher: inout Hasher) { hasher.combine(hash) }
    package static func == (a: Self, b: Self) -> Bool { a.hash == b.hash && a.bytes == b.bytes }
    /// By hash; of two values with the same one, which somebody may have looked for, by bytes.
    package static func < (a: Self, b: Self) -> Bool {
      a.hash != b.hash ? a.hash < b.hash : a.bytes.lexicographicallyPrecedes(b.bytes)
    }
  }

  private var kept: [Value: UInt64] = [:]
  private var largest: Value?
  /// Occurrences of values that are not kept.
  package private(set) var others: UInt64 = 0

  package init() {}

  package var isEmpty: Bool { kept.isEmpty && others == 0 }
  package var total: UInt64 { kept.values.reduce(others, +) }

  /// The kept values and how often each occurred.
  ///
  /// - Complexity: O(number of values); a copy is made.
  package var counts: [[UInt8]: UInt64] {
    Dictionary(uniqueKeysWithValues: kept.lazy.map { ($0.key.bytes, $0.value) })
  }

  /// The values by falling count, equal counts by bytes.
  package var ranked: [(value: [UInt8], count: UInt64)] {
    kept.map { (value: $0.key.bytes, count: $0.value) }.sorted {
      $0.count != $1.count ? $0.count > $1.count : $0.value.lexicographicallyPrecedes($1.value)
    }
  }

  package static func == (a: Self, b: Self) -> Bool { a.kept == b.kept && a.others == b.others }
}

extension CountedValues {
  package mutating func add(_ value: [UInt8], _ number: UInt64 = 1) { add(Value(value), number) }

  package mutating func add(_ value: Value, _ number: UInt64) {
    guard number > 0 else { return }
    if let place = kept.index(forKey: value) {
      kept.values[place] += number
      return
    }
    if kept.count >= Self.limit, let last = largest {
      guard value < last else {
        others += number
        return
      }
      others += kept.removeValue(forKey: last) ?? 0
      largest = kept.keys.max()
    }
    kept[value] = number
    largest = largest.map { max($0, value) } ?? value
  }

  /// Adds occurrences of values that are not kept.
  mutating func addOthers(_ number: UInt64) { others += number }

  package mutating func merge(_ other: Self) {
    others += other.others
    guard !kept.isEmpty else {
      kept = other.kept
      largest = other.largest
      return
    }
    for (value, number) in other.kept { add(value, number) }
  }

  /// FNV-1a with a final mix: the same on every machine and in every run.
  fileprivate static func hash(_ bytes: [UInt8]) -> UInt64 {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    hash ^= hash >> 32
    hash = hash &* 0xd6e8_feb8_6659_fd93
    return hash ^ (hash >> 32)
  }
}
