import SQLText

/// Tells whether a header-like line behind a `;` stands in the body of a stored program.
///
/// Such a body is the one place where an accepted statement has a `;` outside of quotes, and lines with `#` are
/// comments there. So `CREATE PROCEDURE p() BEGIN SELECT 1;`, a whole event and `END` are a statement that MySQL takes.
/// The line is text if the body is open there and its `END` comes behind some other statement's `;`, before a header.
///
/// An `END` that is the whole statement of an event was sent by itself, by a client that cut the body at each `;`
/// (MariaDB logs the pieces): then the line is a header.
enum StoredProgram {
  /// How far behind the line the `END` may be, and how many such lines may stand before it.
  static let longestReach = 1 << 16
  private static let chain = 64

  /// Whether the statement at `first` may be one with a body, by its first byte: a few statements in a hundred.
  @inline(__always)
  static func mayBegin(_ bytes: Span<UInt8>, _ first: Int) -> Bool {
    switch bytes[first] | 0x20 {
    case UInt8(ascii: "c"), UInt8(ascii: "b"), UInt8(ascii: "a"), UInt8(ascii: "/"): true
    default: false
    }
  }

  /// Whether the line is text, and up to where; `.header` where no body is open.
  static func verdict(
    _ bytes: Span<UInt8>, from first: Int, line: Int, end: Int, isFinal: Bool, reach: Int = longestReach
  ) -> ClosingQuote.Verdict {
    guard begins(bytes, first, line) else { return .header }
    let limit = min(end, line + reach)
    let beyond: ClosingQuote.Verdict = limit < end || isFinal ? .header : .needsMore
    let text = bytes.extracting(first..<limit)
    var tokenizer = Tokenizer()
    var depth = 0
    var lines = 0
    var afterEnd = false
    var statement = first
    while true {
      let token = tokenizer.next(in: text)
      let start = first + token.start
      if start >= line, depth == 0 { return .header }
      switch token.kind {
      case .end: return beyond
      case .comment:
        if start > line, HeaderLine.beginsEvent(bytes, start, limit) {
          lines += 1
          guard lines < chain else { return .header }
        }
        continue
      case .blank: continue
      case .semicolon: statement = first + token.end
      case .word where token.keyword == .begin: depth += 1
      case .word where token.keyword == .case: if !afterEnd { depth += 1 }
      case .word where token.keyword == .end:
        let follower = nextWord(text, token.end)
        if follower.map({ isKept($0, text) }) ?? false { break }
        depth -= 1
        guard start > line, depth == 0 else { break }
        return ends(bytes, word: start, behind: statement, limit, beyond, isFinal: isFinal)
      default: break
      }
      afterEnd = token.kind == .word && token.keyword == .end
    }
  }

  /// Whether a body may be open at `end` of the statement that begins at `first`.
  static func isOpen(_ bytes: Span<UInt8>, from first: Int, at end: Int) -> Bool {
    verdict(bytes, from: first, line: end, end: end, isFinal: false) == .needsMore
  }

  /// `CREATE`, `ALTER` or `BEGIN NOT ATOMIC`, behind comments.
  private static func begins(_ bytes: Span<UInt8>, _ first: Int, _ end: Int) -> Bool {
    var i = first
    while i + 1 < end, bytes[i] == UInt8(ascii: "/"), bytes[i + 1] == UInt8(ascii: "*") {
      if bytes[i + 2] == UInt8(ascii: "!") { return true }
      i += 3
      while i < end, bytes[i] != UInt8(ascii: "/") || bytes[i - 1] != UInt8(ascii: "*") {
        i = firstIndex(of: UInt8(ascii: "/"), in: bytes, from: i + 1, to: end)
      }
      i += 1
      while i < end, isSpace(bytes[i]) { i += 1 }
    }
    if hasCaseless("begin", at: i, in: bytes) {
      // `BEGIN` alone begins a transaction, in every other log; `BEGIN NOT ATOMIC` a block.
      var next = i + 5
      while next < end, isSpace(bytes[next]) { next += 1 }
      return next > i + 5 && hasCaseless("not", at: next, in: bytes)
    }
    return hasCaseless("create", at: i, in: bytes) || hasCaseless("alter", at: i, in: bytes)
  }

  private static func nextWord(_ text: Span<UInt8>, _ offset: Int) -> Token? {
    var tokenizer = Tokenizer(at: offset)
    while true {
      let token = tokenizer.next(in: text)
      if !token.isTrivia { return token.kind == .word ? token : nil }
    }
  }

  /// Whether the word behind `END` says that it ends no block: `END IF`, `END LOOP`, `END WHILE`, `END REPEAT`.
  private static func isKept(_ word: Token, _ text: Span<UInt8>) -> Bool {
    switch word.keyword {
    case .if, .loop, .while, .repeat: true
    default: false
    }
  }

  /// The body ends with the `END` at `word`: whether the statement does.
  private static func ends(
    _ bytes: Span<UInt8>, word: Int, behind statement: Int, _ end: Int, _ beyond: ClosingQuote.Verdict, isFinal: Bool
  ) -> ClosingQuote.Verdict {
    // Nothing but a header's last line before it: it was sent by itself.
    var line = statement
    while line > 0, bytes[line - 1] != 0x0A { line -= 1 }
    if has("SET timestamp=", at: line, in: bytes) || has("use ", at: line, in: bytes) { return .header }
    let lineEnd = firstIndex(of: 0x0A, in: bytes, from: word, to: end)
    let next = lineEnd + 1
    guard isFinal || HeaderLine.isThere(bytes, next, end) else { return beyond }
    if next >= end { return .text(until: end) }
    return ClosingQuote.followsStatementEnd(bytes, next)
      && (HeaderLine.beginsEvent(bytes, next, end) || HeaderLine.isVersion(bytes, next, end))
      ? .text(until: lineEnd + 1) : .header
  }
}
