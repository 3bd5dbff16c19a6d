/// A stretch of the text being read. Its indices are offsets in the whole text, which errors report.
typealias ByteText = ArraySlice<UInt8>

extension ArraySlice<UInt8> {
  /// The text, repaired where it is no UTF-8.
  var text: String { String(decoding: self, as: UTF8.self) }

  static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0D || byte == 0x0A }

  static func isDigit(_ byte: UInt8) -> Bool { byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") }

  /// Without white space at both ends.
  var trimmed: ByteText {
    var start = startIndex
    var end = endIndex
    while start < end, Self.isSpace(self[start]) { start += 1 }
    while start < end, Self.isSpace(self[end - 1]) { end -= 1 }
    return self[start..<end]
  }

  /// How many spaces it begins with.
  var indentation: Int { prefix { $0 == 0x20 }.count }

  func hasPrefix(_ prefix: String) -> Bool { starts(with: prefix.utf8) }

  /// Whether it begins with an ASCII word, given in lower case, in any mixture of cases.
  func hasPrefix(ignoringCase prefix: String) -> Bool {
    guard count >= prefix.utf8.count else { return false }
    return zip(self, prefix.utf8).allSatisfy { Self.lowered($0) == $1 }
  }

  func hasSuffix(_ suffix: String) -> Bool { reversed().starts(with: suffix.utf8.reversed()) }

  static func lowered(_ byte: UInt8) -> UInt8 {
    byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z") ? byte + 0x20 : byte
  }

  /// Where a text stands first.
  ///
  /// - Complexity: O(*n* × length of the text sought), which is a short constant.
  func firstRange(of sought: String) -> Range<Int>? {
    let utf8 = Array(sought.utf8)
    guard let first = utf8.first else { return startIndex..<startIndex }
    var index = startIndex
    while index + utf8.count <= endIndex {
      if self[index] == first, self[index...].starts(with: utf8) { return index..<index + utf8.count }
      index += 1
    }
    return nil
  }

  /// Where a text stands last.
  func lastRange(of sought: String) -> Range<Int>? {
    let utf8 = Array(sought.utf8)
    var index = endIndex - utf8.count
    while index >= startIndex {
      if self[index...].starts(with: utf8) { return index..<index + utf8.count }
      index -= 1
    }
    return nil
  }

  /// What stands before and behind the first occurrence of a text.
  func split(around sought: String) -> (before: ByteText, after: ByteText)? {
    firstRange(of: sought).map { (self[..<$0.lowerBound], self[$0.upperBound...]) }
  }

  /// The lines, without their ends (`\n` or `\r\n`).
  var lines: [ByteText] {
    var lines = split(separator: 0x0A, omittingEmptySubsequences: false)
    for index in lines.indices where lines[index].last == 0x0D { lines[index].removeLast() }
    return lines
  }

  /// With the escapes of the clients' batch mode undone: `\n`, `\t`, `\\`, `\0`.
  var unescaped: [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(count)
    var index = startIndex
    while index < endIndex {
      let byte = self[index]
      index += 1
      guard byte == UInt8(ascii: "\\"), index < endIndex else {
        result.append(byte)
        continue
      }
      switch self[index] {
      case UInt8(ascii: "n"): result.append(0x0A)
      case UInt8(ascii: "t"): result.append(0x09)
      case UInt8(ascii: "0"): result.append(0)
      default: result.append(self[index])
      }
      index += 1
    }
    return result
  }
}

/// Keeps track of quotes and parentheses in conditions as servers print them.
struct Nesting {
  private(set) var depth = 0
  private var quote: UInt8?
  private var isEscaped = false

  /// Whether a quote or parenthesis is open.
  var isOpen: Bool { quote != nil || depth > 0 }
  var isQuoted: Bool { quote != nil }

  mutating func consume(_ byte: UInt8) {
    if let open = quote {
      if isEscaped {
        isEscaped = false
      } else if byte == UInt8(ascii: "\\") {
        isEscaped = true
      } else if byte == open {
        quote = nil  // a doubled quote opens it again
      }
      return
    }
    switch byte {
    case UInt8(ascii: "'"), UInt8(ascii: "\""), UInt8(ascii: "`"): quote = byte
    case UInt8(ascii: "("): depth += 1
    case UInt8(ascii: ")"): depth = max(0, depth - 1)
    default: break
    }
  }
}

extension ArraySlice<UInt8> {
  /// The parts between separators that stand outside of quotes and parentheses, trimmed.
  func splitOutsideNesting(_ separator: UInt8) -> [ByteText] {
    var parts: [ByteText] = []
    var nesting = Nesting()
    var start = startIndex
    for index in indices {
      if self[index] == separator, !nesting.isOpen {
        parts.append(self[start..<index].trimmed)
        start = index + 1
      }
      nesting.consume(self[index])
    }
    parts.append(self[start...].trimmed)
    return parts
  }

  /// The end of the parenthesis that opens at `start`, its `)` included.
  func endOfParenthesis(from start: Int) -> Int? {
    var nesting = Nesting()
    for index in start..<endIndex {
      nesting.consume(self[index])
      if !nesting.isOpen { return index + 1 }
    }
    return nil
  }
}
