/// Where a string stands, which says what may follow it.
enum JSONStringPlace {
  case root, key, member, array
}

extension JSONParser {
  /// Reads a string, its opening quote included. Bytes that are no UTF-8 and halves of surrogate pairs become U+FFFD.
  mutating func parseString(in place: JSONStringPlace) throws(JSONError) -> String {
    let start = position
    position += 1
    // Bytes are gathered only once the text differs from what is written.
    var text: [UInt8]? = nil
    var copied = position
    while let byte = current {
      switch byte {
      case UInt8(ascii: "\"") where quoteEndsString(in: place):
        defer { position += 1 }
        guard var text else { return String(decoding: bytes[copied..<position], as: UTF8.self) }
        text.append(contentsOf: bytes[copied..<position])
        return String(decoding: text, as: UTF8.self)
      case UInt8(ascii: "\\"):
        var gathered = text ?? []
        text = nil  // so that the buffer has one owner
        gathered.append(contentsOf: bytes[copied..<position])
        try parseEscape(into: &gathered)
        text = gathered
        copied = position
      case 0..<0x20 where dialect == .standard: throw error(.controlCharacter)
      default: position += 1
      }
    }
    throw error(.unexpectedEnd, at: start)
  }

  /// Whether the quote at `position` closes the string. MariaDB does not escape quotes in conditions, so there a quote
  /// closes only where what follows can follow a string.
  private func quoteEndsString(in place: JSONStringPlace) -> Bool {
    guard dialect == .serverOutput else { return true }
    let next = spaceEnd(from: position + 1)
    guard next < bytes.count else { return true }
    switch (place, bytes[next]) {
    case (.key, UInt8(ascii: ":")), (.member, UInt8(ascii: "}")), (.array, UInt8(ascii: "]")), (.root, _): return true
    case (.array, UInt8(ascii: ",")): return true
    case (.member, UInt8(ascii: ",")):
      let key = spaceEnd(from: next + 1)
      return key < bytes.count && bytes[key] == UInt8(ascii: "\"")
    default: return false
    }
  }

  /// Reads the escape at `position`. Server output may hold an SQL escape in place of one of JSON's: `\'` is `'`.
  private mutating func parseEscape(into text: inout [UInt8]) throws(JSONError) {
    let start = position
    position += 2
    guard start + 1 < bytes.count else { throw error(.unexpectedEnd, at: start) }
    let byte = bytes[start + 1]
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(byte)
    case UInt8(ascii: "b"): text.append(0x08)
    case UInt8(ascii: "f"): text.append(0x0C)
    case UInt8(ascii: "n"): text.append(0x0A)
    case UInt8(ascii: "r"): text.append(0x0D)
    case UInt8(ascii: "t"): text.append(0x09)
    case UInt8(ascii: "u"):
      guard let unit = hexUnit(at: position) else {
        guard dialect == .serverOutput else { throw error(.invalidEscape, at: start) }
        return text.append(byte)
      }
      position += 4
      text.append(contentsOf: String(scalar(startingWith: unit)).utf8)
    default:
      guard dialect == .serverOutput else { throw error(.invalidEscape, at: start) }
      text.append(byte)
    }
  }

  /// The scalar of a `\u` escape, which takes the next one with it if the two are a surrogate pair.
  private mutating func scalar(startingWith unit: UInt32) -> Unicode.Scalar {
    let replacement: Unicode.Scalar = "\u{FFFD}"
    guard (0xD800..<0xDC00).contains(unit) else { return Unicode.Scalar(unit) ?? replacement }
    guard position + 1 < bytes.count, bytes[position] == UInt8(ascii: "\\"), bytes[position + 1] == UInt8(ascii: "u"),
      let low = hexUnit(at: position + 2), (0xDC00..<0xE000).contains(low)
    else { return replacement }
    position += 6
    return Unicode.Scalar(0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00)) ?? replacement
  }

  private func hexUnit(at start: Int) -> UInt32? {
    guard start + 4 <= bytes.count else { return nil }
    var unit: UInt32 = 0
    for byte in bytes[start..<start + 4] {
      guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue, byte < 0x80 else { return nil }
      unit = unit << 4 | UInt32(digit)
    }
    return unit
  }
}
