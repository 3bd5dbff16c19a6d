import Mustache
import Reporting

/// Escapes text for HTML byte by byte.
///
/// The template engine's own escaping looks at characters, and `"` with a combining mark behind it is another
/// character than `"`: a browser would still see the quote.
struct HTMLText: MustacheContentType {
  func escapeText(_ text: String) -> String {
    // Numbers and names, nearly always.
    guard text.utf8.contains(where: Self.isSpecial) else { return text }
    var output: [UInt8] = []
    output.reserveCapacity(text.utf8.count + 16)
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "<"): output += Array("&lt;".utf8)
      case UInt8(ascii: ">"): output += Array("&gt;".utf8)
      case UInt8(ascii: "&"): output += Array("&amp;".utf8)
      case UInt8(ascii: "\""): output += Array("&quot;".utf8)
      case UInt8(ascii: "'"): output += Array("&#39;".utf8)
      default: output.append(byte)
      }
    }
    return String(decoding: output, as: UTF8.self)
  }
}

extension HTMLText {
  private static func isSpecial(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "<") || byte == UInt8(ascii: ">") || byte == UInt8(ascii: "&") || byte == UInt8(ascii: "\"")
      || byte == UInt8(ascii: "'")
  }
}

/// At most `limit` bytes of a text of the log, made visible, with the number of bytes left out.
func shownText(_ bytes: [UInt8], limit: Int) -> String {
  guard bytes.count > limit else { return VisibleText.of(bytes, lines: .kept) }
  var end = limit
  while end > 0, bytes[end] & 0xC0 == 0x80, limit - end < 4 { end -= 1 }
  return VisibleText.of(bytes[..<end], lines: .kept) + " … \(Figure.count(bytes.count - end, "byte")) left out"
}
