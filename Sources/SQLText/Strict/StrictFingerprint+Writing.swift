/// Putting text into the fingerprint.
extension StrictFingerprint {
  /// Writes the blank before a token, if one belongs there.
  @inline(__always)
  mutating func place() {
    if !glued, !bytes.isEmpty { bytes.append(0x20) }
    beginPart(at: bytes.count)
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

  /// Writes part of the text, behind a blank if one belongs there.
  @inline(__always)
  mutating func place(_ text: Span<UInt8>, _ range: Range<Int>) {
    let blanks = glued || bytes.isEmpty ? 0 : 1
    beginPart(at: bytes.count + blanks)
    bytes.append(addingCapacity: range.count + 1) { output in
      if blanks != 0 { output.append(0x20) }
      for index in range { output.append(text[index]) }
    }
  }

  /// Writes part of the text in lower case, behind a blank if one belongs there.
  @inline(__always)
  mutating func placeLowercased(_ text: Span<UInt8>, _ range: Range<Int>) {
    let blanks = glued || bytes.isEmpty ? 0 : 1
    beginPart(at: bytes.count + blanks)
    bytes.append(addingCapacity: range.count + 1) { output in
      if blanks != 0 { output.append(0x20) }
      for index in range { output.append(SQLByte.lowercased(text[index])) }
    }
  }

  @inline(__always)
  private mutating func beginPart(at start: Int) {
    glued = false
    if beginsPart {
      levels[levels.count - 1].partStart = start
      beginsPart = false
    }
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
  mutating func writeUserVariable(_ text: Span<UInt8>) {
    let quote = text[token.start + 1]
    let isString = quote == .ascii("'") || quote == .ascii("\"")
    switch last {
    case .plainName, .quotedName, .literal: glued = true
    case .unary where !isString: glued = true
    default: break
    }
    if isString {
      place()
      append("@?")
      settle(.literal, expecting: .operator)
    } else {
      place(text, token.range)
      settle(.userVariable, expecting: .operator)
    }
  }

  mutating func writeSystemVariable(_ text: Span<UInt8>) {
    if last == .unary { glued = true }
    placeLowercased(text, token.range)
    expectedBeforeName = .name
    settle(.systemVariable, expecting: .operator)
  }

  /// Writes the hints that a server would know, with their literals abstracted; the rest is a comment to it.
  mutating func writeHint(_ text: Span<UInt8>, _ range: Range<Int>) {
    let hint = HintText.normalised(text, range, options: options)
    guard !hint.isEmpty else { return }
    bytes.append(0x20)
    bytes.append(contentsOf: hint)
  }
}
