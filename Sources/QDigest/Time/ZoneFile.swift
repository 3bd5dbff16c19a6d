import SlowLog

/// A file of the system's time zone data.
///
/// - Source: RFC 9636, "The Time Zone Information Format (TZif)".
struct ZoneFile {
  private let initialOffset: Int32
  private let transitions: [(since: Int64, offset: Int32)]
  /// The rule for the time after the last transition.
  private let footer: PosixZone?

  /// `nil` if the bytes are no such file.
  init?(_ bytes: [UInt8]) {
    var reader = Reader(bytes: bytes)
    guard var header = Header(&reader) else { return nil }
    var timeWidth = 4
    if header.version >= UInt8(ascii: "2") {
      // What follows is for readers that know no 64-bit times; those come behind it.
      reader.position += header.bodySize(timeWidth: 4)
      guard let second = Header(&reader) else { return nil }
      header = second
      timeWidth = 8
    }
    guard reader.position + header.bodySize(timeWidth: timeWidth) <= bytes.count, header.typeCount > 0 else {
      return nil
    }
    let moments = (0..<header.timeCount).map { _ in reader.integer(timeWidth) }
    let indices = (0..<header.timeCount).map { _ in Int(reader.byte()) }
    let offsets = (0..<header.typeCount).map { _ in
      let offset = Int32(truncatingIfNeeded: reader.integer(4))
      reader.position += 2
      return offset
    }
    guard indices.allSatisfy({ $0 < offsets.count }), offsets.allSatisfy({ abs($0) < 90_000 }) else { return nil }
    guard zip(moments, moments.dropFirst()).allSatisfy({ $0 < $1 }) else { return nil }
    initialOffset = offsets[0]
    transitions = zip(moments, indices).map { ($0, offsets[$1]) }
    reader.position += header.sizeBehindTypes(timeWidth: timeWidth)
    footer = timeWidth == 8 ? PosixZone(reader.line()) : nil
  }

  func rules(name: String) -> ZoneRules {
    let last = transitions.last?.since ?? 0
    let later = footer?.transitions(after: last) ?? []
    return ZoneRules(name: name, initialOffset: initialOffset, transitions: transitions + later)
  }
}

extension ZoneFile {
  private struct Header {
    var version: UInt8
    var utCount, standardCount, leapCount, timeCount, typeCount, characterCount: Int

    init?(_ reader: inout Reader) {
      guard reader.bytes.count - reader.position >= 44,
        reader.bytes[reader.position...].starts(with: Array("TZif".utf8))
      else { return nil }
      version = reader.bytes[reader.position + 4]
      reader.position += 20
      let counts = (0..<6).map { _ in Int(truncatingIfNeeded: reader.integer(4)) }
      guard counts.allSatisfy({ (0...100_000).contains($0) }) else { return nil }
      (utCount, standardCount, leapCount) = (counts[0], counts[1], counts[2])
      (timeCount, typeCount, characterCount) = (counts[3], counts[4], counts[5])
    }

    func bodySize(timeWidth: Int) -> Int {
      timeCount * (timeWidth + 1) + typeCount * 6 + sizeBehindTypes(timeWidth: timeWidth)
    }

    /// Names of the types, leap seconds, and two kinds of marks: nothing that offsets depend on.
    func sizeBehindTypes(timeWidth: Int) -> Int {
      characterCount + leapCount * (timeWidth + 4) + standardCount + utCount
    }
  }

  private struct Reader {
    let bytes: [UInt8]
    var position = 0

    init(bytes: [UInt8]) { self.bytes = bytes }

    /// 0 behind the end.
    mutating func byte() -> UInt8 {
      defer { position += 1 }
      return position < bytes.count ? bytes[position] : 0
    }

    /// A big-endian number with a sign.
    mutating func integer(_ width: Int) -> Int64 {
      var value: UInt64 = 0
      for _ in 0..<width { value = value << 8 | UInt64(byte()) }
      return width == 4 ? Int64(Int32(truncatingIfNeeded: value)) : Int64(bitPattern: value)
    }

    /// What stands between the next newline and the one after it.
    func line() -> String {
      guard position < bytes.count, bytes[position] == 0x0A else { return "" }
      return String(decoding: bytes[(position + 1)...].prefix { $0 != 0x0A }, as: UTF8.self)
    }
  }
}
