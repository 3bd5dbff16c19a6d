extension PtDistill {
  /// The names of the tables in a statement, as they are written there and in their order, repeats included.
  package static func tables(of statement: [UInt8]) -> [[UInt8]] {
    guard !statement.isEmpty, statement != [0x30] else { return [] }
    if let verb = definitionVerb(statement.span) {
      return tables(ofDefinition: statement, verb: Array(statement[verb]))
    }
    var text = PtRewriter.replace(statement, removingModifier)
    text = unfoldingLock(text)
    text = removingStrings(text)
    text = insertingInto(text)
    if text.span.holds("load data", at: text.span.endOfSpace(from: 0)) {
      return wordBehindIntoTable(text.span).map { [$0] } ?? []
    }
    return tables(inClauses: text.span)
  }

  /// The first name (`a`, `a.b`, either part in backticks) that blanks and one of `words` stand before.
  static func firstName(_ text: Span<UInt8>, behind words: [StaticString]) -> [UInt8]? {
    for index in 0..<text.count {
      for word in words where text.holds(word, at: index) {
        let start = text.endOfSpace(from: index + word.utf8CodeUnitCount)
        guard start > index + word.utf8CodeUnitCount, let end = endOfName(text, at: start) else { continue }
        return Array(copying: text.extracting(start..<end))
      }
    }
    return nil
  }
}

extension PtDistill {
  private static func tables(ofDefinition statement: [UInt8], verb: [UInt8]) -> [[UInt8]] {
    let statement = PtRewriter.replace(statement, onlyFirst: true) { text, index in
      guard text.holds("if", at: index) else { return nil }
      var end = text.endOfSpace(from: index + 2)
      guard end > index + 2 else { return nil }
      if text.holds("not", at: end), text.endOfSpace(from: end + 3) > end + 3 { end = text.endOfSpace(from: end + 3) }
      return text.holds("exists", at: end) ? (end + 6, []) : nil
    }
    let text = statement.span
    if isAboutDatabase(text, verb: verb) { return [] }
    if verb.map(PtByte.lower) == Array("create".utf8), hasSelectOnLine(text, behind: verb) {
      for index in 0..<text.count where text.holdsWholeWord("select", at: index) && index + 6 < text.count {
        return tables(of: Array(statement[index...]))
      }
      return []
    }
    return firstName(text, behind: ["table"]).map { [$0] } ?? []
  }

  private static func isAboutDatabase(_ text: Span<UInt8>, verb: [UInt8]) -> Bool {
    for index in 0..<text.count where holds(verb, in: text, at: index) {
      let end = index + verb.count
      if text.holds(" database", at: end), text.isBoundary(at: end + 9) { return true }
    }
    return false
  }

  /// Whether some SELECT stands behind the verb on the same line, with something between the two.
  private static func hasSelectOnLine(_ text: Span<UInt8>, behind verb: [UInt8]) -> Bool {
    var verbEnd: Int?
    for index in 0..<text.count {
      if text[index] == PtByte.newline {
        verbEnd = nil
      } else if let end = verbEnd {
        if index > end, text.holdsWholeWord("select", at: index) { return true }
      } else if holds(verb, in: text, at: index), text.isBoundary(at: index + verb.count) {
        verbEnd = index + verb.count
      }
    }
    return false
  }
}

extension PtDistill {
  private static func removingModifier(_ text: Span<UInt8>, at index: Int) -> (end: Int, replacement: [UInt8])? {
    for word: StaticString in ["low_priority", "ignore", "straight_join", "delayed"] where text.holds(word, at: index) {
      let end = text.endOfSpace(from: index + word.utf8CodeUnitCount)
      return end > index + word.utf8CodeUnitCount ? (end, [PtByte.space]) : nil
    }
    return nil
  }

  /// Makes `LOCK TABLES a READ, b WRITE` to `FROM a, b`.
  private static func unfoldingLock(_ statement: [UInt8]) -> [UInt8] {
    let lock = statement.span.endOfSpace(from: 0)
    let end = statement.span.endOfSpace(from: lock + 11)
    guard statement.span.holds("lock tables", at: lock), end > lock + 11 else { return statement }
    return Array("FROM ".utf8)
      + PtRewriter.replaceBehindBlanks(Array(statement[end...])) { text, index in
        var end = index
        if text.holds("read", at: index) {
          end = index + 4
          let local = text.endOfSpace(from: end)
          if local > end, text.holds("local", at: local) { end = local + 5 }
        } else if text.holds("write", at: index) {
          end = index + 5
        } else {
          return nil
        }
        return (text.endOfSpace(from: end), [])
      }
  }

  /// Removes escaped quotes, then replaces `"…"`, then `'…'` by `?`. (The fingerprint does this with more care.)
  private static func removingStrings(_ statement: [UInt8]) -> [UInt8] {
    var text = PtRewriter.replace(statement) { text, index in
      guard text[index] == PtByte.backslash, index + 1 < text.count else { return nil }
      let next = text[index + 1]
      return next == PtByte.quote || next == PtByte.doubleQuote ? (index + 2, []) : nil
    }
    for quote in [PtByte.doubleQuote, PtByte.quote] {
      text = PtRewriter.replace(text) { text, index in
        guard text[index] == quote, let end = text.first(quote, from: index + 1) else { return nil }
        return (end + 1, [PtByte.mark])
      }
    }
    return text
  }

  /// Puts the INTO where INSERT and REPLACE may do without it.
  private static func insertingInto(_ statement: [UInt8]) -> [UInt8] {
    let text = statement.span
    let start = text.endOfSpace(from: 0)
    let length = text.holds("insert", at: start) ? 6 : text.holds("replace", at: start) ? 7 : 0
    let end = text.endOfSpace(from: start + length)
    guard length > 0, end > start + length, !text.holds("into", at: end) else { return statement }
    return Array(statement[start..<start + length]) + Array(" INTO ".utf8) + Array(statement[end...])
  }
}

extension PtDistill {
  /// The names in the lists behind FROM, JOIN, INTO, and UPDATE where it isn't that of ON DUPLICATE KEY.
  private static func tables(inClauses text: Span<UInt8>) -> [[UInt8]] {
    var tables: [[UInt8]] = []
    var index = 0
    while index < text.count {
      guard let start = startOfList(text, at: index), let end = endOfList(text, at: start) else {
        index += 1
        continue
      }
      let list = text.extracting(start..<end)
      if !(list.holds("select", at: 0) && list.isBoundary(at: 6)) { tables += names(inList: list) }
      index = end
    }
    return tables
  }

  /// Where the names start if a word that precedes them stands at `index`.
  private static func startOfList(_ text: Span<UInt8>, at index: Int) -> Int? {
    for word: StaticString in ["from", "join", "update", "into"] where text.holdsWholeWord(word, at: index) {
      if word.description == "update", text.holds("key", at: index - 4), PtByte.isSpace(text[index - 1]) { return nil }
      let start = text.endOfSpace(from: index + word.utf8CodeUnitCount)
      return start < text.count && text[start] == PtByte.open ? start + 1 : start
    }
    return nil
  }

  /// The end of `name [[as] alias], name …`.
  private static func endOfList(_ text: Span<UInt8>, at start: Int) -> Int? {
    guard var end = endOfName(text, at: start) else { return nil }
    while let comma = commaBehindAlias(text, at: end),
      let next = endOfName(text, at: text.endOfSpace(from: comma + 1))
    {
      end = next
    }
    return end
  }

  /// The comma at `index`, or directly behind `alias` or `as alias` there.
  private static func commaBehindAlias(_ text: Span<UInt8>, at index: Int) -> Int? {
    let isComma = { (index: Int, text: Span<UInt8>) in index < text.count && text[index] == PtByte.comma }
    let alias = text.endOfSpace(from: index)
    if alias > index {
      let real = text.endOfSpace(from: alias + 2)
      if text.holds("as", at: alias), real > alias + 2 {
        let end = text.endOfWord(from: real)
        if end > real, isComma(end, text) { return end }
      }
      let end = text.endOfWord(from: alias)
      if end > alias, isComma(end, text) { return end }
    }
    return isComma(index, text) ? index : nil
  }

  /// Splits a list at its commas and takes off aliases. What has no letter is no name.
  private static func names(inList list: Span<UInt8>) -> [[UInt8]] {
    var pieces = Array(copying: list).split(separator: PtByte.comma, omittingEmptySubsequences: false).map(Array.init)
    while pieces.last?.isEmpty == true { pieces.removeLast() }
    return pieces.map { piece in
      PtRewriter.replace(piece) { text, index in
        let start = text.endOfSpace(from: index)
        guard let end = endOfName(text, at: start) else { return nil }
        let name = Array(copying: text.extracting(start..<end))
        var alias = text.endOfSpace(from: end)
        if alias > end { while alias < text.count, text[alias] != PtByte.newline { alias += 1 } }
        return (alias, name)
      }
    }.filter { $0.contains(where: PtByte.isLetter) }
  }

  /// The end of the name at `start`: one or two parts, each a word or something in backticks.
  static func endOfName(_ text: Span<UInt8>, at start: Int) -> Int? {
    guard let end = endOfPart(text, at: start) else { return nil }
    guard end < text.count, text[end] == UInt8(ascii: ".") else { return end }
    return endOfPart(text, at: end + 1) ?? end
  }

  private static func endOfPart(_ text: Span<UInt8>, at start: Int) -> Int? {
    guard start < text.count else { return nil }
    if text[start] == PtByte.backtick {
      guard let end = text.first(PtByte.backtick, from: start + 1), end > start + 1 else { return nil }
      return end + 1
    }
    let end = text.endOfWord(from: start)
    return end > start ? end : nil
  }
}
