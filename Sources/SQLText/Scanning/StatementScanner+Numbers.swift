// Numbers, and the lists of literals behind `IN` that become their first item.

extension StatementScanner {
  mutating func number(
    _ bytes: Span<UInt8>, _ end: Int, _ silent: Bool, _ i: inout Int, _ o: inout Int, _ out: inout MutableSpan<UInt8>
  ) {
    let first = i
    let isStrict = purpose == .strictSkeleton
    if first > start,
      isIdentifierByte(bytes[first - 1]) || bytes[first - 1] == UInt8(ascii: "@") || followsComment(bytes, first)
        || isStrict && continuesNumberOrName(bytes, first)
    {
      Self.copyDigits(bytes, end, silent, &i, &o, &out)
      return
    }
    while i < end, isDigit(bytes[i]) { i += 1 }
    // A strict fingerprint's number: `5.`, `1.5`.
    var fraction = 0
    if isStrict, i < end, bytes[i] == UInt8(ascii: ".") {
      var j = i + 1
      while j < end, isDigit(bytes[j]) { j += 1 }
      if j >= end || !isIdentifierByte(bytes[j]) {
        fraction = j - i
        i = j
      }
    }
    if i < end, isIdentifierByte(bytes[i]) {
      if bytes[i] == UInt8(ascii: "x"), i == first + 1, bytes[first] == UInt8(ascii: "0") {
        var j = i + 1
        while j < end, isDigit(bytes[j]) || bytes[j] &- 0x61 < 6 { j += 1 }
        if j > i + 1, j >= end || !isIdentifierByte(bytes[j]) {
          i = j
          Self.write(UInt8(ascii: "0"), silent, &o, &out)
          if isStrict {
            // Told from `0.`, a number of its own.
            Self.write(UInt8(ascii: "x"), silent, &o, &out)
            Self.write(UInt8(ascii: "0"), silent, &o, &out)
          }
          return
        }
      }
      // `1e5`, `2024_log`, `0xFF`: the letters matter to pt.
      i = first
      Self.copyDigits(bytes, end, silent, &i, &o, &out)
      return
    }
    let mark = o
    Self.write(UInt8(ascii: "0"), silent, &o, &out)
    if fraction > 0 { Self.write(UInt8(ascii: "."), silent, &o, &out) }
    if fraction > 1 { Self.write(UInt8(ascii: "0"), silent, &o, &out) }
    if !silent, let after = endOfList(bytes, i, end, in: out.span, first: mark) { i = after }
  }

  static func copyDigits(
    _ bytes: Span<UInt8>, _ end: Int, _ silent: Bool, _ i: inout Int, _ o: inout Int, _ out: inout MutableSpan<UInt8>
  ) {
    while i < end, isDigit(bytes[i]) {
      Self.write(bytes[i], silent, &o, &out)
      i += 1
    }
  }

  /// Where a list of plain numbers after `IN (` ends, whose first item begins at `first` in the skeleton and ends at
  /// `itemEnd`; `nil` if the skeleton tells that there is no such list.
  ///
  /// All or nothing: a list with one item of another kind, or a comma too many or too few, is copied as it stands.
  func endOfList(_ bytes: Span<UInt8>, _ itemEnd: Int, _ end: Int, in skeleton: Span<UInt8>, first: Int) -> Int? {
    let open = endBeforeSpace(skeleton, first)
    guard open > 0, skeleton[open - 1] == UInt8(ascii: "(") else { return nil }
    let word = endBeforeSpace(skeleton, open - 1)
    guard word > 2, lowercased(skeleton[word - 1]) == UInt8(ascii: "n"),
      lowercased(skeleton[word - 2]) == UInt8(ascii: "i"), !isIdentifierByte(skeleton[word - 3])
    else { return nil }
    if purpose == .strictSkeleton {
      // Behind a dot, even with comments between, IN is a name.
      let before = endBeforeSpace(skeleton, word - 2)
      switch before > 0 ? skeleton[before - 1] : 0 {
      case UInt8(ascii: "."), UInt8(ascii: "/"), UInt8(ascii: "#"), UInt8(ascii: "@"): return nil
      default: break
      }
    }
    var i = itemEnd
    while true {
      while i < end, bytes[i] == 0x20 { i += 1 }
      guard i < end else { return nil }
      if bytes[i] == UInt8(ascii: ")") { return i }
      guard bytes[i] == UInt8(ascii: ",") else { return nil }
      i += 1
      while i < end, bytes[i] == 0x20 { i += 1 }
      let item = i
      while i < end, isDigit(bytes[i]) { i += 1 }
      guard i > item else { return nil }
    }
  }

  /// The end of what stands before the white space that ends `skeleton[..<end]`.
  func endBeforeSpace(_ skeleton: Span<UInt8>, _ end: Int) -> Int {
    var i = end
    while i > 0, isSpace(skeleton[i - 1]) { i -= 1 }
    return i
  }
}
