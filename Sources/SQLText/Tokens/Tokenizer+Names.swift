/// Words, numbers, dots and variables: everything where a name may be meant.
extension Tokenizer {
  /// A word behind the dot of a name: never a keyword, a number or a prefix of a string.
  mutating func scanName(_ token: inout Token, _ text: Span<UInt8>) {
    token.kind = .word
    scanWordBytes(&token, text)
    nameEnd = token.end
  }

  /// A word, or a string with a prefix of one letter.
  mutating func scanWord(_ token: inout Token, _ text: Span<UInt8>) {
    if peek(text, token.end) == .ascii("'") {
      let prefixed: Token.Kind? =
        switch token.first | 0x20 {
        case .ascii("x"): .hexString
        case .ascii("b"): .bitString
        case .ascii("n"): .nationalString
        default: nil
        }
      if let prefixed { return scanString(&token, text, quoteAt: token.end, as: prefixed) }
    }
    if token.first == .ascii("$"), scanDollarString(&token, text) { return }
    token.kind = .word
    var folded = WordTable.Folded()
    token.end = min(folded.read(text, from: token.start), limit)
    nameEnd = token.end
    guard token.count <= WordTable.longest, hintLimit < 0, let entry = WordTable.keywords.entry(folded),
      !isFollowedByDotOfName(text, token.end)
    else { return }
    token.keyword = entry.keyword
    token.traits = entry.traits
  }

  /// A number, or a name that begins with digits.
  ///
  /// `1e5x` is the number `1e5` and the word `x`, `1ex` and `0xFFg` are words, `5.` and `1.e2` are numbers. `1e` is a
  /// name to the servers, but more likely a number that was cut, and hidden as one.
  mutating func scanDigits(_ token: inout Token, _ text: Span<UInt8>) {
    if token.first == .ascii("0"), scanPrefixedNumber(&token, text) { return }
    var end = token.end
    while end < limit, SQLByte.isDigit(text[end]) { end += 1 }
    token.end = end
    let next = peek(text, token.end)
    if next == .ascii(".") {
      token.end += 1
      return scanFraction(&token, text)
    }
    if next | 0x20 == .ascii("e"), scanExponent(&token, text) { return }
    guard token.end < limit, SQLByte.isWord(next) else {
      token.kind = .integer
      return
    }
    if next | 0x20 == .ascii("e"), !SQLByte.isWord(peek(text, token.end + 1)) {
      token.kind = .float
      token.end += 1
      return
    }
    token.kind = .word
    scanWordBytes(&token, text)
    nameEnd = token.end
  }

  /// A number that begins with a dot, the dot of a name, or just a dot.
  mutating func scanDot(_ token: inout Token, _ text: Span<UInt8>) {
    let next = peek(text, token.end)
    if nameEnd == token.start || !SQLByte.isDigit(next) {
      token.kind = .dot
      dotEnd = token.end
    } else {
      scanFraction(&token, text)
    }
  }

  /// `@name`, `` @`name` ``, `@'name'`, `@@name`, or a lone `@`.
  mutating func scanVariable(_ token: inout Token, _ text: Span<UInt8>) {
    switch peek(text, token.end) {
    case .ascii("@"):
      token.end += 1
      token.kind = .systemVariable
      if peek(text, token.end) == .ascii("`") {
        scanQuoted(&token, text, quoteAt: token.end, escapes: false)
      } else {
        scanWordBytes(&token, text)
      }
      nameEnd = token.end
    case .ascii("'"), .ascii("\""):
      token.kind = .userVariable
      scanQuoted(&token, text, quoteAt: token.end, escapes: !options.contains(.noBackslashEscapes))
    case .ascii("`"):
      token.kind = .userVariable
      scanQuoted(&token, text, quoteAt: token.end, escapes: false)
    default:
      while token.end < limit, SQLByte.isWord(text[token.end]) || text[token.end] == .ascii(".") { token.end += 1 }
      token.kind = token.count > 1 ? .userVariable : .symbol
    }
  }

  private func scanWordBytes(_ token: inout Token, _ text: Span<UInt8>) {
    if token.end < limit { token.end = min(WordOctet.endOfWord(text, from: token.end), limit) }
  }

  /// Whether a dot follows that makes the word before it a name: `key.id`, `` `t`.`a` ``, `t.*`.
  private func isFollowedByDotOfName(_ text: Span<UInt8>, _ end: Int) -> Bool {
    guard peek(text, end) == .ascii("."), end + 1 < limit else { return false }
    let next = text[end + 1]
    return SQLByte.isWord(next) || next == .ascii("`") || next == .ascii("*") || next == .ascii("?")
  }

  /// `0xFF` or `0b01`, if no other word byte follows.
  private func scanPrefixedNumber(_ token: inout Token, _ text: Span<UInt8>) -> Bool {
    let marker = peek(text, token.end) | 0x20
    guard marker == .ascii("x") || marker == .ascii("b") else { return false }
    var end = token.end + 1
    if marker == .ascii("x") {
      while end < limit, SQLByte.isHexDigit(text[end]) { end += 1 }
    } else {
      while end < limit, text[end] | 1 == .ascii("1") { end += 1 }
    }
    guard end > token.end + 1, !(end < limit && SQLByte.isWord(text[end])) else { return false }
    token.kind = marker == .ascii("x") ? .hexNumber : .bitNumber
    token.end = end
    return true
  }

  /// The digits behind a decimal point, and an exponent.
  private func scanFraction(_ token: inout Token, _ text: Span<UInt8>) {
    token.kind = .decimal
    while token.end < limit, SQLByte.isDigit(text[token.end]) { token.end += 1 }
    if peek(text, token.end) | 0x20 == .ascii("e") { _ = scanExponent(&token, text) }
  }

  /// `e5`, `E+5`, `e-5`; nothing if no digit follows.
  private func scanExponent(_ token: inout Token, _ text: Span<UInt8>) -> Bool {
    var end = token.end + 1
    if peek(text, end) == .ascii("+") || peek(text, end) == .ascii("-") { end += 1 }
    guard SQLByte.isDigit(peek(text, end)) else { return false }
    while end < limit, SQLByte.isDigit(text[end]) { end += 1 }
    token.kind = .float
    token.end = end
    return true
  }
}
