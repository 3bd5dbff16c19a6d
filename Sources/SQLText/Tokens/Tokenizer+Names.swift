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
    scanWordBytes(&token, text)
    nameEnd = token.end
    guard hintLimit < 0, !isFollowedByDotOfName(text, token.end) else { return }
    if let entry = WordTable.keywords.entry(text, token.range) {
      token.keyword = entry.keyword
      token.traits = entry.traits
    }
  }

  /// A number, or a name that begins with digits.
  ///
  /// `1e5x` is the number `1e5` and the word `x`, `1ex` and `0xFFg` are words, `5.` and `1.e2` are numbers.
  mutating func scanDigits(_ token: inout Token, _ text: Span<UInt8>) {
    if token.first == .ascii("0"), scanPrefixedNumber(&token, text) { return }
    while token.end < limit, SQLByte.isDigit(text[token.end]) { token.end += 1 }
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
    if next | 0x20 == .ascii("e"), isCutExponent(text, token.end + 1) {
      token.kind = .float
      token.end = limit
      return
    }
    token.kind = .word
    scanWordBytes(&token, text)
    nameEnd = token.end
  }

  /// Whether the text ends where an exponent's digits would stand: a number that was cut, rather than a name like `1e`.
  private func isCutExponent(_ text: Span<UInt8>, _ end: Int) -> Bool {
    if end == limit { return true }
    return end + 1 == limit && (text[end] == .ascii("+") || text[end] == .ascii("-"))
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
    while token.end < limit, SQLByte.isWord(text[token.end]) { token.end += 1 }
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
