/// Everything that is neither a word nor a literal.
extension StrictFingerprint {
  mutating func writeComma() {
    if limit == .afterCount, next.isLiteral || next.isSymbol(.ascii("-")) || next.isSymbol(.ascii("+")) || isNull(next)
    {
      append(" offset")
      settle(.keyword, expecting: .operand)
      keyword = .offset
      return
    }
    endItem()
    bytes.append(.ascii(","))
    settle(.comma, expecting: .name)
    glued = false
    if untracked == 0, levels[levels.count - 1].kind == .list {
      bytes.append(0x20)
      glued = true
      levels[levels.count - 1].itemStart = bytes.count
      levels[levels.count - 1].isRow = false
    }
  }

  private func isNull(_ token: Token) -> Bool {
    switch token.keyword {
    case .null, .true, .false: true
    default: false
    }
  }

  /// A dot joins what is around it, but never so that other tokens come of it.
  mutating func writeDot() {
    let isAfterPlainName = last == .plainName || last == .systemVariable
    let isAfterName = isAfterPlainName || last == .quotedName
    switch last {
    case .plainName, .quotedName, .literal, .systemVariable, .close, .star, .dot, .dotOfPlainName: glued = true
    default: break
    }
    place()
    bytes.append(.ascii("."))
    settle(isAfterPlainName ? .dotOfPlainName : .dot, expecting: isAfterName ? expectedBeforeName : .name)
  }

  mutating func writeSemicolon() {
    endStatement()
    if !bytes.isEmpty, bytes.last != .ascii(";") { bytes.append(.ascii(";")) }
    beginStatement()
  }

  mutating func writeSymbol(_ text: Span<UInt8>) {
    guard token.count == 1 else { return writeLongSymbol(text) }
    switch token.first {
    case .ascii("+"), .ascii("-"):
      if expects == .operator { writeOperator(text) } else { writeSign() }
    case .ascii("*"):
      if expects == .operator, last != .dot, last != .dotOfPlainName { return writeOperator(text) }
      if last == .dot || last == .dotOfPlainName || last == .unary { glued = true }
      place()
      bytes.append(token.first)
      settle(.star, expecting: .operator)
    case .ascii("~"), .ascii("!"):
      let isUnary = expects != .operator
      if isUnary, last == .unary { glued = true }
      writeOperator(text)
      if isUnary { last = .unary }
    case .ascii("@"):
      if last == .plainName || last == .quotedName || last == .literal { glued = true }
      place()
      bytes.append(token.first)
      settle(.at, expecting: .name)
    case .ascii(":"): writeColon()
    default: writeOperator(text)
    }
  }

  private mutating func writeOperator(_ text: Span<UInt8>) {
    place(text, token.range)
    settle(.other, expecting: .name)
  }

  /// A sign stands close to what it belongs to; if that is a literal it will be taken away.
  private mutating func writeSign() {
    let signs = self.signs ?? Signs(count: bytes.count, last: last, glued: glued)
    let limit = self.limit
    let expected = expects
    place()
    bytes.append(token.first)
    settle(.unary, expecting: expected)
    self.signs = signs
    self.limit = limit
  }

  /// `label: LOOP` and `administrator command: Quit`, but `a = :name`.
  private mutating func writeColon() {
    let endsLabel = last == .plainName || isAdministratorCommand
    if endsLabel { glued = true }
    place()
    bytes.append(.ascii(":"))
    settle(endsLabel ? .other : .colon, expecting: .name)
  }

  /// The arrows of JSON paths stand close, all others between blanks.
  private mutating func writeLongSymbol(_ text: Span<UInt8>) {
    let isArrow = token.first == .ascii("-")
    if isArrow, expects == .operator { glued = true }
    writeOperator(text)
    if isArrow { last = .arrow }
  }
}
