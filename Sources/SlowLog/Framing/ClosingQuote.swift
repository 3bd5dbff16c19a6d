import SQLText

/// Decides whether a header-like line inside a string, identifier or comment is text or the next event.
///
/// Two things produce such a line. Somebody sent a literal that looks like a log; or a statement was logged whose
/// quote is never closed (MariaDB logs what does not parse), and the line is the next event's true header. The
/// quote tells: in the first case it closes further on, looks like one that closes, and the statement goes on to its
/// own `;` and the next header. In the second case the quote that seems to close it is one that opens a literal of a
/// later event (``QuoteSide`` tells by the bytes on both sides of it), and what follows the line is whole by itself.
///
/// So the line is text if the quote closes, if it may close there, and if from there on the statement reaches, after a
/// `;`, a header outside of all quotes, or the end of the log. Strings on the way that hold header-like lines are asked
/// the same. Should no quote close it, a backslash before one is taken for an ordinary byte
/// (`NO_BACKSLASH_ESCAPES`, or the second byte of a character), and all is asked again.
///
/// A comment is text if it closes before another one opens: else it is that one which closes.
///
/// The look ahead ends after ``reach`` bytes, then the line counts as a header.
struct ClosingQuote {
  static let longestReach = 16 << 20
  /// How many bytes after the line the quote is looked for.
  let reach: Int
  /// How many strings with header-like lines one statement may hold after the line in question.
  private static let chain = 64

  enum Verdict: Equatable {
    /// It is text, and so is every header-like line before this offset.
    case text(until: Int)
    /// It is text, and the statement ends at this offset, whatever its backslashes seem to say.
    case statement(until: Int)
    case header
    /// The bytes end before it can be told.
    case needsMore
  }

  private var probe = StatementScanner(purpose: .frame)
  private var rivalProbe = StatementScanner(purpose: .frame)
  /// How far each kind of quote has been looked for in vain, so that many open ones are not looked for anew.
  private var vain: [(state: StatementScanner.State, escapes: Bool, range: Range<Int>)] = []

  init(reach: Int) { self.reach = reach }

  /// Forgets what it knows of the bytes before.
  mutating func begin() { if !vain.isEmpty { vain.removeAll(keepingCapacity: true) } }

  /// - Parameters:
  ///   - line: where the header-like line begins.
  ///   - state: what it is inside of.
  ///   - isFinal: whether the log ends with the bytes.
  mutating func verdict(
    _ bytes: Span<UInt8>, line: Int, state: StatementScanner.State, end: Int, isFinal: Bool
  ) -> Verdict {
    let limit = min(end, line + reach)
    let usual = reading(bytes, line, state, limit, end, isFinal, escapes: true)
    if case .needsMore = usual { return .needsMore }
    if case .text(let until, .surely) = usual { return .text(until: until) }
    var other = Reading.header
    if case .quoted(let quote) = state, quote != UInt8(ascii: "`") {
      other = reading(bytes, line, state, limit, end, isFinal, escapes: false)
      if case .needsMore = other { return .needsMore }
      if case .text(let until, .surely) = other { return .statement(until: until) }
    }
    for (reading, isUsual) in [(usual, true), (other, false)] {
      guard case .text(let until, _) = reading else { continue }
      switch rival(bytes, line, until, limit, end, isFinal) {
      case .needsMore: return .needsMore
      case .text(_, .surely): return .header
      default: return isUsual ? .text(until: until) : .statement(until: until)
      }
    }
    return .header
  }

  /// What comes of it if the line is text.
  private enum Reading {
    /// The statement ends at `until`; `side`: that of the quote that closes first.
    case text(until: Int, side: QuoteSide)
    case header
    case needsMore
  }

  /// If the line is a header: how the quote goes on that is open then at `until`, if there is one; whole events up to
  /// there count like one that surely closes.
  ///
  /// Where a literal that imitates events follows a statement that was cut off, its opening quote may look as if it closed
  /// that statement, as in `VALUES ('` before a newline. But then its closing quote, behind a `;`, opens nothing.
  private mutating func rival(
    _ bytes: Span<UInt8>, _ line: Int, _ until: Int, _ limit: Int, _ end: Int, _ isFinal: Bool
  ) -> Reading {
    var isWhole = true
    rivalProbe.begin(bytes, at: line)
    while rivalProbe.position < until {
      let stop = rivalProbe.scan(bytes, to: until)
      let next = rivalProbe.position
      guard next < until else { break }
      guard HeaderLine.beginsEvent(bytes, next, until) else { continue }
      switch stop {
      case .lineStart: if Self.followsStatementEnd(bytes, next) { rivalProbe.begin(bytes, at: next) }
      case .quotedLineStart:
        switch reading(bytes, next, rivalProbe.state, limit, end, isFinal, escapes: true) {
        case .needsMore: return .needsMore
        case .text(let whole, .surely):
          if whole > until { return .text(until: whole, side: .surely) }
          rivalProbe.begin(bytes, at: whole)
        default:
          isWhole = false
          rivalProbe.begin(bytes, at: next)
        }
      case .end: break
      }
    }
    if rivalProbe.state == .normal, isWhole { return .text(until: until, side: .surely) }
    guard rivalProbe.state != .normal, until < end else { return .header }
    return reading(bytes, until, rivalProbe.state, limit, end, isFinal, escapes: true)
  }

  /// - Parameter limit: how far one may look.
  private mutating func reading(
    _ bytes: Span<UInt8>, _ line: Int, _ first: StatementScanner.State, _ limit: Int, _ end: Int, _ isFinal: Bool,
    escapes: Bool
  ) -> Reading {
    let beyond: Reading = limit < end || isFinal ? .header : .needsMore
    var position = line
    var state = first
    var side = QuoteSide.surely
    for step in 0..<Self.chain {
      let after: Int
      switch close(of: state, bytes, position, limit, escapes: escapes || step > 0) {
      case .at(let found): after = found
      case .opensAnother: return .header
      case .nowhere: return beyond
      }
      if after + QuoteSide.lookAhead > end, !isFinal { return .needsMore }
      if case .quoted(let quote) = state {
        let found = QuoteSide(quote, bytes, endingAt: after, end)
        if found == .opens { return .header }
        if step == 0 { side = found }
      }
      probe.begin(bytes, at: after)
      search: while true {
        switch probe.scan(bytes, to: limit) {
        case .lineStart:
          let next = probe.position
          if !isFinal, !HeaderLine.isThere(bytes, next, end) { return .needsMore }
          if Self.followsStatementEnd(bytes, next),
            HeaderLine.beginsEvent(bytes, next, end) || HeaderLine.isVersion(bytes, next, end)
          {
            return .text(until: next, side: side)
          }
          guard HeaderLine.beginsEvent(bytes, next, end) else { continue }
          // As outside of all quotes: a whole header needs no `;` before it.
          switch HeaderLine.completeness(
            bytes, next, limit, needsTimestamp: true, isFinal: isFinal || limit < end)
          {
          case .complete: return .text(until: next, side: side)
          case .unknown where !isFinal && limit == end: return .needsMore
          case .unknown, .incomplete: break
          }
        case .quotedLineStart:
          if !isFinal, !HeaderLine.isThere(bytes, probe.position, end) { return .needsMore }
          guard HeaderLine.beginsEvent(bytes, probe.position, end) else { continue }
          position = probe.position
          state = probe.state
          break search
        case .end:
          guard limit == end, isFinal else { return beyond }
          guard probe.state == .normal, Self.endsWithSemicolon(bytes, end) else { return .header }
          return .text(until: end, side: side)
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
}

// MARK: - Where it closes

extension ClosingQuote {
  private enum Close {
    /// The offset behind the quote or comment.
    case at(Int)
    /// A comment opens before this one closes.
    case opensAnother
    case nowhere
  }

  /// Where what is open at the line `start` closes.
  private mutating func close(
    of state: StatementScanner.State, _ bytes: Span<UInt8>, _ start: Int, _ end: Int, escapes: Bool
  ) -> Close {
    // A line begins with neither half of an escape: who looked from an earlier line came by here in the same state.
    var from = start
    let known = vain.firstIndex { $0.state == state && $0.escapes == escapes }
    if let known, vain[known].range.contains(start) { from = vain[known].range.upperBound }
    let close: Close
    switch state {
    case .normal: return .at(start)
    case .comment: close = Self.commentClose(bytes, from, end)
    case .quoted(let quote):
      close = Self.quoteClose(quote, bytes, from, end, escapes: escapes && quote != UInt8(ascii: "`"))
    }
    if case .nowhere = close, let line = Self.startOfLine(bytes, end, after: start) {
      if let known { vain[known].range = start..<line } else { vain.append((state, escapes, start..<line)) }
    }
    return close
  }

  private static func commentClose(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Close {
    var i = start
    while true {
      i = firstIndex(of: UInt8(ascii: "*"), in: bytes, from: i, to: end)
      guard i + 1 < end else { return .nowhere }
      if bytes[i + 1] == UInt8(ascii: "/") { return .at(i + 2) }
      if i > start, bytes[i - 1] == UInt8(ascii: "/") { return .opensAnother }
      i += 1
    }
  }

  private static func quoteClose(
    _ quote: UInt8, _ bytes: Span<UInt8>, _ start: Int, _ end: Int, escapes: Bool
  ) -> Close {
    var i = start
    while i < end {
      let byte = bytes[i]
      if escapes, byte == UInt8(ascii: "\\") {
        i += 2
      } else if byte == quote {
        if i + 1 < end, bytes[i + 1] == quote { i += 2 } else { return .at(i + 1) }
      } else {
        i += 1
      }
    }
    return .nowhere
  }

  /// The last line that begins before `end`, from where the search can be taken up again.
  private static func startOfLine(_ bytes: Span<UInt8>, _ end: Int, after start: Int) -> Int? {
    var i = end
    while i > start + 1 {
      if bytes[i - 1] == 0x0A { return i }
      i -= 1
    }
    return nil
  }
}
