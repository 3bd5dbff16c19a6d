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
  private struct Entry: Sendable {
    var key: Key
    var meaning: AttributeMeaning
  }

  /// Up to 24 bytes, zero-filled, and the length.
  struct Key: Sendable, Equatable {
    var a: UInt64 = 0
    var b: UInt64 = 0
    var c: UInt64 = 0
    var count: Int

    var hash: Int {
      var h = a &* 0x9e37_79b9_7f4a_7c15
      h ^= (b &+ UInt64(count)) &* 0xc2b2_ae3d_27d4_eb4f
      h ^= c &* 0x1656_67b1_9e37_79f9
      return Int(truncatingIfNeeded: (h ^ (h >> 29)) >> 20)
    }
  }

  private static let capacity = 512
  private var table = [Entry?](repeating: nil, count: capacity)
  /// Names of the slots from `KnownAttribute.count` on.
  private(set) var learned: [String] = []

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

  func meaning(of key: Key) -> AttributeMeaning? {
    var i = key.hash & (Self.capacity - 1)
    while let entry = table[i] {
      if entry.key == key { return entry.meaning }
      i = (i + 1) & (Self.capacity - 1)
    }
    return nil
  }

  /// Gives a name that was never met a slot; `nil` if there are none left.
  mutating func learn(_ name: String, _ key: Key) -> AttributeMeaning? {
    let slot = KnownAttribute.count + learned.count
    guard slot < ShapeTable.slotLimit else { return nil }
    learned.append(name)
    add(name, .number(slot: UInt8(slot), decimals: 6))
    return .number(slot: UInt8(slot), decimals: 6)
  }

  private static func word(_ bytes: Span<UInt8>, _ start: Int, _ count: Int) -> UInt64 {
    // SAFETY: any eight bytes make a word; RawSpan checks the bounds, and every buffer is padded.
    let word = unsafe bytes.bytes.unsafeLoadUnaligned(fromByteOffset: start, as: UInt64.self).littleEndian
    return count >= 8 ? word : word & ((1 << UInt64(8 * count)) - 1)
  }

  private mutating func add(_ name: String, _ meaning: AttributeMeaning) {
    let padded = Array(name.utf8) + [UInt8](repeating: 0, count: 32)
    guard let key = Self.key(padded.span, 0, name.utf8.count) else { return }
    var i = key.hash & (Self.capacity - 1)
    while table[i] != nil { i = (i + 1) & (Self.capacity - 1) }
    table[i] = Entry(key: key, meaning: meaning)
  }
}
