/// Cuts SQL text into tokens as MySQL and MariaDB do.
///
/// The rules are the servers', odd ones included: `--` is a comment only before a blank, `2024_log` is a name but
/// `1e5` a number, behind `t.` both are names, `/*!40001 … */` holds SQL, and `$$ … $$` is a string. What the two
/// servers see differently is taken the way that hides more: `0XFF` is a number, `/*M! … */` is SQL.
///
/// It holds no text: the same bytes are passed to each call.
///
/// - Complexity: `next(in:)` takes time linear in the token it returns; it always advances; nothing is allocated.
package struct Tokenizer: Sendable {
  package struct Options: OptionSet, Sendable, Hashable {
    package let rawValue: UInt8
    package init(rawValue: UInt8) { self.rawValue = rawValue }

    /// `"…"` quotes an identifier, as with `sql_mode = ANSI_QUOTES`.
    package static let ansiQuotes = Options(rawValue: 1)
    /// `\` in a string is an ordinary character, as with `sql_mode = NO_BACKSLASH_ESCAPES`.
    package static let noBackslashEscapes = Options(rawValue: 2)
  }

  package let options: Options
  /// Where the next token begins.
  package private(set) var offset = 0
  /// What every token made now is flagged with.
  var flags: Token.Flags = []
  /// Where the text ends that belongs to what is being read: that of the hint or of the whole.
  private(set) var limit = 0
  /// Where the `*/` of the hint stands that is being read, or -1.
  var hintLimit = -1
  /// Where the word ended that was read last, if a dot there makes it part of a name; or -1.
  var nameEnd = -1
  /// Where the dot of such a name ended: a word there is a name whatever it looks like; or -1.
  var dotEnd = -1

  /// - Parameter offset: Where to begin; no token may be cut in two by that.
  package init(options: Options = [], at offset: Int = 0) {
    self.options = options
    self.offset = offset
  }

  /// The longest text that is read; tokens end there.
  package static let longestText = Int(UInt32.max)

  /// The token at `offset`, which then moves behind it.
  ///
  /// - Parameter bytes: The whole text, the same in every call; what is beyond `longestText` is not read.
  package mutating func next(in bytes: Span<UInt8>) -> Token {
    if offset == hintLimit { return endOfHint() }
    limit = hintLimit >= 0 ? hintLimit : min(bytes.count, Self.longestText)
    guard offset < limit else { return Token(kind: .end, flags: [], first: 0, start: offset, end: offset) }
    var token = Token(kind: .junk, flags: flags, first: bytes[offset], start: offset, end: offset + 1)
    scan(&token, bytes)
    assert(token.end > token.start && token.end <= limit)
    offset = token.end
    return token
  }

  /// Passes over blanks, which no token is made for then.
  @inline(__always)
  mutating func skipBlanks(in bytes: Span<UInt8>) {
    let end = hintLimit >= 0 ? hintLimit : min(bytes.count, Self.longestText)
    while offset < end, SQLByte.isBlank(bytes[offset]) { offset += 1 }
  }

  /// Sets kind, end and keyword of a token whose first byte is known.
  private mutating func scan(_ token: inout Token, _ text: Span<UInt8>) {
    let byte = token.first
    if SQLByte.isWord(byte) {
      if dotEnd == token.start {
        scanName(&token, text)
      } else if SQLByte.isDigit(byte) {
        scanDigits(&token, text)
      } else {
        scanWord(&token, text)
      }
      return
    }
    switch byte {
    case 0x20, 0x09...0x0D:
      token.kind = .blank
      while token.end < limit, SQLByte.isBlank(text[token.end]) { token.end += 1 }
    case .ascii("'"): scanString(&token, text, quoteAt: token.start, as: .string)
    case .ascii("\""):
      if options.contains(.ansiQuotes) {
        scanQuotedIdentifier(&token, text)
      } else {
        scanString(&token, text, quoteAt: token.start, as: .string)
      }
    case .ascii("`"): scanQuotedIdentifier(&token, text)
    case .ascii("("): token.kind = .leftParenthesis
    case .ascii(")"): token.kind = .rightParenthesis
    case .ascii(","): token.kind = .comma
    case .ascii(";"): token.kind = .semicolon
    case .ascii("."): scanDot(&token, text)
    case .ascii("?"): token.kind = .placeholder
    case .ascii("@"): scanVariable(&token, text)
    case .ascii("#"): scanLineComment(&token, text)
    case .ascii("/"): scanSlash(&token, text)
    case .ascii("\\"):
      if peek(text, token.end) == .ascii("N") {
        token.kind = .null
        token.end += 1
      }
    default: scanSymbol(&token, text)
    }
  }

  /// Passes over the hint that was just entered, and says where it ended.
  package mutating func skipHint() -> Int {
    precondition(hintLimit >= 0, "not in a hint")
    offset = hintLimit
    return endOfHint().end
  }

  /// The byte there, or 0 past the limit.
  @inline(__always)
  func peek(_ text: Span<UInt8>, _ index: Int) -> UInt8 { index < limit ? text[index] : 0 }

  private mutating func endOfHint() -> Token {
    let token = Token(kind: .hintEnd, flags: flags, first: .ascii("*"), start: offset, end: offset + 2)
    flags.remove(.inHint)
    hintLimit = -1
    offset += 2
    return token
  }
}
