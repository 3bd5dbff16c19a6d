/// How often a connection sends statements of a class within one second.
///
/// Counting all connections and seconds would take memory for each; so some are drawn: the `limit` whose hash is
/// smallest. An event is of one that is drawn or it is not, whatever came before, so the count of each is exact, and
/// neither order nor split decides.
package struct BurstTally: Sendable, Equatable {
  package struct Entry: Sendable, Equatable {
    fileprivate let hash: UInt64
    /// Events of one connection in one second.
    package fileprivate(set) var count: UInt64
  }

  package static let limit = 32

  /// By hash.
  package private(set) var entries: [Entry] = []
  /// A larger hash is not drawn.
  private var ceiling = UInt64.max

  package init() {}
}

extension BurstTally {
  @inline(__always)
  mutating func add(connection: UInt64, instant: Int64) {
    // Two rounds of a multiplication mix what differs in few bits.
    var hash = (connection ^ UInt64(bitPattern: instant / 1_000_000) << 24) &* 0x9E37_79B9_7F4A_7C15
    hash = (hash ^ hash >> 32) &* 0xD6E8_FEB8_6659_FD93
    if hash <= ceiling { count(hash, 1) }
  }

  package mutating func merge(_ other: BurstTally) {
    for entry in other.entries where entry.hash <= ceiling { count(entry.hash, entry.count) }
  }

  private mutating func count(_ hash: UInt64, _ number: UInt64) {
    let place = entries.firstIndex { $0.hash >= hash } ?? entries.count
    if place < entries.count, entries[place].hash == hash {
      // A digest that somebody made up may hold any numbers.
      entries[place].count.addSaturating(number)
      return
    }
    entries.insert(Entry(hash: hash, count: number), at: place)
    if entries.count > Self.limit { entries.removeLast() }
    if entries.count == Self.limit { ceiling = entries[Self.limit - 1].hash }
  }
}

// MARK: - As bytes

extension BurstTally {
  func write(to writer: inout ByteWriter) {
    writer.put(list: entries) {
      $0.put($1.hash)
      $0.put($1.count)
    }
  }

  init(from reader: inout ByteReader) throws(CodingError) {
    for _ in 0..<(try reader.count()) { count(try reader.number(), try reader.number()) }
  }
}
