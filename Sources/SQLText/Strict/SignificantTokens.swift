/// A token that counts, and the optimizer hint right behind it.
struct SignificantToken {
  var token: Token
  /// Where the hint stands, from `/*+` to `*/`, if the token is a verb that may have one.
  var hint: Range<Int>?
}

/// The tokens of a text without blanks and comments, with each literal in one piece.
///
/// - Version comments lose their marks and keep their contents; a hint is attached to the verb before it and left out
///   anywhere else.
/// - `_utf8mb4 'a' 'b'`, `N'a' 'b'`, `DATE '2024-01-01'` are one literal each.
/// - What has no end (a quote left open) is a literal up to the end of the text.
/// - A word behind a dot is no keyword. `ASC` says nothing and is left out.
struct SignificantTokens {
  private(set) var tokenizer: Tokenizer
  private var ahead: Token?
  /// The first hint between the token given out last and `ahead`.
  private var hintAhead: Range<Int>?
  private var previousKind = Token.Kind.end

  init(options: Tokenizer.Options, at offset: Int = 0) { tokenizer = Tokenizer(options: options, at: offset) }

  /// - Parameter text: The whole text, the same in every call.
  mutating func next(in text: Span<UInt8>) -> SignificantToken {
    var token = take(in: text)
    if token.kind == .word { foldPrefix(&token, text) }
    if token.kind == .string || token.kind == .nationalString {
      while let following = ahead, following.kind == .string {
        token.end = following.end
        advance(in: text)
      }
    }
    previousKind = token.kind
    guard let hint = hintAhead else { return SignificantToken(token: token, hint: nil) }
    return SignificantToken(token: token, hint: token.keyword.map(Self.mayHaveHint) == true ? hint : nil)
  }

  private static func mayHaveHint(_ keyword: Keyword) -> Bool {
    switch keyword {
    case .select, .insert, .replace, .update, .delete: true
    default: false
    }
  }

  private mutating func take(in text: Span<UInt8>) -> Token {
    if ahead == nil { advance(in: text) }
    while true {
      guard var token = ahead else { preconditionFailure("advance(in:) sets it") }
      advance(in: text)
      if token.kind == .word, previousKind == .dot {
        token.keyword = nil
        token.traits = []
      }
      if token.keyword != .asc { return token }
    }
  }

  /// Joins a character set's name, or the type of a date, with the literal behind it.
  @inline(__always)
  private mutating func foldPrefix(_ token: inout Token, _ text: Span<UInt8>) {
    guard let keyword = token.keyword, let following = ahead else { return }
    switch keyword {
    case .charsetIntroducer: guard following.isLiteral, following.kind != .placeholder else { return }
    case .date, .time, .timestamp: guard following.kind == .string else { return }
    default: return
    }
    let start = token.start
    token = following
    token.start = start
    advance(in: text)
  }

  /// Sets `ahead` to the next token that counts.
  private mutating func advance(in text: Span<UInt8>) {
    hintAhead = nil
    while true {
      var token = tokenizer.next(in: text)
      switch token.kind {
      case .blank, .comment, .versionStart, .versionEnd, .hintEnd: continue
      case .hintStart:
        let hint = token.start..<tokenizer.skipHint()
        if hintAhead == nil { hintAhead = hint }
      default:
        if token.flags.contains(.unterminated) {
          token.kind = .string
          token.keyword = nil
        }
        ahead = token
        return
      }
    }
  }
}
