/// A statement's tokens, each with the query block and the clause that it stands in.
///
///     SELECT a FROM t WHERE b IN (SELECT c FROM u)
///     └ block 0: list, from, where  └ block 1: list, from; role .inList
///
/// It is told from tokens alone, so what stands in strings and comments is never taken for SQL, and what is not SQL
/// gives an outline all the same: one that says little.
///
/// - Complexity: O(*n*) in the length of the text.
package struct StatementOutline: Sendable {
  package enum Clause: Sendable, Hashable {
    /// Before and behind the verb: modifiers, target table.
    case head
    case selectList, from, on, `where`, groupBy, having, orderBy, limit, locking, set, values, other
  }

  /// What a query block is there for.
  package enum Role: Sendable, Hashable {
    case main
    /// A further branch of a UNION, EXCEPT or INTERSECT.
    case branch
    /// In FROM, or behind WITH.
    case derived
    case exists
    case inList, notInList
    /// A value: in the list of a SELECT, or compared with something.
    case scalar
  }

  package struct Block: Sendable {
    package var role: Role
    package var parent: Int?
    package var verb: Keyword?
    /// Whether it is put together with another one by UNION, EXCEPT or INTERSECT.
    package var isCombined = false
    package var clauses: Set<Clause> = []
  }

  package struct Piece: Sendable {
    package var token: Token
    package var block: Int
    /// Open parentheses within the block.
    package var depth: Int
    package var clause: Clause

    package var keyword: Keyword? { token.keyword }
  }

  package let bytes: [UInt8]
  package private(set) var pieces: [Piece] = []
  package private(set) var blocks: [Block] = [Block(role: .main)]
  /// What the verb was found to be, WITH and parentheses passed over.
  package var verb: Keyword? { blocks.first { $0.verb != nil }?.verb }

  package init(of statement: [UInt8], options: Tokenizer.Options = []) {
    bytes = statement
    let text = statement.span
    var source = SignificantTokens(text, options: options)
    var tokens: [Token] = []
    while true {
      let token = source.next(in: text)
      if token.kind == .end || token.kind == .semicolon { break }
      tokens.append(token)
    }
    pieces.reserveCapacity(tokens.count)
    var builder = OutlineBuilder()
    for index in tokens.indices {
      let next = index + 1 < tokens.count ? tokens[index + 1] : nil
      pieces.append(builder.piece(for: tokens[index], before: next, after: pieces))
    }
    blocks = builder.blocks
  }

  package init(of statement: String) { self.init(of: Array(statement.utf8)) }
}

extension StatementOutline {
  /// The text of a piece as it stands in the statement.
  package func text(_ index: Int) -> String { text(from: index, through: index) }

  package func text(from first: Int, through last: Int) -> String {
    let range = pieces[first].token.start..<pieces[last].token.end
    return String(decoding: bytes[range], as: UTF8.self)
  }

  /// A word in lower case; of a quoted name what stands between the quotes.
  package func name(_ index: Int) -> String {
    let text = text(index).lowercased()
    return pieces[index].token.kind == .quotedIdentifier && text.count >= 2 ? String(text.dropFirst().dropLast()) : text
  }

  package func indices(of clause: Clause, in block: Int) -> [Int] {
    pieces.indices.filter { pieces[$0].block == block && pieces[$0].clause == clause }
  }

  /// Pieces of conditions: of WHERE and of ON, in all blocks.
  package var conditionIndices: [Int] {
    pieces.indices.filter { pieces[$0].clause == .where || pieces[$0].clause == .on }
  }

  package func isKeyword(_ index: Int, _ keyword: Keyword) -> Bool {
    pieces.indices.contains(index) && pieces[index].token.keyword == keyword
  }

  package func isKind(_ index: Int, _ kind: Token.Kind) -> Bool {
    pieces.indices.contains(index) && pieces[index].token.kind == kind
  }

  package func isSymbol(_ index: Int, _ text: String) -> Bool {
    isKind(index, .symbol) && self.text(index) == text
  }

  /// Whether a function's name stands there, with its parenthesis behind it.
  package func isCall(_ index: Int) -> Bool {
    guard isKind(index, .word), isKind(index + 1, .leftParenthesis) else { return false }
    let token = pieces[index].token
    return token.keyword == nil || token.traits.contains(.callable) || !token.traits.contains(.reserved)
  }

  /// Whether a column (or an alias, or a table before a dot) stands there.
  package func isName(_ index: Int) -> Bool {
    guard pieces.indices.contains(index) else { return false }
    let token = pieces[index].token
    if token.kind == .quotedIdentifier { return true }
    return token.kind == .word && !token.traits.contains(.reserved) && !isKind(index + 1, .leftParenthesis)
  }

  /// Whether the operator there compares: `=`, `<`, `<=>`, …
  package func isComparison(_ index: Int) -> Bool {
    isKind(index, .symbol) && ["=", "<", ">", "<=", ">=", "<=>", "<>", "!="].contains(text(index))
  }

  /// The last piece of the column's name that begins at `index`: `a`, `t.a`, `db.t.a`.
  package func endOfName(_ index: Int) -> Int {
    var last = index
    while isKind(last + 1, .dot), pieces.indices.contains(last + 2) { last += 2 }
    return last
  }

  /// The parenthesis that closes the one at `index`.
  package func closing(_ index: Int) -> Int? {
    var open = 0
    for place in index..<pieces.count {
      if pieces[place].token.kind == .leftParenthesis { open += 1 }
      if pieces[place].token.kind == .rightParenthesis {
        open -= 1
        if open == 0 { return place }
      }
    }
    return nil
  }

  /// The value of a literal, without the quotes of a string.
  package func value(_ index: Int) -> String {
    let text = text(index)
    guard pieces[index].token.kind == .string, let quote = text.firstIndex(where: { $0 == "'" || $0 == "\"" }) else {
      return text
    }
    return String(text[text.index(after: quote)...].dropLast())
  }
}
