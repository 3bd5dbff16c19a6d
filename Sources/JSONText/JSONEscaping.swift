/// Strings in quotes.
enum JSONEscaping {
  /// Appends a string with its quotes. Escaped are what JSON asks for, and the other control characters (DEL and
  /// U+0080 to U+009F), so that a report in a terminal stays text, and the line separators U+2028 and U+2029, which
  /// scripts stumble over.
  static func append(_ text: String, to output: inout [UInt8]) {
    let utf8 = Array(text.utf8)
    output.append(UInt8(ascii: "\""))
    var index = 0
    var copied = 0
    while index < utf8.count {
      let length = escapedLength(in: utf8, at: index)
      if length > 0 {
        output.append(contentsOf: utf8[copied..<index])
        appendEscape(of: utf8[index..<index + length], to: &output)
        copied = index + length
      }
      index += max(length, 1)
    }
    output.append(contentsOf: utf8[copied...])
    output.append(UInt8(ascii: "\""))
  }

  /// How many bytes the character at `index` has if it needs an escape; 0 if it does not.
  private static func escapedLength(in utf8: [UInt8], at index: Int) -> Int {
    switch utf8[index] {
    case 0..<0x20, UInt8(ascii: "\""), UInt8(ascii: "\\"), 0x7F: 1
    case 0xC2 where utf8[index + 1] < 0xA0: 2
    case 0xE2 where utf8[index + 1] == 0x80 && utf8[index + 2] & 0xFE == 0xA8: 3
    default: 0
    }
  }

  private static func appendEscape(of character: ArraySlice<UInt8>, to output: inout [UInt8]) {
    let first = character[character.startIndex]
    output.append(UInt8(ascii: "\\"))
    switch first {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"): output.append(first)
    case 0x08: output.append(UInt8(ascii: "b"))
    case 0x09: output.append(UInt8(ascii: "t"))
    case 0x0A: output.append(UInt8(ascii: "n"))
    case 0x0C: output.append(UInt8(ascii: "f"))
    case 0x0D: output.append(UInt8(ascii: "r"))
    default:
      let scalar = String(decoding: character, as: UTF8.self).unicodeScalars.first?.value ?? 0xFFFD
      output.append(UInt8(ascii: "u"))
      for shift in [12, 8, 4, 0] as [UInt32] {
        let digit = UInt8(truncatingIfNeeded: scalar >> shift & 0xF)
        output.append(digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10)
      }
    }
  }
}
