import SQLText

/// How often each plan that MariaDB logged with a class's events was taken, and what it took.
///
/// Plans are told apart by what is decided, not by rows: of each `# explain:` line the block, table, access type and
/// key. At most `limit` of them are kept, those whose hash is smallest, so that neither order nor split decides.
package struct PlanTally: Sendable, Equatable {
  package struct Entry: Sendable {
    fileprivate let hash: UInt64
    package fileprivate(set) var count: UInt64
    package fileprivate(set) var queryTimeSum: UInt64
    package fileprivate(set) var queryTimeMax: UInt64
    /// The lines of the slowest of its events; of several, those that come first in the order of their bytes.
    package fileprivate(set) var lines: [UInt8]
  }

  package static let limit = 32

  /// By hash.
  package private(set) var entries: [Entry] = []

  package init() {}

  package static func == (a: Self, b: Self) -> Bool {
    a.entries.elementsEqual(b.entries) {
      $0.hash == $1.hash && $0.count == $1.count && $0.queryTimeSum == $1.queryTimeSum
        && $0.queryTimeMax == $1.queryTimeMax && $0.lines == $1.lines
    }
  }
}

extension PlanTally {
  /// - Parameter lines: of `bytes`, from the first `# explain:` to the end of the last.
  /// - Precondition: `bytes.count >= lines.upperBound + scanPadding`.
  package mutating func add(_ bytes: Span<UInt8>, _ lines: Range<Int>, queryTimeMicros: UInt64) {
    let hash = Self.hash(bytes, lines)
    if let place = entries.firstIndex(where: { $0.hash >= hash }), entries[place].hash == hash {
      entries[place].count += 1
      entries[place].queryTimeSum.addSaturating(queryTimeMicros)
      guard queryTimeMicros >= entries[place].queryTimeMax else { return }
      if queryTimeMicros > entries[place].queryTimeMax || Self.precede(bytes, lines, entries[place].lines) {
        entries[place].lines = Self.copy(bytes, lines)
      }
      entries[place].queryTimeMax = queryTimeMicros
      return
    }
    if entries.count == Self.limit, let last = entries.last, last.hash < hash { return }
    insert(
      Entry(
        hash: hash, count: 1, queryTimeSum: queryTimeMicros, queryTimeMax: queryTimeMicros,
        lines: Self.copy(bytes, lines)))
  }

  private static func copy(_ bytes: Span<UInt8>, _ lines: Range<Int>) -> [UInt8] {
    var copy: [UInt8] = []
    copy.reserveCapacity(lines.count)
    for index in lines { copy.append(bytes[index]) }
    return copy
  }

  /// Whether the lines come before others.
  private static func precede(_ bytes: Span<UInt8>, _ lines: Range<Int>, _ others: [UInt8]) -> Bool {
    for (offset, other) in others.enumerated() {
      guard offset < lines.count else { return true }
      let byte = bytes[lines.lowerBound + offset]
      if byte != other { return byte < other }
    }
    return false
  }

  package mutating func merge(_ other: PlanTally) {
    for entry in other.entries {
      if let place = entries.firstIndex(where: { $0.hash == entry.hash }) {
        entries[place].count.addSaturating(entry.count)
        entries[place].queryTimeSum.addSaturating(entry.queryTimeSum)
        let mine = entries[place].queryTimeMax
        if entry.queryTimeMax > mine
          || entry.queryTimeMax == mine && entry.lines.lexicographicallyPrecedes(entries[place].lines)
        {
          entries[place].lines = entry.lines
        }
        entries[place].queryTimeMax = max(mine, entry.queryTimeMax)
      } else {
        insert(entry)
      }
    }
  }

  private mutating func insert(_ entry: Entry) {
    entries.insert(entry, at: entries.firstIndex { $0.hash > entry.hash } ?? entries.count)
    if entries.count > Self.limit { entries.removeLast() }
  }

  /// The hash of the columns `id select_type table type` and `key` of each line; the same in every run.
  private static func hash(_ bytes: Span<UInt8>, _ lines: Range<Int>) -> UInt64 {
    var hash: UInt64 = 0
    var start = lines.lowerBound
    while start < lines.upperBound {
      let end = firstIndex(of: 0x0A, in: bytes, from: start, to: lines.upperBound)
      var tab = start - 1
      for _ in 0..<4 where tab < end { tab = firstIndex(of: 0x09, in: bytes, from: tab + 1, to: end) }
      hash = SkeletonHash(hashing: bytes, from: start, count: tab - start, seed: hash).low
      if tab < end {
        let key = min(end, firstIndex(of: 0x09, in: bytes, from: tab + 1, to: end) + 1)
        let keyEnd = firstIndex(of: 0x09, in: bytes, from: key, to: end)
        hash = SkeletonHash(hashing: bytes, from: key, count: keyEnd - key, seed: hash).low
      }
      start = end + 1
    }
    return hash
  }
}

// MARK: - As bytes

extension PlanTally {
  func write(to writer: inout ByteWriter) {
    writer.put(list: entries) {
      $0.put($1.hash)
      $0.put($1.count)
      $0.put($1.queryTimeSum)
      $0.put($1.queryTimeMax)
      $0.put($1.lines)
    }
  }

  init(from reader: inout ByteReader) throws(CodingError) {
    for _ in 0..<(try reader.count()) {
      let entry = Entry(
        hash: try reader.number(), count: try reader.number(), queryTimeSum: try reader.number(),
        queryTimeMax: try reader.number(), lines: try reader.text())
      guard entries.last.map({ $0.hash < entry.hash }) ?? true else { throw reader.failure("plans are not in order") }
      insert(entry)
    }
  }
}
