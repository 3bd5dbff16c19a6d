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
    /// The lines of one of its events; which one does not matter, since what counts in them is the same in all.
    package let lines: [UInt8]
  }

  package static let limit = 32

  /// By hash.
  package private(set) var entries: [Entry] = []

  package init() {}

  package static func == (a: Self, b: Self) -> Bool {
    a.entries.elementsEqual(b.entries) {
      $0.hash == $1.hash && $0.count == $1.count && $0.queryTimeSum == $1.queryTimeSum
        && $0.queryTimeMax == $1.queryTimeMax
    }
  }
}

extension PlanTally {
  /// - Parameter lines: of `bytes`, from the first `# explain:` to the end of the last.
  package mutating func add(_ bytes: Span<UInt8>, _ lines: Range<Int>, queryTimeMicros: UInt64) {
    let hash = Self.hash(bytes, lines)
    if let place = entries.firstIndex(where: { $0.hash >= hash }), entries[place].hash == hash {
      entries[place].count += 1
      entries[place].queryTimeSum += queryTimeMicros
      entries[place].queryTimeMax = max(entries[place].queryTimeMax, queryTimeMicros)
      return
    }
    if entries.count == Self.limit, let last = entries.last, last.hash < hash { return }
    var copy: [UInt8] = []
    copy.reserveCapacity(lines.count)
    for index in lines { copy.append(bytes[index]) }
    insert(
      Entry(hash: hash, count: 1, queryTimeSum: queryTimeMicros, queryTimeMax: queryTimeMicros, lines: copy))
  }

  package mutating func merge(_ other: PlanTally) {
    for entry in other.entries {
      if let place = entries.firstIndex(where: { $0.hash == entry.hash }) {
        entries[place].count += entry.count
        entries[place].queryTimeSum += entry.queryTimeSum
        entries[place].queryTimeMax = max(entries[place].queryTimeMax, entry.queryTimeMax)
      } else {
        insert(entry)
      }
    }
  }

  private mutating func insert(_ entry: Entry) {
    entries.insert(entry, at: entries.firstIndex { $0.hash > entry.hash } ?? entries.count)
    if entries.count > Self.limit { entries.removeLast() }
  }

  /// FNV-1a over the columns `id select_type table type` and `key` of each line.
  private static func hash(_ bytes: Span<UInt8>, _ lines: Range<Int>) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    var column = 0
    for index in lines {
      let byte = bytes[index]
      if byte == 0x0A { column = 0 } else if byte == 0x09 { column += 1 }
      if column < 4 || column == 5 { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
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
