import SQLText

/// Decides whether a header-like line inside a string, identifier or comment is text or the next event.
///
/// Two things produce such a line. Somebody sent a literal that looks like a log; or a statement was logged whose
/// quote is never closed (MariaDB logs what does not parse), and the line is the next event's true header. The
/// quote tells: in the first case it closes further on, what follows it can follow a literal, and the statement
/// goes on to its own `;` and the next header. In the second case the quote that seems to close it is one that
/// opens a literal of a later event, and the literal's first character comes right behind it.
///
/// So the line is text if the quote closes, if the character behind it may follow a literal (blank, comma,
/// parenthesis, operator), and if from there on the statement reaches, after a `;`, a header outside of all quotes,
/// or the end of the log. Strings on the way that hold header-like lines are asked the same.
///
/// A comment has no such character; it is text if it closes before another comment opens.
///
/// Not told apart: a statement cut off in the middle of a string, followed by events none of which holds that kind
/// of quote but before a blank or an operator. The look ahead ends after ``reach`` bytes, then the line counts as
/// a header.
struct ClosingQuote {
  static let longestReach = 16 << 20
  /// How many bytes after the line the quote is looked for.
  let reach: Int
  /// How many strings with header-like lines one statement may hold after the line in question.
  private static let chain = 64

  enum Verdict: Equatable {
    /// It is text, and so is every header-like line before this offset.
    case text(until: Int)
    case header
    /// The bytes end before it can be told.
    case needsMore
  }

  private var probe = StatementScanner(purpose: .frame)

  init(reach: Int) { self.reach = reach }

  /// - Parameters:
  ///   - line: where the header-like line begins.
  ///   - state: what it is inside of.
  ///   - isFinal: whether the log ends with the bytes.
  mutating func verdict(
    _ bytes: Span<UInt8>, line: Int, state: StatementScanner.State, end: Int, isFinal: Bool
  ) -> Verdict {
    let limit = min(end, line + reach)
    let beyond: Verdict = limit < end || isFinal ? .header : .needsMore
    var position = line
    var state = state
    for _ in 0..<Self.chain {
      guard let after = Self.end(of: state, bytes, position, limit) else { return beyond }
      if after >= end, !isFinal { return .needsMore }
      guard Self.mayFollow(state, bytes, after, end, from: position) else { return .header }
      probe.begin(bytes, at: after)
      search: while true {
        switch probe.scan(bytes, to: limit) {
        case .lineStart:
          let next = probe.position
          if next + 32 > end, !isFinal { return .needsMore }
          if Self.followsStatementEnd(bytes, next),
            HeaderLine.beginsEvent(bytes, next, end) || HeaderLine.isVersion(bytes, next, end)
          {
            return .text(until: next)
          }
        case .quotedLineStart:
          guard HeaderLine.beginsEvent(bytes, probe.position, end) else { continue }
          position = probe.position
          state = probe.state
          break search
        case .end:
          guard limit == end, isFinal else { return beyond }
          return probe.state == .normal && Self.endsWithSemicolon(bytes, end) ? .text(until: end) : .header
        }
      }
    }
    return .header
  }

  /// Whether the line before the one at `offset` ends with `;`.
  static func followsStatementEnd(_ bytes: Span<UInt8>, _ offset: Int) -> Bool {
    guard offset >= 2, bytes[offset - 1] == 0x0A else { return false }
    if bytes[offset - 2] == UInt8(ascii: ";") { return true }
    return offset >= 3 && bytes[offset - 2] == 0x0D && bytes[offset - 3] == UInt8(ascii: ";")
  }

  private static func endsWithSemicolon(_ bytes: Span<UInt8>, _ end: Int) -> Bool {
    var i = end
    while i > 0, isSpace(bytes[i - 1]) { i -= 1 }
    return i > 0 && bytes[i - 1] == UInt8(ascii: ";")
  }

  /// The offset behind the closing quote, or `nil`.
  private static func end(
    of state: StatementScanner.State, _ bytes: Span<UInt8>, _ start: Int, _ end: Int
  ) -> Int? {
    var i = start
    switch state {
    case .normal: return start
    case .comment:
      while true {
        i = firstIndex(of: UInt8(ascii: "*"), in: bytes, from: i, to: end)
        guard i + 1 < end else { return nil }
        if bytes[i + 1] == UInt8(ascii: "/") { return i + 2 }
        i += 1
      }
    case .quoted(let quote):
      let escapes = quote != UInt8(ascii: "`")
      while i < end {
        let byte = bytes[i]
        if escapes, byte == UInt8(ascii: "\\") {
          i += 2
        } else if byte == quote {
          if i + 1 < end, bytes[i + 1] == quote { i += 2 } else { return i + 1 }
        } else {
          i += 1
        }
      }
      return nil
    }
  }

  private static func mayFollow(
    _ state: StatementScanner.State, _ bytes: Span<UInt8>, _ after: Int, _ end: Int, from start: Int
  ) -> Bool {
    if state == .comment {
      var i = start
      while i + 1 < after {
        if bytes[i] == UInt8(ascii: "/"), bytes[i + 1] == UInt8(ascii: "*") { return false }
        i += 1
      }
      return true
    }
    guard after < end else { return true }
    let byte = bytes[after]
    return !isIdentifierByte(byte) && byte != UInt8(ascii: "@") && byte != UInt8(ascii: "?")
      && byte != UInt8(ascii: "{") && byte != UInt8(ascii: "[") && byte != UInt8(ascii: "#")
      && byte != UInt8(ascii: "\\") && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "'") && byte != 0
  }
}
