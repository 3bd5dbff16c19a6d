/// The tokens of a text without blanks and comments, with each literal in one piece.
///
/// - Version comments lose their marks and keep their contents; a hint is attached to the verb before it and left out
///   anywhere else.
/// - `_utf8mb4 'a' 'b'`, `N'a' 'b'`, `DATE '2024-01-01'` are one literal each.
/// - What has no end (a quote left open) is a literal up to the end of the text.
/// - A word behind a dot is no keyword. `ASC` says nothing and is left out.
struct SignificantTokens {
  private var tokenizer: Tokenizer
  private var ahead = Token(kind: .end, flags: [], first: 0, start: 0, end: 0)
  /// Where the first hint stands between the token given out last and `ahead`; empty if there is none.
  private var hintAhead = 0..<0
  /// The hints of the last two verbs that have one.
  private var hints = (0..<0, 0..<0)

  /// - Parameter offset: Where to begin; no token may be cut in two by that.
  init(_ text: Span<UInt8>, options: Tokenizer.Options, at offset: Int = 0) {
    tokenizer = Tokenizer(options: options, at: offset)
    advance(in: text)
  }

  /// - Parameter text: The whole text, the same as before.
  mutating func next(in text: Span<UInt8>) -> Token {
    var token = ahead
    advance(in: text)
    if token.traits.contains(.prefixesLiteral) { foldPrefix(&token, text) }
    if token.kind == .string || token.kind == .nationalString {
      while ahead.kind == .string {
        token.end = ahead.end
        advance(in: text)
      }
    }
    if !hintAhead.isEmpty, let keyword = token.keyword, Self.mayHaveHint(keyword) {
      token.flags.insert(.hasHint)
      hints = (hintAhead, hints.0)
    }
    return token
  }

  /// Where the hint behind a token stands that is flagged to have one, from `/*+` to `*/`.
  ///
  /// - Parameter token: One of the two tokens given out last.
  func hint(of token: Token) -> Range<Int> { hints.1.lowerBound >= token.end ? hints.1 : hints.0 }

  private static func mayHaveHint(_ keyword: Keyword) -> Bool {
    switch keyword {
    case .select, .insert, .replace, .update, .delete: true
    default: false
    }
  }

  /// Joins a character set's name, or the type of a date, with the literal behind it.
  private mutating func foldPrefix(_ token: inout Token, _ text: Span<UInt8>) {
    let joins =
      token.keyword == .charsetIntroducer
      ? ahead.isLiteral && ahead.kind != .placeholder : ahead.kind == .string
    guard joins else { return }
    let start = token.start
    token = ahead
    token.start = start
    advance(in: text)
  }

  /// Sets `ahead` to the next token that counts.
  private mutating func advance(in text: Span<UInt8>) {
    if !hintAhead.isEmpty { hintAhead = 0..<0 }
    while true {
      tokenizer.skipBlanks(in: text)
      var token = tokenizer.next(in: text)
      switch token.kind {
      case .blank, .comment, .versionStart, .versionEnd, .hintEnd: continue
      case .hintStart:
        let hint = token.start..<tokenizer.skipHint()
        if hintAhead.isEmpty { hintAhead = hint }
      default:
        if token.kind == .word, ahead.kind == .dot {
          token.keyword = nil
          token.traits = []
        }
        if token.keyword == .asc { continue }
        if token.flags.contains(.unterminated) { token.kind = .string }
        ahead = token
        return
      }
    }
  }
}
