/// How often each value of a text attribute (user, host, database, …) occurred.
///
/// At most `limit` different values are kept; the occurrences of the others are counted together. Which ones
/// are kept depends on the values alone (those whose hash is smallest), never on their order, so that any
/// split of a log over workers gives the same result, and a kept value's count is always exact.
package struct CountedValues: Sendable, Equatable {
  /// How many different values are kept.
  package static let limit = 1_000

  /// A value and its hash, so that neither comparing nor looking up walks its bytes again.
  package struct Value: Sendable, Comparable {
    package let bytes: [UInt8]
    private let hash: UInt64

    package init(_ bytes: [UInt8]) {
      self.bytes = bytes
      hash = CountedValues.hash(bytes)
    }

    package static func == (a: Self, b: Self) -> Bool { a.hash == b.hash && a.bytes == b.bytes }
    /// By hash; of two values with the same one, which somebody may have looked for, by bytes.
    package static func < (a: Self, b: Self) -> Bool {
      a.hash != b.hash ? a.hash < b.hash : a.bytes.lexicographicallyPrecedes(b.bytes)
    }
  }

  private struct Entry: Sendable, Equatable {
    var value: Value
    var count: UInt64
  }

  /// In the order of the values: most classes have a handful, and a list takes a third of a dictionary's memory.
  private var kept: [Entry] = []
  /// Occurrences of values that are not kept.
  package private(set) var others: UInt64 = 0

  package init() {}

  package init(_ counts: [String: UInt64]) {
    for (value, count) in counts { add(Array(value.utf8), count) }
  }

  package var isEmpty: Bool { kept.isEmpty && others == 0 }
  package var total: UInt64 { kept.reduce(others) { $0 + $1.count } }

  /// The kept values and how often each occurred.
  ///
  /// - Complexity: O(number of values); a copy is made.
  package var counts: [[UInt8]: UInt64] {
    Dictionary(uniqueKeysWithValues: kept.lazy.map { ($0.value.bytes, $0.count) })
  }

  /// As ``counts``, by the values' texts; the occurrences of those that are not kept stand under `(others)`.
  package var named: [String: UInt64] {
    var result: [String: UInt64] = others > 0 ? ["(others)": others] : [:]
    for entry in kept { result[String(decoding: entry.value.bytes, as: UTF8.self), default: 0] += entry.count }
    return result
  }

  /// The values by falling count, equal counts by bytes.
  package var ranked: [(value: [UInt8], count: UInt64)] {
    kept.map { (value: $0.value.bytes, count: $0.count) }.sorted {
      $0.count != $1.count ? $0.count > $1.count : $0.value.lexicographicallyPrecedes($1.value)
    }
  }
}

extension CountedValues {
  package mutating func add(_ value: [UInt8], _ number: UInt64 = 1) { add(Value(value), number) }

  /// - Complexity: O(log *n*) for a value that is kept, O(*n*) for a new one.
  package mutating func add(_ value: Value, _ number: UInt64) {
    guard number > 0 else { return }
    let place = place(of: value)
    if place < kept.count, kept[place].value == value {
      kept[place].count += number
    } else {
      insert(Entry(value: value, count: number), at: place)
    }
  }

  /// Adds occurrences of values that are not kept.
  mutating func addOthers(_ number: UInt64) { others += number }

  /// - Complexity: O(*m* log *n*) for *m* values that are kept already; O(*n* + *m*) if some of them are new.
  package mutating func merge(_ other: Self) {
    others += other.others
    guard !kept.isEmpty else {
      kept = other.kept
      return
    }
    var new: [Entry] = []
    for index in other.kept.indices {
      let place = place(of: other.kept[index].value)
      if place < kept.count, kept[place].value == other.kept[index].value {
        kept[place].count += other.kept[index].count
      } else {
        new.append(other.kept[index])
      }
    }
    guard !new.isEmpty else { return }
    let old = kept
    kept.removeAll()
    kept.reserveCapacity(min(Self.limit, old.count + new.count))
    var (i, j) = (0, 0)
    while i < old.count || j < new.count {
      let takesOld = j == new.count || i < old.count && old[i].value < new[j].value
      let entry = takesOld ? old[i] : new[j]
      if takesOld { i += 1 } else { j += 1 }
      if kept.count < Self.limit { kept.append(entry) } else { others += entry.count }
    }
  }

  /// Where the value stands, or would stand.
  private func place(of value: Value) -> Int {
    var (low, high) = (0, kept.count)
    while low < high {
      let middle = (low + high) / 2
      if kept[middle].value < value { low = middle + 1 } else { high = middle }
    }
    return low
  }

  private mutating func insert(_ entry: Entry, at place: Int) {
    guard place < Self.limit else {
      others += entry.count
      return
    }
    kept.insert(entry, at: place)
    if kept.count > Self.limit { others += kept.removeLast().count }
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
