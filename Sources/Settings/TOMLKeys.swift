/// Where each key of a TOML file stands.
///
/// Goes through a file that a TOML reader has accepted: headers in brackets and the keys before `=`, at the start of
/// lines that no string of several lines or list covers. Keys in inline tables have the place of the key before them.
struct TOMLKeys {
  private let file: String
  private var places: [[String]: SettingPlace] = [:]

  init(of bytes: [UInt8], file: String) {
    self.file = file
    var walk = Walk(bytes)
    var header: [String] = []
    var counts: [[String]: Int] = [:]
    while walk.skipToStatement() {
      let place = SettingPlace(file: file, line: walk.line, column: walk.column)
      if walk.take("[") {
        let isList = walk.take("[")
        header = numbered(walk.dottedKey(), counts)
        if isList {
          let count = counts[header, default: 0]
          counts[header] = count + 1
          if count == 0 { places[header] = place }
          header.append("#\(count)")
        }
        places[header] = place
        walk.skipLine()
      } else {
        let path = header + walk.dottedKey()
        places[path] = place
        walk.skipValue()
      }
    }
  }

  /// Where a header has no key behind its brackets, in a file that nobody has read yet.
  static func placeOfHeaderWithoutKey(in bytes: [UInt8], file: String) -> SettingPlace? {
    var walk = Walk(bytes)
    while walk.skipToStatement() {
      let isHeader = walk.take("[")
      guard isHeader else {
        _ = walk.dottedKey()
        walk.skipValue()
        continue
      }
      _ = walk.take("[")
      guard walk.isAtKey else { return SettingPlace(file: file, line: walk.line, column: walk.column) }
      walk.skipLine()
    }
    return nil
  }

  /// What the values of a file hold that nobody has read yet: where the first time, or what is more or less than a day,
  /// begins without quotes, and where an item of a list is missing.
  static func oddValues(in bytes: [UInt8], file: String) -> (date: SettingPlace?, missing: SettingPlace?) {
    var walk = Walk(bytes)
    while walk.skipToStatement() {
      let isHeader = walk.take("[")
      if isHeader { walk.skipLine() } else { walk.skipValue() }
    }
    func place(_ found: (line: Int, column: Int)?) -> SettingPlace? {
      found.map { SettingPlace(file: file, line: $0.line, column: $0.column) }
    }
    return (place(walk.date), place(walk.missing))
  }

  /// The place of a value, or of the nearest one around it that is known.
  func place(of path: [String]) -> SettingPlace {
    for length in stride(from: path.count, to: 0, by: -1) {
      if let place = places[Array(path.prefix(length))] { return place }
    }
    return SettingPlace(file: file)
  }

  /// A header below a list of tables means its last one.
  private func numbered(_ keys: [String], _ counts: [[String]: Int]) -> [String] {
    var path: [String] = []
    for (index, key) in keys.enumerated() {
      path.append(key)
      if index + 1 < keys.count, let count = counts[path] { path.append("#\(count - 1)") }
    }
    return path
  }
}

/// A position in the file that moves on from key to key.
private struct Walk {
  private let bytes: [UInt8]
  private var position = 0
  private(set) var line = 1
  private var lineStart = 0
  var column: Int { position - lineStart + 1 }
  /// The first time, or what is more or less than a day, among the values that were passed.
  private(set) var date: (line: Int, column: Int)?
  /// Where an item of a list was expected and something else stands.
  private(set) var missing: (line: Int, column: Int)?

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  private var byte: UInt8? { position < bytes.count ? bytes[position] : nil }

  private mutating func advance() {
    guard position < bytes.count else { return }
    if byte == 0x0A {
      line += 1
      lineStart = position + 1
    }
    position += 1
  }

  private mutating func skipBlanks() { while byte == 0x20 || byte == 0x09 { advance() } }

  /// Whether another header or key comes.
  mutating func skipToStatement() -> Bool {
    while let byte {
      switch byte {
      case 0x20, 0x09, 0x0A, 0x0D: advance()
      case UInt8(ascii: "#"): skipLine()
      default: return true
      }
    }
    return false
  }

  mutating func take(_ character: Unicode.Scalar) -> Bool {
    guard byte == UInt8(ascii: character) else { return false }
    advance()
    return true
  }

  /// Whether a key can begin here, behind blanks.
  var isAtKey: Bool {
    guard let byte = bytes[position...].first(where: { $0 != 0x20 && $0 != 0x09 }) else { return false }
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: "\""),
      UInt8(ascii: "'"):
      return true
    default: return false
    }
  }

  mutating func skipLine() { while let byte, byte != 0x0A { advance() } }

  /// `a.b."c d"`
  mutating func dottedKey() -> [String] {
    var keys: [String] = []
    repeat {
      skipBlanks()
      let start = position
      if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
        skipString()
        keys.append(String(decoding: bytes[start..<position].dropFirst().dropLast(), as: UTF8.self))
      } else {
        while let byte, ![0x20, 0x09, 0x0A, 0x0D].contains(byte), !".=]".utf8.contains(byte) { advance() }
        keys.append(String(decoding: bytes[start..<position], as: UTF8.self))
      }
      skipBlanks()
    } while take(".")
    return keys
  }

  /// Four digits and `-`, or two and `:`, at the start of a word.
  private var isAtDate: Bool {
    if position > 0, Self.isWordByte(bytes[position - 1]) { return false }
    let digits = bytes[position...].prefix(5).prefix { (0x30...0x39).contains($0) }.count
    guard digits == 2 || digits == 4, position + digits < bytes.count else { return false }
    return bytes[position + digits] == UInt8(ascii: digits == 2 ? ":" : "-") && !isPlainDay
  }

  /// `2026-11-22` and nothing behind it.
  private var isPlainDay: Bool {
    let shape = bytes[position...].prefix(10).map { (0x30...0x39).contains($0) ? UInt8(ascii: "0") : $0 }
    guard shape == Array("0000-00-00".utf8) else { return false }
    switch bytes[(position + 10)...].first(where: { $0 != 0x20 && $0 != 0x09 }) {
    case nil, 0x0A, 0x0D, UInt8(ascii: ","), UInt8(ascii: "]"), UInt8(ascii: "}"), UInt8(ascii: "#"): return true
    default: return false
    }
  }

  private static func isWordByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "."):
      true
    default: false
    }
  }

  /// To the end of the line on which the value ends.
  mutating func skipValue() {
    var open: [UInt8] = []
    // In a list, whether an item may begin.
    var isAtItem = false
    while let byte {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "'"):
        isAtItem = false
        skipString()
      case UInt8(ascii: "#"): skipLine()
      case 0x0A where open.isEmpty: return
      default:
        let isInList = open.last == UInt8(ascii: "[")
        if isInList, missing == nil, byte == UInt8(ascii: "}") || isAtItem && byte == UInt8(ascii: ",") {
          missing = (line, column)
        }
        if byte > 0x20 { isAtItem = byte == UInt8(ascii: "[") || isInList && byte == UInt8(ascii: ",") }
        if byte == UInt8(ascii: "[") || byte == UInt8(ascii: "{") { open.append(byte) }
        if byte == UInt8(ascii: "]") || byte == UInt8(ascii: "}") { _ = open.popLast() }
        if date == nil, isAtDate { date = (line, column) }
        advance()
      }
    }
  }

  private mutating func skipString() {
    guard let quote = byte else { return }
    let isLong = bytes[position...].prefix(3).count == 3 && bytes[position...].prefix(3).allSatisfy { $0 == quote }
    let width = isLong ? 3 : 1
    for _ in 0..<width { advance() }
    while let byte {
      if byte == UInt8(ascii: "\\"), quote == UInt8(ascii: "\"") { advance() }
      if self.byte == quote, bytes[position...].prefix(width).allSatisfy({ $0 == quote }) {
        for _ in 0..<width { advance() }
        return
      }
      if !isLong, self.byte == 0x0A { return }
      advance()
    }
  }
}
