extension PtFingerprint {
  /// Removes `/*…*/`, but not `/*!…*/`, and gives the new length.
  ///
  /// The byte behind `/*` belongs to the comment in any case, so that `/**/` ends only at a later `*/`.
  static func removeBlockComments(_ bytes: inout MutableSpan<UInt8>, count: Int) -> Int {
    var read = 0
    var write = 0
    while read < count {
      if bytes[read] == PtByte.slash, count - read >= 5, bytes[read + 1] == PtByte.star,
        bytes[read + 2] != UInt8(ascii: "!")
      {
        guard let end = endOfBlock(bytes.span, from: read + 3, count: count) else {
          // Without an end here there is none for a later comment either.
          return move(&bytes, from: read, to: write, end: count)
        }
        read = end
      } else {
        bytes[write] = bytes[read]
        read += 1
        write += 1
      }
    }
    return write
  }

  /// Removes `--…` and `#…` up to the end of the line, and gives the new length.
  ///
  /// A comment with a quote in it is none: the text up to that quote stays as it is.
  static func removeLineComments(_ bytes: inout MutableSpan<UInt8>, count: Int) -> Int {
    var read = startOfLineComment(bytes.span, from: 0, count: count)
    var write = read
    while read < count {
      var end = read + (bytes[read] == PtByte.minus ? 2 : 1)
      while end < count, !endsLineComment(bytes[end]) { end += 1 }
      if end < count, bytes[end] == PtByte.quote || bytes[end] == PtByte.doubleQuote {
        write = move(&bytes, from: read, to: write, end: end)
      }
      read = startOfLineComment(bytes.span, from: end, count: count)
      write = move(&bytes, from: end, to: write, end: read)
    }
    return write
  }

  /// Makes `use name` to `use ?` if that is the whole text, but for a last newline.
  static func replaceDatabaseOfUse(_ bytes: inout MutableSpan<UInt8>, count: inout Int) -> Bool {
    guard let length = lengthOfUse(bytes.span.extracting(0..<count)) else { return false }
    count = 0
    for byte in "use ?\n".utf8.prefix(length) {
      bytes[count] = byte
      count += 1
    }
    return true
  }

  /// The length of `use ?` and the newline that may follow, `nil` if the text is something else.
  private static func lengthOfUse(_ text: Span<UInt8>) -> Int? {
    guard text.holds("use ", at: 0) else { return nil }
    let end = text.endOfNonSpace(from: 4)
    guard end > 4 else { return nil }
    if end == text.count { return 5 }
    return end == text.count - 1 && text[end] == PtByte.newline ? 6 : nil
  }

  private static func endOfBlock(_ bytes: Span<UInt8>, from start: Int, count: Int) -> Int? {
    var index = start
    while index + 1 < count {
      if bytes[index] == PtByte.star, bytes[index + 1] == PtByte.slash { return index + 2 }
      index += 1
    }
    return nil
  }

  /// Where the next `--` or `#` stands, `count` if there is none.
  private static func startOfLineComment(_ bytes: Span<UInt8>, from start: Int, count: Int) -> Int {
    var index = start
    while index < count {
      switch bytes[index] {
      case UInt8(ascii: "#"): return index
      case PtByte.minus: if index + 1 < count, bytes[index + 1] == PtByte.minus { return index }
      default: break
      }
      index += 1
    }
    return count
  }

  private static func endsLineComment(_ byte: UInt8) -> Bool {
    byte == PtByte.newline || byte == 0x0D || byte == PtByte.quote || byte == PtByte.doubleQuote
  }
}
