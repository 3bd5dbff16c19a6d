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
  package internal(set) var state = State.normal
  /// Where the string, identifier or comment that is open began.
  package internal(set) var openedAt = 0
  /// Where the scan stands.
  package internal(set) var position = 0
  package internal(set) var needsExact = false

  var output: [UInt8] = []
  var written = 0
  var start = 0
  /// In an `INSERT … INTO` for pt: from its first row on, `)`, `,` and `(` in a row end what counts.
  var isInsert = false
  var sawValues = false
  /// Nothing is written any more.
  var isSilent = false
  /// In a string where a strict fingerprint takes a backslash for an ordinary byte.
  var isRaw = false

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

  var sawCut: Bool { isSilent }

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
      if isInsertInto(bytes, i) {
        isInsert = true
        if hasCaseless("values", at: i + 11, in: bytes) { needsExact = true }
        return
      }
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
  /// Whether `insert into`, as nearly every `INSERT` begins, stands at `i`; words are compared, and the blank by itself.
  @inline(__always)
  private func isInsertInto(_ bytes: Span<UInt8>, _ i: Int) -> Bool {
    guard i + 16 <= bytes.count, bytes[i + 6] == 0x20 else { return false }
    let lower: UInt64 = 0x2020_2020_2020_2020
    return loadWord(bytes, i) | lower == 0x6920_7472_6573_6e69  // `insert i`
      && loadWord(bytes, i + 3) | lower == 0x6f74_6e69_2074_7265  // `ert into`
  }

  /// How far comments at the beginning are looked through.
  private static let longestFront = 1_024

  /// Whether `USE` or `CALL` follows the comments that a statement begins with. Nothing is lost by a wrong yes, which is
  /// also the answer where the comments are long: one that is never closed would be looked through for every event.
  private func beginsWithUse(_ bytes: Span<UInt8>, after first: Int) -> Bool {
    var i = first
    let limit = min(bytes.count, first + Self.longestFront)
    while i + 1 < limit {
      if isSpace(bytes[i]) {
        i += 1
      } else if bytes[i] == UInt8(ascii: "/"), bytes[i + 1] == UInt8(ascii: "*") {
        i += 3
        while i < limit, !(bytes[i - 1] == UInt8(ascii: "*") && bytes[i] == UInt8(ascii: "/")) { i += 1 }
        i += 1
      } else if bytes[i] == UInt8(ascii: "#") || bytes[i] == UInt8(ascii: "-") && bytes[i + 1] == UInt8(ascii: "-") {
        let end = min(limit, bytes.count - scanPadding)
        i = firstIndex(of: UInt8(ascii: "\n"), in: bytes, from: i, to: end)
        if i >= end { return true }
      } else {
        break
      }
    }
    guard i < limit else { return true }
    return hasCaseless("use", at: i, in: bytes) || hasCaseless("call", at: i, in: bytes)
      || hasCaseless("insert", at: i, in: bytes) || hasCaseless("replace", at: i, in: bytes)
  }
}
