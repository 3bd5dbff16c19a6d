/// Keywords and names.
extension StrictFingerprint {
  mutating func writeWord(_ text: Span<UInt8>) {
    guard let word = token.keyword, isKeyword(word, token.traits) else {
      return writeName(text, token.range)
    }
    switch word {
    case .null: writeNull(text)
    case .true, .false:
      if keyword == .is || (keyword == .not && keywordBefore == .is) {
        writeKeyword(word, text)
      } else {
        writeLiteral()
      }
    case .values, .value:
      if isRowList(word) {
        place()
        append("values")
        remember(word: .values, token.traits)
        values = .beforeRow
      } else {
        writeKeyword(word, text)
      }
    default: writeKeyword(word, text)
    }
  }

  /// Whether a word that may be a keyword is one here.
  ///
  /// A word that is not reserved is a name where a name or a value must stand, and a keyword where an operator must:
  /// `SELECT Status FROM t` but `SELECT 1 UNION … OFFSET 5`. Before a parenthesis it is one unless a table is named.
  func isKeyword(_ word: Keyword, _ traits: KeywordTraits) -> Bool {
    if isAdministratorCommand { return false }
    if traits.contains(.reserved) { return true }
    if next.kind == .dot || word == .charsetIntroducer { return false }
    if next.kind == .leftParenthesis { return expects != .table }
    switch expects {
    case .operator: return true
    case .operand, .declaration: return traits.contains(.firm)
    case .name, .table: return false
    }
  }

  private mutating func writeKeyword(_ word: Keyword, _ text: Span<UInt8>) {
    let wasBeginningPart = beginsPart
    switch word {
    case .union, .except, .intersect: endPartBeforeSeparator(isUnion: word == .union)
    case .order, .limit, .for, .into: endChain()
    default: break
    }
    if last == .unary, !token.traits.contains(.reserved) || token.traits.contains(.callable) { glued = true }
    placeLowercased(text, token.range)
    if word == .select { beginFirstPart(at: bytes.count - token.count) }
    let following = next.kind == .leftParenthesis
    if following {
      let isFunction = token.traits.contains(.callable) || isContextual(token.traits) || word == .values
      glued = isFunction
      opensList = word == .in
    }
    let beginsStatement = verb == nil
    let isUpsert = word == .update && keyword == .key && keywordBefore == .duplicate
    if isUpsert { inUpsert = true }
    if word == .command, keyword == .administrator, keywordBefore == nil { isAdministratorCommand = true }
    let continuesValues = word == .row && values == .beforeRow
    if wasBeginningPart, word == .all || word == .distinct { beginsPart = true }
    remember(word: word, token.traits)
    if continuesValues { values = .beforeRow }
    switch word {
    case .union, .except, .intersect: beginsPart = untracked == 0
    case .limit: limit = .afterLimit
    case .on: if verb == .create { expects = .table }
    // `SET PASSWORD`, but `UPDATE t SET Password = 'x'`.
    case .set: if beginsStatement { expects = .operator }
    default: break
    }
  }

  /// A word that is not reserved and no operator: it names a function or a type where a parenthesis follows.
  private func isContextual(_ traits: KeywordTraits) -> Bool {
    !traits.contains(.needsQuotes) && !traits.contains(.beforeOperand)
  }

  /// What is remembered when a keyword was written.
  private mutating func remember(word: Keyword, _ traits: KeywordTraits) {
    let before = keyword
    let expectation: Expectation =
      if traits.contains(.beforeOperand) {
        .operand
      } else if traits.contains(.beforeTable) {
        .table
      } else if traits.contains(.beforeDeclaration) {
        .declaration
      } else {
        .operator
      }
    settle(.keyword, expecting: expectation)
    keywordBefore = before
    keyword = word
    if verb == nil { verb = word }
  }

  /// NULL is a literal, but not in `IS NULL`, `NOT NULL`, `SET NULL`, `DEFAULT NULL` and behind a column's type.
  private mutating func writeNull(_ text: Span<UInt8>) {
    let isKept =
      switch keyword {
      case .is, .not, .set, .default: true
      default: expects == .operator
      }
    guard isKept else { return writeLiteral() }
    place()
    append("null")
    remember(word: .null, token.traits)
  }

  /// Whether VALUES begins rows, rather than being the function `VALUES(column)`.
  private func isRowList(_ word: Keyword) -> Bool {
    guard !inUpsert, next.kind == .leftParenthesis || next.keyword == .row else { return false }
    if word == .value { return expects == .operator && (verb == .insert || verb == .replace) }
    if expects == .operator || last == .open || last == .nothing { return true }
    switch keyword {
    case .union, .all, .distinct, .except, .intersect, .as: return true
    default: return false
    }
  }

  /// Writes a name, in lower case if it is a function's.
  var isFunction: Bool {
    next.kind == .leftParenthesis && expects != .table && expects != .declaration && !isAdministratorCommand
  }

  private mutating func writeName(_ text: Span<UInt8>, _ range: Range<Int>) {
    let calls = isFunction
    switch last {
    case .unary, .colon, .dotOfPlainName: glued = true
    case .dot: glued = !SQLByte.isDigit(text[range.lowerBound])
    default: break
    }
    if calls { placeLowercased(text, range) } else { place(text, range) }
    expectedBeforeName = expects
    settle(.plainName, expecting: .operator)
    glued = calls
  }

  /// Without its quotes if it means the same without them.
  mutating func writeQuotedIdentifier(_ text: Span<UInt8>) {
    let name = token.start + 1..<token.end - 1
    if isPlain(name, text) { return writeName(text, name) }
    switch last {
    case .unary, .dot, .dotOfPlainName: glued = true
    default: break
    }
    place(text, token.range)
    expectedBeforeName = expects
    settle(.quotedName, expecting: .operator)
  }

  /// Whether a name would be read as the same name if it stood here without quotes.
  private func isPlain(_ name: Range<Int>, _ text: Span<UInt8>) -> Bool {
    guard !name.isEmpty, name.allSatisfy({ SQLByte.isWord(text[$0]) }) else { return false }
    let first = text[name.lowerBound]
    if last == .dotOfPlainName { return true }
    if last == .dot { return !SQLByte.isDigit(first) }
    var tokenizer = Tokenizer(options: options, at: name.lowerBound)
    let word = tokenizer.next(in: text)
    guard word.kind == .word, word.end == name.upperBound else { return false }
    guard let keyword = word.keyword else { return true }
    if word.traits.contains(.needsQuotes) || isKeyword(keyword, word.traits) { return false }
    switch keyword {
    // Before a literal they would make it a date.
    case .date, .time, .timestamp: return !isValue(next)
    default: return true
    }
  }

  private func isValue(_ token: Token) -> Bool {
    if token.isLiteral { return true }
    switch token.keyword {
    case .null, .true, .false: return true
    default: return false
    }
  }
}
