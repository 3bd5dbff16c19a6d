import CVector

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

  /// How many digits stand at `i`, 8 if that many or more.
  @inline(__always)
  static func digitRun(_ bytes: Span<UInt8>, _ i: Int) -> Int {
    // Exact up to the first byte that is no digit: only from there on a sum carries into the next byte.
    let word = loadWord(bytes, i) ^ 0x3030_3030_3030_3030
    return (((word &+ 0x7676_7676_7676_7676) | word) & 0x8080_8080_8080_8080).trailingZeroBitCount / 8
  }

  /// Whether a number may begin behind this byte, and nothing else that has digits.
  @inline(__always)
  static func isPlain(_ before: UInt8) -> Bool {
    before == 0x20 || before == UInt8(ascii: "(") || before == UInt8(ascii: ",") || before == UInt8(ascii: "=")
  }

  /// Whether the number at `first` of the skeleton can be the first item of a list.
  @inline(__always)
  static func mayBeFirstItem(_ skeleton: Span<UInt8>, _ first: Int) -> Bool {
    guard first > 1 else { return true }
    let before = skeleton[first - 1]
    if before == UInt8(ascii: "(") { return true }
    return isSpace(before) && (skeleton[first - 2] == UInt8(ascii: "(") || isSpace(skeleton[first - 2]))
  }

  /// The offset behind the string that `quote` opens at `open`, or -1 if it holds or touches something that may matter.
  @inline(__always)
  func plainStringEnd(_ bytes: Span<UInt8>, _ open: Int, _ end: Int, _ quote: UInt8) -> Int {
    var i = open + 1
    while i < end {
      let block = loadBlock(bytes, i)
      let stops = isInsert ? cv_insert_string_stops(block, quote) : cv_string_stops(block, quote)
      if stops == 0 {
        i += 16
        continue
      }
      i += stops.trailingZeroBitCount
      guard i < end else { return -1 }
      let byte = bytes[i]
      let next = bytes[i + 1]
      if byte == quote {
        let isEnd = next != quote && next != UInt8(ascii: "\\") && next != UInt8(ascii: "/")
        return isEnd ? i + 1 : -1
      } else if byte == UInt8(ascii: "\\") {
        i += isQuoteOrBackslash(next) ? 2 : 1
      } else if byte == UInt8(ascii: "/"), next != UInt8(ascii: "*") {
        i += 1
      } else {
        return -1
      }
    }
    return -1
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
