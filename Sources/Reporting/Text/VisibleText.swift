/// Other people's text, made safe to show in a terminal.
///
/// Whatever could move the cursor, change colours, reorder or hide what is read is shown by its code instead: `\x1b`
/// for ASCII control characters and for bytes that are no UTF-8, `\u{202e}` for the others. All else stays as it is.
package enum VisibleText {
  package enum Lines {
    /// Line feeds and tabs stay, and a carriage return before a line feed is dropped.
    case kept
    /// All white space becomes single spaces: for names in tables.
    case joined
  }

  /// - Complexity: O(*n*).
  package static func of(_ bytes: some Collection<UInt8>, lines: Lines = .joined) -> String {
    let bytes = Array(bytes)
    var text = String.UnicodeScalarView()
    var index = 0
    while index < bytes.count {
      guard let (scalar, length) = decode(bytes, at: index) else {
        text.append(contentsOf: "\\x\(hex(bytes[index]))".unicodeScalars)
        index += 1
        continue
      }
      let next = index + length < bytes.count ? bytes[index + length] : nil
      append(scalar, before: next, lines: lines, to: &text)
      index += length
    }
    return String(text)
  }

  package static func of(_ text: String) -> String { of(Array(text.utf8)) }

  /// Whether `of` would change anything but white space.
  static func hidesNothing(in bytes: [UInt8]) -> Bool {
    of(bytes, lines: .kept) == String(decoding: bytes, as: UTF8.self)
  }

  private static func append(
    _ scalar: Unicode.Scalar, before next: UInt8?, lines: Lines, to text: inout String.UnicodeScalarView
  ) {
    switch scalar {
    case "\n", "\t":
      if lines == .kept { text.append(scalar) } else { appendSpace(to: &text) }
    case "\r" where next == 0x0A: break
    case "\r" where lines == .joined: appendSpace(to: &text)
    case " " where lines == .joined: appendSpace(to: &text)
    case _ where scalar.value < 0x20 || scalar.value == 0x7F:
      text.append(contentsOf: "\\x\(hex(UInt8(scalar.value)))".unicodeScalars)
    case _ where isDeceptive(scalar):
      text.append(contentsOf: "\\u{\(String(scalar.value, radix: 16))}".unicodeScalars)
    default: text.append(scalar)
    }
  }

  private static func appendSpace(to text: inout String.UnicodeScalarView) {
    if text.last != " " { text.append(" ") }
  }

  /// Control characters beyond ASCII, marks that change the direction of text, separators of lines and paragraphs,
  /// invisible marks and tags. Joiners stay: emoji and several scripts need them.
  private static func isDeceptive(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x80...0x9F, 0x61C, 0x200B, 0x200E, 0x200F, 0x2028...0x202E, 0x2060...0x206F, 0xFEFF, 0xFFF9...0xFFFB,
      0xE0000...0xE007F:
      true
    default: false
    }
  }

  private static func hex(_ byte: UInt8) -> String { (byte < 16 ? "0" : "") + String(byte, radix: 16) }

  /// The scalar whose UTF-8 begins at `index`, and its length; `nil` if none does.
  private static func decode(_ bytes: [UInt8], at index: Int) -> (Unicode.Scalar, Int)? {
    let first = bytes[index]
    if first < 0x80 { return (Unicode.Scalar(first), 1) }
    let (length, smallest): (Int, UInt32) =
      switch first {
      case 0xC2...0xDF: (2, 0x80)
      case 0xE0...0xEF: (3, 0x800)
      case 0xF0...0xF4: (4, 0x10000)
      default: (0, 0)
      }
    guard length > 0, index + length <= bytes.count else { return nil }
    var value = UInt32(first) & (0x7F >> UInt32(length))
    for byte in bytes[(index + 1)..<(index + length)] {
      guard byte & 0xC0 == 0x80 else { return nil }
      value = value << 6 | UInt32(byte & 0x3F)
    }
    guard value >= smallest, let scalar = Unicode.Scalar(value) else { return nil }
    return (scalar, length)
  }
}
