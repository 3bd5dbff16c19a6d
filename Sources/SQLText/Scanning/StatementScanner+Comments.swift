import CVector

// Comments: where they end, and what of them the skeleton keeps.

extension StatementScanner {
  /// A comment up to the end of its line, which is left to be read.
  mutating func lineComment(
    _ bytes: Span<UInt8>, _ end: Int, _ silent: Bool, _ i: inout Int, _ o: inout Int, _ out: inout MutableSpan<UInt8>
  ) {
    let first = i
    if isInsert { needsExact = true }
    // With a `-` before it pt's comment begins there.
    if first > start, bytes[first - 1] == UInt8(ascii: "-") || followsComment(bytes, first) { needsExact = true }
    i = firstIndex(of: UInt8(ascii: "\n"), in: bytes, from: i, to: end)
    Self.write(UInt8(ascii: "#"), silent, &o, &out)
    var last = i - 1
    if last > first, bytes[last] == UInt8(ascii: "\r") { last -= 1 }
    for j in first..<i {
      switch bytes[j] {
      case UInt8(ascii: "'"), UInt8(ascii: "\""): needsExact = true
      case UInt8(ascii: "/"): if bytes[j + 1] == UInt8(ascii: "*") { needsExact = true }
      case UInt8(ascii: "\r"): if j != i - 1 { needsExact = true }
      default: break
      }
    }
    // The server's own `;` after a statement that ends in a comment must stay apart from it.
    if last > first, bytes[last] == UInt8(ascii: ";") { Self.write(UInt8(ascii: ";"), silent, &o, &out) }
    if last < i - 1 { Self.write(UInt8(ascii: "\r"), silent, &o, &out) }
  }

  /// At `/*`. A version comment's content is code, and so is copied; a hint is copied as it stands. Returns
  /// whether the state has changed.
  mutating func openComment(
    _ bytes: Span<UInt8>, _ end: Int, _ silent: Bool, _ i: inout Int, _ o: inout Int, _ out: inout MutableSpan<UInt8>
  ) -> Bool {
    if isSilent, purpose == .ptSkeleton { needsExact = true }
    let kind = bytes[i + 2]
    if kind == UInt8(ascii: "!") || kind == UInt8(ascii: "M") && bytes[i + 3] == UInt8(ascii: "!") {
      // To pt `/*M!` is a comment like any other.
      if kind == UInt8(ascii: "M") { needsExact = true }
      let length = kind == UInt8(ascii: "!") ? 3 : 4
      for _ in 0..<length {
        Self.write(bytes[i], silent, &o, &out)
        i += 1
      }
      while i < end, isDigit(bytes[i]) {
        Self.write(bytes[i], silent, &o, &out)
        i += 1
      }
      return false
    }
    openedAt = i
    if kind == UInt8(ascii: "+") { needsExact = true }
    Self.write(UInt8(ascii: "/"), silent, &o, &out)
    Self.write(UInt8(ascii: "*"), silent, &o, &out)
    Self.write(UInt8(ascii: "/"), silent, &o, &out)
    i += 2
    if bytes[i] == UInt8(ascii: "*"), bytes[i + 1] == UInt8(ascii: "/") { needsExact = true }
    state = .comment
    return true
  }

  mutating func scanComment(_ bytes: Span<UInt8>, _ end: Int) -> Stop? {
    var i = position
    defer { position = min(i, end) }
    while i < end {
      let block = loadBlock(bytes, i)
      var stops = cv_equal(block, UInt8(ascii: "*")) | cv_equal(block, UInt8(ascii: "\n"))
      if isInsert { stops |= cv_equal(block, UInt8(ascii: "(")) | cv_equal(block, UInt8(ascii: ")")) }
      if stops == 0 {
        i += 16
        continue
      }
      i += stops.trailingZeroBitCount
      if i >= end { break }
      let byte = bytes[i]
      i += 1
      switch byte {
      case UInt8(ascii: "*"):
        guard i < end, bytes[i] == UInt8(ascii: "/") else { continue }
        // What pt-table-checksum puts into its queries: `/*db.tbl:1/9*/`.
        if i >= 4, isDigit(bytes[i - 2]), bytes[i - 3] == UInt8(ascii: "/"), isDigit(bytes[i - 4]) { needsExact = true }
        i += 1
        if bytes[i] == UInt8(ascii: "*") { needsExact = true }
        state = .normal
        return nil
      case UInt8(ascii: "\n"):
        if i < end, mayBeginHeader(bytes, i) { return .quotedLineStart }
      default: needsExact = true
      }
    }
    return nil
  }
}
