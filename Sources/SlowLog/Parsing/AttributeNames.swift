import SQLText

/// What a `Name:` in a header line stands for.
enum AttributeMeaning: Sendable, Equatable {
  /// A number of `decimals` digits after the point.
  case number(slot: UInt8, decimals: UInt8)
  case flag(Flag)
  case threadID, schema, errorNumber, rateLimit
  /// Known, and of no use here.
  case ignored
}

/// Finds attributes by the bytes of their names.
///
/// A name of at most 24 bytes is three words of eight; the table compares these instead of characters.
/// Names that no known server writes get slots of their own as they appear.
struct AttributeNames: Sendable {
  struct Entry: Sendable {
    var key: Key
    var meaning: AttributeMeaning
    /// The entry that came next in the last event; 0 is none.
    var successor: UInt16 = 0
    var usual = UsualName()
  }

  /// Up to 24 bytes, zero-filled, and the length.
  struct Key: Sendable, Equatable {
    var a: UInt64 = 0
    var b: UInt64 = 0
    var c: UInt64 = 0
    var count: Int
    /// Which bits of `a` the name fills.
    var mask: UInt64 { mask(ofWord: 0) }

    /// Which bits of the first, second or third word the name fills.
    func mask(ofWord place: Int) -> UInt64 {
      let bytes = count &- 8 &* place
      return bytes >= 8 ? .max : bytes <= 0 ? 0 : (1 &<< UInt64(truncatingIfNeeded: 8 &* bytes)) &- 1
    }

    var hash: Int {
      var h = a &* 0x9e37_79b9_7f4a_7c15
      h ^= (b &+ UInt64(count)) &* 0xc2b2_ae3d_27d4_eb4f
      h ^= c &* 0x1656_67b1_9e37_79f9
      return Int(truncatingIfNeeded: (h ^ (h >> 29)) >> 20)
    }
  }

  private static let capacity = 512
  /// `entries[0]` stands for the beginning of an event.
  private(set) var entries = [Entry(key: Key(count: 0), meaning: .ignored)]
  /// Open addressing over `entries`; 0 is empty.
  private var table = [UInt16](repeating: 0, count: capacity)
  /// Names of the slots from `KnownAttribute.count` on.
  private(set) var learned: [String] = []
  /// Whether a name found no slot any more.
  private(set) var isFull = false

  init() {
    for known in KnownAttribute.allCases where known != .queryLength {
      add(known.name, .number(slot: known.rawValue, decimals: UInt8(known.decimals)))
    }
    for flag in Flag.allCases { add(flag.name, .flag(flag)) }
    add("QC_Hit", .flag(.qcHit))
    for name in ["Thread_id", "Id"] { add(name, .threadID) }
    for name in ["Errno", "Last_errno"] { add(name, .errorNumber) }
    add("Schema", .schema)
    add("Log_slow_rate_limit", .rateLimit)
    for name in ["Killed", "InnoDB_trx_id", "Start", "End", "Log_slow_rate_type", "Stored_routine"] {
      add(name, .ignored)
    }
  }

  /// The name in `bytes[start ..< end]`, or `nil` if it is longer than any that is kept.
  static func key(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Key? {
    let count = end - start
    guard count > 0, count <= 24 else { return nil }
    var key = Key(count: count)
    key.a = word(bytes, start, count)
    if count > 8 { key.b = word(bytes, start + 8, count - 8) }
    if count > 16 { key.c = word(bytes, start + 16, count - 16) }
    return key
  }

  /// The entry of the name at `start`, if it is the one that followed `previous` last time. Events repeat their
  /// attributes in the same order, so nearly every name is told by one or two comparisons.
  @inline(__always)
  func predicted(after previous: Int, _ bytes: Span<UInt8>, _ start: Int) -> Int {
    let next = Int(entries[previous].successor)
    let key = entries[next].key
    guard loadWord(bytes, start) & key.mask == key.a, bytes[start + key.count] == UInt8(ascii: ":") else { return 0 }
    if key.count > 8 {
      guard Self.word(bytes, start + 8, key.count - 8) == key.b else { return 0 }
      if key.count > 16 { guard Self.word(bytes, start + 16, key.count - 16) == key.c else { return 0 } }
    }
    return next
  }

  /// The entry of a name, or 0.
  func entry(of key: Key) -> Int {
    var i = key.hash & (Self.capacity - 1)
    while table[i] != 0 {
      if entries[Int(table[i])].key == key { return Int(table[i]) }
      i = (i + 1) & (Self.capacity - 1)
    }
    return 0
  }

  mutating func note(_ next: Int, after previous: Int) { entries[previous].successor = UInt16(next) }

  /// Gives a name that was never met a slot; `nil` if there are none left.
  mutating func learn(_ name: String, _ key: Key) -> AttributeMeaning? {
    let slot = KnownAttribute.count + learned.count
    guard slot < ShapeTable.slotLimit else {
      isFull = true
      return nil
    }
    learned.append(name)
    add(name, .number(slot: UInt8(slot), decimals: 6))
    return .number(slot: UInt8(slot), decimals: 6)
  }

  @inline(__always)
  private static func word(_ bytes: Span<UInt8>, _ start: Int, _ count: Int) -> UInt64 {
    let word = loadWord(bytes, start)
    return count >= 8 ? word : word & ((1 << UInt64(8 * count)) - 1)
  }

  private mutating func add(_ name: String, _ meaning: AttributeMeaning) {
    let padded = Array(name.utf8) + [UInt8](repeating: 0, count: 32)
    guard let key = Self.key(padded.span, 0, name.utf8.count) else { return }
    var i = key.hash & (Self.capacity - 1)
    while table[i] != 0 { i = (i + 1) & (Self.capacity - 1) }
    table[i] = UInt16(entries.count)
    entries.append(Entry(key: key, meaning: meaning, usual: UsualName(key)))
  }
}
