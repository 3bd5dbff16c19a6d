/// Comments, hints, version comments and operators.
extension Tokenizer {
  /// A comment to the end of the line, which is left out of it.
  func scanLineComment(_ token: inout Token, _ text: Span<UInt8>) {
    token.kind = .comment
    while token.end < limit, text[token.end] != 0x0A { token.end += 1 }
  }

  /// A comment, the start of a hint or of a version comment, or a division.
  mutating func scanSlash(_ token: inout Token, _ text: Span<UInt8>) {
    guard peek(text, token.end) == .ascii("*") else {
      token.kind = .symbol
      return
    }
    let body = token.end + 1
    switch peek(text, body) {
    case .ascii("!"): return startVersionComment(&token, text, digitsAt: body + 1)
    case .ascii("M") where peek(text, body + 1) == .ascii("!"):
      return startVersionComment(&token, text, digitsAt: body + 2)
    default: break
    }
    let isHint = peek(text, body) == .ascii("+") && hintLimit < 0
    guard let close = endOfComment(text, from: isHint ? body + 1 : body) else {
      token.kind = .comment
      token.end = limit
      token.flags.insert(.unterminated)
      return
    }
    if isHint {
      token.kind = .hintStart
      token.end = body + 1
      hintLimit = close
      flags.insert(.inHint)
    } else {
      token.kind = .comment
      token.end = close + 2
    }
  }

  /// Operators, which the longest match wins, and bytes that mean nothing.
  mutating func scanSymbol(_ token: inout Token, _ text: Span<UInt8>) {
    let second = peek(text, token.end)
    token.kind = .symbol
    switch token.first {
    case .ascii("-"): scanMinus(&token, text)
    case .ascii("*"):
      if second == .ascii("/"), flags.contains(.inVersionComment) {
        token.kind = .versionEnd
        token.end += 1
        flags.remove(.inVersionComment)
      }
    case .ascii("<"):
      if isSecret(text, token.start) {
        token.kind = .secret
        token.end = token.start + 8
      } else if second == .ascii("="), peek(text, token.end + 1) == .ascii(">") {
        token.end += 2
      } else if second == .ascii("=") || second == .ascii(">") || second == .ascii("<") {
        token.end += 1
      }
    case .ascii(">"): if second == .ascii("=") || second == .ascii(">") { token.end += 1 }
    case .ascii("!"), .ascii(":"): if second == .ascii("=") { token.end += 1 }
    case .ascii("|"), .ascii("&"): if second == token.first { token.end += 1 }
    case .ascii("+"), .ascii("%"), .ascii("="), .ascii("^"), .ascii("~"): break
    default: token.kind = .junk
    }
  }

  /// `-`, `->`, `->>`, or a comment: two dashes and a blank, a control character or the end.
  private func scanMinus(_ token: inout Token, _ text: Span<UInt8>) {
    switch peek(text, token.end) {
    case .ascii("-"):
      let index = token.end + 1
      if index >= limit || text[index] == 0x20 || SQLByte.isControl(text[index]) { scanLineComment(&token, text) }
    case .ascii(">"):
      token.end += peek(text, token.end + 1) == .ascii(">") ? 2 : 1
    default: break
    }
  }

  /// The version is five or six digits; fewer belong to the contents.
  private mutating func startVersionComment(_ token: inout Token, _ text: Span<UInt8>, digitsAt start: Int) {
    var end = start
    while end < start + 6, SQLByte.isDigit(peek(text, end)) { end += 1 }
    token.kind = .versionStart
    token.end = end - start >= 5 ? end : start
    if hintLimit < 0 { flags.insert(.inVersionComment) }
  }

  /// Where the next `*/` stands.
  private func endOfComment(_ text: Span<UInt8>, from start: Int) -> Int? {
    var index = start
    while index + 1 < limit {
      if text[index] == .ascii("*"), text[index + 1] == .ascii("/") { return index }
      index += 1
    }
    return nil
  }

  private func isSecret(_ text: Span<UInt8>, _ start: Int) -> Bool {
    guard start + 8 <= limit else { return false }
    var word: UInt64 = 0
    for index in start..<start + 8 { word = word << 8 | UInt64(text[index]) }
    return word == 0x3C73_6563_7265_743E  // "<secret>"
  }
}
