// Small questions about the bytes around a place, and how the skeleton is written.

extension StatementScanner {
  @inline(__always)
  static func write(_ byte: UInt8, _ silent: Bool, _ o: inout Int, _ out: inout MutableSpan<UInt8>) {
    guard !silent else { return }
    out[o] = byte
    o += 1
  }

  @inline(__always)
  static func store(_ block: SIMD16<UInt8>, at o: Int, _ out: inout MutableSpan<UInt8>) {
    // SAFETY: raw bytes of a span of bytes; the store is checked by MutableRawSpan.
    var raw = unsafe out.mutableBytes
    raw.storeBytes(of: block, toByteOffset: o, as: SIMD16<UInt8>.self)
  }

  /// Whether a dot or an exponent's sign stands before the digits at `i`.
  func continuesNumberOrName(_ bytes: Span<UInt8>, _ i: Int) -> Bool {
    switch bytes[i - 1] {
    case UInt8(ascii: "."): true
    case UInt8(ascii: "+"), UInt8(ascii: "-"): i >= start + 2 && bytes[i - 2] | 0x20 == UInt8(ascii: "e")
    default: false
    }
  }

  func isQuoteOrBackslash(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "'") || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
  }

  /// Whether a comment ends right before `i`.
  func followsComment(_ bytes: Span<UInt8>, _ i: Int) -> Bool {
    i >= start + 2 && bytes[i - 1] == UInt8(ascii: "/") && bytes[i - 2] == UInt8(ascii: "*")
  }

  /// Whether the word before the parenthesis at `i` is `word`, in any case, with white space between.
  func follows(_ word: StaticString, _ i: Int, _ bytes: Span<UInt8>) -> Bool {
    var j = i
    while j > start, isSpace(bytes[j - 1]) { j -= 1 }
    return j - word.utf8CodeUnitCount > start && hasCaseless(word, at: j - word.utf8CodeUnitCount, in: bytes)
  }

  /// Whether `, (` follows, with any white space.
  func nextRowFollows(_ bytes: Span<UInt8>, _ offset: Int, _ end: Int) -> Bool {
    var i = offset
    while i < end, isSpace(bytes[i]) { i += 1 }
    guard i < end, bytes[i] == UInt8(ascii: ",") else { return false }
    i += 1
    while i < end, isSpace(bytes[i]) { i += 1 }
    return i < end && bytes[i] == UInt8(ascii: "(")
  }

  /// Whether a line inside a string looks enough like a header or a banner to be looked at.
  func mayBeginHeader(_ bytes: Span<UInt8>, _ i: Int) -> Bool {
    switch bytes[i] {
    case UInt8(ascii: "#"):
      guard bytes[i + 1] == UInt8(ascii: " ") else { return false }
      let letter = bytes[i + 2]
      return letter == UInt8(ascii: "T") || letter == UInt8(ascii: "U") || letter == UInt8(ascii: "Q")
    case UInt8(ascii: "T"): return bytes[i + 1] == UInt8(ascii: "c") || bytes[i + 1] == UInt8(ascii: "C")
    default: return false
    }
  }
}
