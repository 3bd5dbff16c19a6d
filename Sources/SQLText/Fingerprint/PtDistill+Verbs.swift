extension PtDistill {
  /// The verbs of a statement, and of a data definition also what it is about.
  static func verbs(of statement: [UInt8]) -> (verbs: [UInt8], table: [UInt8]?) {
    let text = statement.span
    let start = text.endOfSpace(from: 0)
    if let name = nameOfCall(text, at: start) { return (Array("CALL ".utf8) + name, nil) }
    if text.holds(exactly: "use", at: start), text.endOfSpace(from: start + 3) > start + 3 {
      return (Array("USE".utf8), nil)
    }
    if text.holds("unlock tables", at: start) { return (Array("UNLOCK".utf8), nil) }
    if text.holds("xa", at: start), let word = word(text, behindBlanksAt: start + 2) {
      return (Array("XA_".utf8) + word, nil)
    }
    if text.holds("load", at: start) { return (loadData(text), nil) }
    if text.holds(exactly: "administrator command:", at: 0) {
      return ((Array("ADMIN".utf8) + statement.dropFirst(22)).map(PtByte.upper), nil)
    }
    return verbsWithoutComments(removingComments(statement))
  }
}

extension PtDistill {
  private static func verbsWithoutComments(_ statement: [UInt8]) -> (verbs: [UInt8], table: [UInt8]?) {
    let start = statement.span.endOfSpace(from: 0)
    if statement.span.holds("show", at: start), statement.span.endOfSpace(from: start + 4) > start + 4 {
      return (show(statement), nil)
    }
    if let verb = definitionVerb(statement.span) { return definition(statement, verb: verb) }
    return (plainVerbs(statement.span), nil)
  }

  /// Which of CREATE, ALTER, TRUNCATE, DROP, RENAME the text starts with.
  static func definitionVerb(_ text: Span<UInt8>) -> Range<Int>? {
    let start = text.endOfSpace(from: 0)
    for verb: StaticString in ["create", "alter", "truncate", "drop", "rename"] where text.holds(verb, at: start) {
      let end = start + verb.utf8CodeUnitCount
      return text.isBoundary(at: end) ? start..<end : nil
    }
    return nil
  }

  /// `CREATE TABLE` and the first name behind TABLE or DATABASE.
  private static func definition(_ statement: [UInt8], verb: Range<Int>) -> (verbs: [UInt8], table: [UInt8]?) {
    let verb = Array(statement[verb])
    let statement = PtRewriter.replaceBehindBlanks(statement, onlyFirst: true) { text, index in
      guard text.holds("if", at: index) else { return nil }
      var end = text.endOfSpace(from: index + 2)
      guard end > index + 2 else { return nil }
      if text.holds("not", at: end), text.endOfSpace(from: end + 3) > end + 3 { end = text.endOfSpace(from: end + 3) }
      return text.holds("exists", at: end) ? (end + 6, [PtByte.space]) : nil
    }
    let text = statement.span
    var verbs = verb
    if let object = objectOfDefinition(text, verb: verb) { verbs += [PtByte.space] + Array(object.description.utf8) }
    return (verbs.map(PtByte.upper), firstName(text, behind: ["table", "database"]))
  }

  /// The last DATABASE or TABLE on the first line that has one behind the verb.
  private static func objectOfDefinition(_ text: Span<UInt8>, verb: [UInt8]) -> StaticString? {
    var verbEnd: Int?
    var object: StaticString?
    for index in 0..<text.count {
      if text[index] == PtByte.newline {
        if object != nil { return object }
        verbEnd = nil
      } else if let end = verbEnd {
        guard index > end else { continue }
        for word: StaticString in ["database", "table"]
        where text.holds(word, at: index) && text.isBoundary(at: index + word.utf8CodeUnitCount) {
          object = word
        }
      } else if holds(verb, in: text, at: index) {
        verbEnd = index + verb.count
      }
    }
    return object
  }

  /// Whether `word` stands at `index`, in any case.
  static func holds(_ word: [UInt8], in text: Span<UInt8>, at index: Int) -> Bool {
    guard text.count - index >= word.count else { return false }
    for offset in 0..<word.count where PtByte.lower(text[index + offset]) != PtByte.lower(word[offset]) { return false }
    return true
  }

  /// All verbs in their order, but of those behind a SELECT only UNION.
  private static func plainVerbs(_ text: Span<UInt8>) -> [UInt8] {
    var verbs: [StaticString] = []
    var index = 0
    while index < text.count {
      guard PtByte.isWord(text[index]) else {
        index += 1
        continue
      }
      let end = text.endOfWord(from: index)
      if let verb = verb(text, index..<end), verbs.last?.description != verb.description { verbs.append(verb) }
      index = end
    }
    if verbs.first?.description == "SELECT" {
      verbs = verbs.contains { $0.description == "UNION" } ? ["SELECT", "UNION"] : ["SELECT"]
    }
    return Array(verbs.map(\.description).joined(separator: " ").utf8)
  }

  private static func verb(_ text: Span<UInt8>, _ word: Range<Int>) -> StaticString? {
    let anywhere: [(StaticString, StaticString)] = [
      ("select", "SELECT"), ("insert", "INSERT"), ("update", "UPDATE"), ("delete", "DELETE"),
      ("replace", "REPLACE"), ("union", "UNION"),
    ]
    let first: [(StaticString, StaticString)] = [
      ("show", "SHOW"), ("flush", "FLUSH"), ("commit", "COMMIT"), ("rollback", "ROLLBACK"), ("begin", "BEGIN"),
      ("set", "SET"), ("start", "START"), ("lock", "LOCK"),
    ]
    for (lower, upper) in word.lowerBound == 0 ? anywhere + first : anywhere
    where lower.utf8CodeUnitCount == word.count && text.holds(lower, at: word.lowerBound) {
      return upper
    }
    return nil
  }
}

extension PtDistill {
  /// What stands between CALL and the last `(` that is not behind a blank.
  private static func nameOfCall(_ text: Span<UInt8>, at start: Int) -> [UInt8]? {
    guard text.holds("call", at: start), let word = word(text, behindBlanksAt: start + 4),
      let open = word.lastIndex(of: PtByte.open), open > 0
    else { return nil }
    return Array(word[..<open])
  }

  /// `LOAD DATA` and the word behind INTO TABLE.
  private static func loadData(_ text: Span<UInt8>) -> [UInt8] {
    var table = wordBehindIntoTable(text) ?? []
    if table == [0x30] { table = [] }
    return Array("LOAD DATA ".utf8) + table.filter { $0 != PtByte.backtick }
  }

  static func wordBehindIntoTable(_ text: Span<UInt8>) -> [UInt8]? {
    var index = 0
    while let into = text.first("into table", from: index) {
      index = into + 10
      if let word = word(text, behindBlanksAt: index) { return word }
    }
    return nil
  }

  /// `\s+(\S+)`
  private static func word(_ text: Span<UInt8>, behindBlanksAt start: Int) -> [UInt8]? {
    let word = text.endOfSpace(from: start)
    let end = text.endOfNonSpace(from: word)
    return word > start && end > word ? Array(copying: text.extracting(word..<end)) : nil
  }
}
