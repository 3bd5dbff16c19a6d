/// Putting text into the fingerprint.
extension StrictFingerprint {
  /// Writes the blank before a token, if one belongs there.
  @inline(__always)
  mutating func place() {
    if !glued, !bytes.isEmpty { bytes.append(0x20) }
    glued = false
    if beginsPart {
      levels[levels.count - 1].partStart = bytes.count
      beginsPart = false
    }
  }

  /// What is remembered when a token was written that is no keyword.
  @inline(__always)
  mutating func settle(_ last: Last, expecting expectation: Expectation) {
    self.last = last
    expects = expectation
    keywordBefore = nil
    keyword = nil
    signs = nil
    limit = .none
    if values == .beforeRow { values = .none }
  }

  mutating func append(_ text: Span<UInt8>, _ range: Range<Int>) {
    for index in range { bytes.append(text[index]) }
  }

  mutating func appendLowercased(_ text: Span<UInt8>, _ range: Range<Int>) {
    for index in range { bytes.append(SQLByte.lowercased(text[index])) }
  }

  /// - Parameter word: At most 15 bytes, which need no memory of their own.
  mutating func append(_ word: String) { bytes.append(contentsOf: word.utf8) }

  /// Writes `?`; signs before it are part of the literal.
  mutating func writeLiteral() {
    if let signs {
      bytes.removeLast(bytes.count - signs.count)
      last = signs.last
      glued = signs.glued
    }
    let next: LimitState = limit == .afterLimit ? .afterCount : .none
    switch last {
    case .at, .unary, .arrow, .dot, .dotOfPlainName: glued = true
    default: break
    }
    place()
    bytes.append(.ascii("?"))
    settle(.literal, expecting: .operator)
    limit = next
  }

  /// A variable keeps its name, unless that is written as a string.
  mutating func writeUserVariable(_ token: Token, _ text: Span<UInt8>) {
    let quote = text[token.start + 1]
    let isString = quote == .ascii("'") || quote == .ascii("\"")
    switch last {
    case .plainName, .quotedName, .literal: glued = true
    case .unary where !isString: glued = true
    default: break
    }
    place()
    if isString {
      append("@?")
      settle(.literal, expecting: .operator)
    } else {
      append(text, token.range)
      settle(.userVariable, expecting: .operator)
    }
  }

  mutating func writeSystemVariable(_ token: Token, _ text: Span<UInt8>) {
    if last == .unary { glued = true }
    place()
    appendLowercased(text, token.range)
    expectedBeforeName = .name
    settle(.systemVariable, expecting: .operator)
  }
}
