/// What a single byte may be in SQL text.
///
/// Everything from 0x80 on counts as part of a word, as in UTF-8 and in most of the servers' character sets.
enum SQLByte {
  /// Whether the byte can stand in an unquoted identifier: letters, digits, `_`, `$` and everything beyond ASCII.
  @inline(__always)
  static func isWord(_ byte: UInt8) -> Bool {
    if (byte | 0x20) &- 0x61 < 26 || byte >= 0x80 { return true }
    let half: UInt64 = byte < 64 ? 0x03FF_0010_0000_0000 : 0x07FF_FFFE_87FF_FFFE
    return (half >> UInt64(byte & 63)) & 1 != 0
  }

  @inline(__always)
  static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }

  @inline(__always)
  static func isHexDigit(_ byte: UInt8) -> Bool { isDigit(byte) || (byte | 0x20) &- 0x61 < 6 }

  /// Blank, tab, line feed, vertical tab, form feed, carriage return.
  @inline(__always)
  static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte &- 0x09 < 5 }

  @inline(__always)
  static func isControl(_ byte: UInt8) -> Bool { byte < 0x20 || byte == 0x7F }

  /// The byte in lower case where it is an ASCII letter.
  @inline(__always)
  static func lowercased(_ byte: UInt8) -> UInt8 { byte &- 0x41 < 26 ? byte | 0x20 : byte }
}
