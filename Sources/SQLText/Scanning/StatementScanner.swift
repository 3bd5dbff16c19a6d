import CVector

/// One pass over a statement's text that does two things at once: it tells where strings, quoted identifiers and
/// comments are, so that a line in them is never taken for a log header, and it writes the statement's skeleton.
///
/// The **skeleton** is the statement with every plain number as `0`, every string as `'`, every comment as `#` or
/// `/*/`, a list of plain literals after `IN` as its first item, and nothing else touched:
///
///     SELECT a FROM t1 WHERE id IN (7, 8, 9) AND name = 'O\'Brien' -- by hand
///     SELECT a FROM t1 WHERE id IN (0) AND name = ' #
///
/// Two statements with the same skeleton have the same fingerprint; statements with different ones may still
/// share it. So a fingerprint, which takes thousands of instructions, is worked out once a skeleton and looked
/// up from then on. Where a literal's content matters to pt-query-digest's own steps (``PtLiterals`` says which ones
/// do), `needsExact` says that the skeleton must not be used:
///
/// - `/*` in a string, a line comment or a quoted identifier, an empty `/**/`, a comment beside a quote;
/// - a `"` in a `'…'` string, a doubled quote, any quote in a line comment or a quoted identifier, a backslash
///   outside of strings;
/// - `values (` or `) , (` in a string of an `INSERT`, and nearly any comment in one;
/// - statements that begin with `CALL`, `USE` or `administrator command:`, comments that look like pt-table-checksum's,
///   anything left open.
///
/// For strict fingerprints a string keeps its kind of quote and digits behind a dot are copied (`t.1` is a name); there
/// `needsExact` is also set for `$` outside of strings (`$$ … $$` is one) and backslashes in `x'…'` and `b'…'`.
///
/// - Complexity: O(*n*), no allocation once the buffer has grown to the longest statement.
package struct StatementScanner: Sendable {
  /// Why the scan paused.
  package enum Stop: Sendable {
    /// At the start of a line outside strings and comments that begins with `#` or `T` or follows a `;`.
    case lineStart
    /// At the start of a line inside a string, identifier or comment that looks like a header or a banner.
    case quotedLineStart
    /// At the end of the bytes.
    case end
  }

  /// What the text is in the middle of.
  package enum State: Sendable, Equatable {
    case normal
    /// In `'…'`, `"…"` or a backtick identifier; the associated value is the quote.
    case quoted(UInt8)
    case comment
  }

  package enum Purpose: Sendable {
    case ptSkeleton, strictSkeleton
    /// Only find the end.
    case frame
  }

  package var purpose: Purpose
  package private(set) var state = State.normal
  /// Where the string, identifier or comment that is open began.
  package private(set) var openedAt = 0
  /// Where the scan stands.
  package private(set) var position = 0
  package private(set) var needsExact = false

  private var output: [UInt8] = []
  private var written = 0
  private var start = 0
  /// In an `INSERT … INTO` for pt: from its first row on, `)`, `,` and `(` in a row end what counts.
  private var isInsert = false
  private var sawValues = false
  /// Nothing is written any more.
  private var isSilent = false
  /// In a string where a strict fingerprint takes a backslash for an ordinary byte.
  private var isRaw = false

  package init(purpose: Purpose) { self.purpose = purpose }
}

// MARK: - Driving

extension StatementScanner {
  /// Begins a statement at `offset`; statements in `bytes` are at most `bytes.count` long.
  package mutating func begin(_ bytes: Span<UInt8>, at offset: Int) {
    position = offset
    start = offset
    state = .normal
    written = 0
    needsExact = false
    isSilent = purpose == .frame
    isInsert = false
    sawValues = false
    if output.count < bytes.count + scanPadding, !isSilent {
      output = [UInt8](repeating: 0, count: bytes.count + scanPadding)
    }
    if purpose == .ptSkeleton { lookAtFirstWord(bytes) }
  }

  /// The skeleton's length, less the last `trailing` bytes of the text, which must not be part of a literal.
  package func skeletonCount(without trailing: Int) -> Int { max(0, written - (sawCut ? 0 : trailing)) }

  private var sawCut: Bool { isSilent }

  /// Lends the skeleton, without the text's last `trailing` bytes.
  package func withSkeleton<R>(without trailing: Int, _ body: (Span<UInt8>) -> R) -> R {
    let count = skeletonCount(without: trailing)
    return body(output.span.extracting(0..<count))
  }

  /// A 128-bit hash of the skeleton, without the text's last `trailing` bytes.
  package func skeletonHash(without trailing: Int, seed: UInt64) -> SkeletonHash {
    SkeletonHash(hashing: output.span, count: skeletonCount(without: trailing), seed: seed)
  }

  /// Says that the open string, identifier or comment is broken: the statement has no skeleton.
  package mutating func giveUp() { needsExact = true }

  private mutating func lookAtFirstWord(_ bytes: Span<UInt8>) {
    var i = start
    while i < bytes.count, isSpace(bytes[i]) { i += 1 }
    guard i < bytes.count else { return }
    if bytes[i] == UInt8(ascii: "/") || bytes[i] == UInt8(ascii: "-") || bytes[i] == UInt8(ascii: "#") {
      needsExact = beginsWithUse(bytes, after: i)
      return
    }
    switch lowercased(bytes[i]) {
    case UInt8(ascii: "c"):
      if hasCaseless("call", at: i, in: bytes), i + 4 < bytes.count, isSpace(bytes[i + 4]) { needsExact = true }
    case UInt8(ascii: "u"):
      if hasCaseless("use", at: i, in: bytes), i + 3 < bytes.count, !isIdentifierByte(bytes[i + 3]) {
        needsExact = true
      }
    case UInt8(ascii: "a"):
      if has("administrator command: ", at: i, in: bytes) { needsExact = true }
    case UInt8(ascii: "i"), UInt8(ascii: "r"):
      guard i == start else { return }
      if hasCaseless("insert", at: i, in: bytes) {
        i += 6
      } else if hasCaseless("replace", at: i, in: bytes) {
        i += 7
      } else {
        return
      }
      if hasCaseless(" ignore", at: i, in: bytes) { i += 7 }
      guard i < bytes.count, isSpace(bytes[i]) else { return }
      while i < bytes.count, isSpace(bytes[i]) { i += 1 }
      isInsert = hasCaseless("into", at: i, in: bytes)
      // pt looks for VALUES one byte behind INTO.
      if hasCaseless("intovalues", at: i, in: bytes) { needsExact = true }
    default: break
    }
  }
}

extension StatementScanner {
  /// Whether `USE` or `CALL` follows the comments that a statement begins with. Nothing is lost by a wrong yes.
  private func beginsWithUse(_ bytes: Span<UInt8>, after first: Int) -> Bool {
    var i = first
    while i + 1 < bytes.count {
      if isSpace(bytes[i]) {
        i += 1
      } else if bytes[i] == UInt8(ascii: "/"), bytes[i + 1] == UInt8(ascii: "*") {
        i += 3
        while i < bytes.count, !(bytes[i - 1] == UInt8(ascii: "*") && bytes[i] == UInt8(ascii: "/")) { i += 1 }
        i += 1
      } else if bytes[i] == UInt8(ascii: "#") || bytes[i] == UInt8(ascii: "-") && bytes[i + 1] == UInt8(ascii: "-") {
        i = firstIndex(of: UInt8(ascii: "\n"), in: bytes, from: i, to: bytes.count - scanPadding)
        if i >= bytes.count - scanPadding { return true }
      } else {
        break
      }
    }
    guard i < bytes.count else { return true }
    return hasCaseless("use", at: i, in: bytes) || hasCaseless("call", at: i, in: bytes)
      || hasCaseless("insert", at: i, in: bytes) || hasCaseless("replace", at: i, in: bytes)
  }
}

// MARK: - The pass

extension StatementScanner {
  /// Goes on from `position` until something has to be decided, or to `end`.
  ///
  /// - Precondition: `bytes.count >= end + scanPadding`, the same bytes as in `begin`.
  package mutating func scan(_ bytes: Span<UInt8>, to end: Int) -> Stop {
    // Taken out for the time of the pass, so that a byte written is a byte written.
    var taken: [UInt8] = []
    swap(&taken, &output)
    defer { swap(&taken, &output) }
    var skeleton = taken.mutableSpan
    while position < end {
      switch state {
      case .normal:
        if let stop = scanNormal(bytes, end, &skeleton) { return stop }
      case .quoted(UInt8(ascii: "`")):
        if let stop = scanIdentifier(bytes, end, &skeleton) { return stop }
      case .quoted(let quote):
        if let stop = scanQuoted(bytes, end, quote, &skeleton) { return stop }
      case .comment:
        if let stop = scanComment(bytes, end) { return stop }
      }
    }
    return .end
  }

  private mutating func scanNormal(_ bytes: Span<UInt8>, _ end: Int, _ out: inout MutableSpan<UInt8>) -> Stop? {
    var i = position
    var o = written
    let silent = isSilent
    let insert = isInsert
    defer {
      if i > end {
        o -= i - end
        i = end
      }
      position = i
      if !isSilent || !silent { written = o }
    }
    while i < end {
      let block = loadBlock(bytes, i)
      let stops = insert && !silent ? cv_insert_stops(block) : cv_statement_stops(block)
      if !silent { Self.store(block, at: o, &out) }
      if purpose == .strictSkeleton {
        let dollars = cv_equal(block, UInt8(ascii: "$"))
        if dollars != 0, dollars.trailingZeroBitCount < stops.trailingZeroBitCount { needsExact = true }
      }
      if stops == 0 {
        i += 16
        o += 16
        continue
      }
      let run = stops.trailingZeroBitCount
      i += run
      o += run
      if i >= end { break }
      let byte = bytes[i]
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        number(bytes, end, silent, &i, &o, &out)
      case UInt8(ascii: "\n"):
        Self.write(byte, silent, &o, &out)
        i += 1
        guard i < end else { break }
        let next = bytes[i]
        if next == UInt8(ascii: "#") || next == UInt8(ascii: "T") || endsStatement(bytes, i - 1) { return .lineStart }
      case UInt8(ascii: "'"), UInt8(ascii: "\""):
        if purpose == .strictSkeleton {
          Self.write(byte, silent, &o, &out)
          isRaw = i > start && (bytes[i - 1] | 0x20 == UInt8(ascii: "x") || bytes[i - 1] | 0x20 == UInt8(ascii: "b"))
        } else {
          if i == start || followsComment(bytes, i) { needsExact = true }
          Self.write(UInt8(ascii: "'"), silent, &o, &out)
        }
        openedAt = i
        i += 1
        state = .quoted(byte)
        return nil
      case UInt8(ascii: "`"):
        Self.write(byte, silent, &o, &out)
        openedAt = i
        i += 1
        state = .quoted(byte)
        return nil
      case UInt8(ascii: "#"):
        lineComment(bytes, end, silent, &i, &o, &out)
      case UInt8(ascii: "-"):
        if bytes[i + 1] == UInt8(ascii: "-"), i + 2 >= end || bytes[i + 2] <= 0x20 || bytes[i + 2] == 0x7F {
          lineComment(bytes, end, silent, &i, &o, &out)
        } else {
          Self.write(byte, silent, &o, &out)
          i += 1
        }
      case UInt8(ascii: "/"):
        if bytes[i + 1] == UInt8(ascii: "*"), i + 1 < end {
          if openComment(bytes, end, silent, &i, &o, &out) { return nil }
        } else {
          Self.write(byte, silent, &o, &out)
          i += 1
        }
      case UInt8(ascii: "\\"):
        needsExact = true
        Self.write(byte, silent, &o, &out)
        i += 1
      case UInt8(ascii: "("):
        if follows("values", i, bytes) { sawValues = true }
        Self.write(byte, silent, &o, &out)
        i += 1
      default:  // `)` of an INSERT
        Self.write(byte, silent, &o, &out)
        i += 1
        if sawValues, nextRowFollows(bytes, i, end) {
          isSilent = true
          isInsert = false
          written = o
          return nil
        }
      }
    }
    return nil
  }

  /// Whether the line that ends with the newline at `newline` ends with `;`.
  private func endsStatement(_ bytes: Span<UInt8>, _ newline: Int) -> Bool {
    guard newline > start else { return false }
    if bytes[newline - 1] == UInt8(ascii: ";") { return true }
    return newline > start + 1 && bytes[newline - 1] == UInt8(ascii: "\r") && bytes[newline - 2] == UInt8(ascii: ";")
  }

  private mutating func scanQuoted(
    _ bytes: Span<UInt8>, _ end: Int, _ quote: UInt8, _ out: inout MutableSpan<UInt8>
  ) -> Stop? {
    var i = position
    defer { position = min(i, end) }
    let insert = isInsert
    while i < end {
      let block = loadBlock(bytes, i)
      let stops = insert ? cv_insert_string_stops(block, quote) : cv_string_stops(block, quote)
      if stops == 0 {
        i += 16
        continue
      }
      i += stops.trailingZeroBitCount
      if i >= end { break }
      let byte = bytes[i]
      switch byte {
      case quote:
        i += 1
        switch bytes[i] {
        case quote where i < end:
          // To the server the quote is part of the string.
          needsExact = true
          i += 1
          continue
        case UInt8(ascii: "\\"): needsExact = true
        case UInt8(ascii: "/"): if bytes[i + 1] == UInt8(ascii: "*") { needsExact = true }
        default: break
        }
        state = .normal
        return nil
      case UInt8(ascii: "\\"):
        if isRaw, purpose == .strictSkeleton { needsExact = true }
        // Of what else it can stand before, some matters by itself.
        i += isQuoteOrBackslash(bytes[i + 1]) ? 2 : 1
      case UInt8(ascii: "\""):
        needsExact = true
        i += 1
      case UInt8(ascii: "/"):
        if bytes[i + 1] == UInt8(ascii: "*") { needsExact = true }
        i += 1
      case UInt8(ascii: "\n"):
        i += 1
        if i < end, mayBeginHeader(bytes, i) { return .quotedLineStart }
      case UInt8(ascii: "("):
        if follows("values", i, bytes) { needsExact = true }
        i += 1
      default:
        i += 1
        if nextRowFollows(bytes, i, end) { needsExact = true }
      }
    }
    return nil
  }

  private mutating func scanIdentifier(_ bytes: Span<UInt8>, _ end: Int, _ out: inout MutableSpan<UInt8>) -> Stop? {
    var i = position
    var o = written
    let silent = isSilent
    defer {
      position = i
      if !silent { written = o }
    }
    // Nearly every identifier ends within the first block and holds nothing to look at.
    let block = loadBlock(bytes, i)
    let close = cv_equal(block, UInt8(ascii: "`"))
    if close != 0 {
      let length = close.trailingZeroBitCount
      if cv_identifier_oddities(block) & (close & (0 &- close) &- 1) == 0, i + length < end {
        if !silent { Self.store(block, at: o, &out) }
        i += length + 1
        o += length + 1
        state = .normal
        return nil
      }
    }
    while i < end {
      let byte = bytes[i]
      Self.write(byte, silent, &o, &out)
      i += 1
      switch byte {
      case UInt8(ascii: "`"):
        state = .normal
        return nil
      case UInt8(ascii: "'"), UInt8(ascii: "\""), UInt8(ascii: "("), UInt8(ascii: ")"): needsExact = true
      case UInt8(ascii: "/"): if bytes[i] == UInt8(ascii: "*") { needsExact = true }
      case UInt8(ascii: "\n"): if i < end, mayBeginHeader(bytes, i) { return .quotedLineStart }
      default: break
      }
    }
    return nil
  }

  /// A comment up to the end of its line, which is left to be read.
  private mutating func lineComment(
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
  private mutating func openComment(
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

  private mutating func scanComment(_ bytes: Span<UInt8>, _ end: Int) -> Stop? {
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

// MARK: - Numbers and lists

extension StatementScanner {
  private mutating func number(
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

  private static func copyDigits(
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
  private func endOfList(_ bytes: Span<UInt8>, _ itemEnd: Int, _ end: Int, in skeleton: Span<UInt8>, first: Int) -> Int?
  {
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
  private func endBeforeSpace(_ skeleton: Span<UInt8>, _ end: Int) -> Int {
    var i = end
    while i > 0, isSpace(skeleton[i - 1]) { i -= 1 }
    return i
  }
}

// MARK: - Small helpers

extension StatementScanner {
  @inline(__always)
  private static func write(_ byte: UInt8, _ silent: Bool, _ o: inout Int, _ out: inout MutableSpan<UInt8>) {
    guard !silent else { return }
    out[o] = byte
    o += 1
  }

  @inline(__always)
  private static func store(_ block: SIMD16<UInt8>, at o: Int, _ out: inout MutableSpan<UInt8>) {
    // SAFETY: raw bytes of a span of bytes; the store is checked by MutableRawSpan.
    var raw = unsafe out.mutableBytes
    raw.storeBytes(of: block, toByteOffset: o, as: SIMD16<UInt8>.self)
  }

  /// Whether a dot or an exponent's sign stands before the digits at `i`.
  private func continuesNumberOrName(_ bytes: Span<UInt8>, _ i: Int) -> Bool {
    switch bytes[i - 1] {
    case UInt8(ascii: "."): true
    case UInt8(ascii: "+"), UInt8(ascii: "-"): i >= start + 2 && bytes[i - 2] | 0x20 == UInt8(ascii: "e")
    default: false
    }
  }

  private func isQuoteOrBackslash(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "'") || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
  }

  /// Whether a comment ends right before `i`.
  private func followsComment(_ bytes: Span<UInt8>, _ i: Int) -> Bool {
    i >= start + 2 && bytes[i - 1] == UInt8(ascii: "/") && bytes[i - 2] == UInt8(ascii: "*")
  }

  /// Whether the word before the parenthesis at `i` is `word`, in any case, with white space between.
  private func follows(_ word: StaticString, _ i: Int, _ bytes: Span<UInt8>) -> Bool {
    var j = i
    while j > start, isSpace(bytes[j - 1]) { j -= 1 }
    return j - word.utf8CodeUnitCount > start && hasCaseless(word, at: j - word.utf8CodeUnitCount, in: bytes)
  }

  /// Whether `, (` follows, with any white space.
  private func nextRowFollows(_ bytes: Span<UInt8>, _ offset: Int, _ end: Int) -> Bool {
    var i = offset
    while i < end, isSpace(bytes[i]) { i += 1 }
    guard i < end, bytes[i] == UInt8(ascii: ",") else { return false }
    i += 1
    while i < end, isSpace(bytes[i]) { i += 1 }
    return i < end && bytes[i] == UInt8(ascii: "(")
  }

  /// Whether a line inside a string looks enough like a header or a banner to be looked at.
  private func mayBeginHeader(_ bytes: Span<UInt8>, _ i: Int) -> Bool {
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
