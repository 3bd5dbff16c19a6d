import SQLText

// Rewrites that move a condition to another clause, or change how tables are joined.

extension Rewrite {
  /// `SELECT city, COUNT(*) FROM users GROUP BY city HAVING city = 'Oslo'` with the condition in WHERE: where it compares
  /// nothing but columns that rows are grouped by with literals, so that it is true for all rows of a group or for none.
  static func whereInsteadOfHaving(_ subject: Subject) -> String? {
    let outline = subject.outline
    guard let (main, _) = onlyTable(of: subject),
      outline.blocks[main].clauses.isSubset(of: [
        .head, .selectList, .from, .where, .groupBy, .having, .orderBy, .limit,
      ]),
      // Sums over groups are filtered too; a string may be an alias.
      !outline.pieces.indices.contains(where: { outline.name($0) == "rollup" || outline.isKeyword($0, .over) }),
      !outline.indices(of: .selectList, in: main).contains(where: { outline.isKind($0, .string) })
    else { return nil }
    let grouping = outline.indices(of: .groupBy, in: main)
    let having = outline.indices(of: .having, in: main)
    guard grouping.isEmpty ? !outline.isPlainAggregate(main) : comparesGroups(having, main, outline),
      let keyword = having.first, let last = having.last, last > keyword, let start = grouping.first ?? having.first
    else { return nil }
    var text: String
    let condition = outline.text(from: keyword + 1, through: last)
    if let before = outline.indices(of: .where, in: main).first {
      text = outline.text(from: 0, through: before) + " "
      text += enclosed(outline.text(from: before + 1, through: start - 1), before + 1..<start, outline)
      text += " AND " + enclosed(condition, keyword + 1..<last + 1, outline)
    } else {
      text = outline.text(from: 0, through: start - 1) + " WHERE " + condition
    }
    if let first = grouping.first { text += " " + outline.text(from: first, through: keyword - 1) }
    if last + 1 < outline.pieces.count { text += " " + outline.text(from: last + 1, through: outline.pieces.count - 1) }
    return text.utf8.count <= longest ? text : nil
  }

  /// Whether a condition compares literals with columns that stand in GROUP BY by themselves, and does nothing else.
  private static func comparesGroups(_ having: [Int], _ block: Int, _ outline: StatementOutline) -> Bool {
    let groups = outline.items(of: .groupBy, in: block).compactMap { item -> String? in
      guard let first = item.first, outline.isName(first), item.last == outline.endOfName(first) else { return nil }
      return outline.name(outline.endOfName(first))
    }
    let words: Set<Keyword> = [.having, .and, .or, .not, .in, .between]
    return having.allSatisfy { index in
      if outline.isName(index) {
        return outline.isKind(index + 1, .dot) || groups.contains(outline.name(index))
      }
      let token = outline.pieces[index].token
      return token.isLiteral || outline.isComparison(index) || token.keyword.map(words.contains) ?? false
        || [.leftParenthesis, .rightParenthesis, .comma, .dot].contains(token.kind)
    }
  }

  /// A condition in parentheses, where another one may not stand beside it without.
  static func enclosed(_ condition: String, _ pieces: Range<Int>, _ outline: StatementOutline) -> String {
    let binds = pieces.contains { ["or", "||", "xor"].contains(outline.name($0)) }
    return binds ? "(\(condition))" : condition
  }

  /// The `LEFT JOIN` at `index` as `JOIN`.
  static func innerJoin(at index: Int, _ outline: StatementOutline) -> String? {
    let last = outline.isKeyword(index + 1, .outer) ? index + 2 : index + 1
    guard outline.isKeyword(last, .join) else { return nil }
    return replacing(outline, from: index, through: last, with: "JOIN")
  }

  /// Whether WHERE asks for nothing but that the column at `index` compares with a literal or a column, and more: so that
  /// no row without a value in that column comes through.
  static func isDemanded(comparison index: Int, _ outline: StatementOutline) -> Bool {
    let condition = outline.indices(of: .where, in: outline.pieces[index].block)
    let operand = outline.endOfName(index) + 2
    let end = outline.isName(operand) ? outline.endOfName(operand) : operand
    guard outline.isKeyword(index - 1, .where) || outline.isKeyword(index - 1, .and), let last = condition.last,
      outline.isName(operand) || outline.pieces.indices.contains(operand) && outline.pieces[operand].token.isLiteral,
      // Their AND is another one, and what binds less than AND would make it optional.
      !condition.contains(where: {
        outline.isKeyword($0, .between) || outline.isKeyword($0, .case)
          || ["or", "||", "xor"].contains(outline.name($0))
      })
    else { return false }
    return end == last || outline.isKeyword(end + 1, .and)
  }

  /// Every `!=` as `<>`.
  static func standardNotEqual(_ outline: StatementOutline) -> String? {
    guard outline.bytes.count <= longest else { return nil }
    var bytes = outline.bytes
    for piece in outline.pieces where piece.token.kind == .symbol && bytes[piece.token.start] == UInt8(ascii: "!") {
      guard piece.token.end - piece.token.start == 2 else { continue }
      bytes[piece.token.start] = UInt8(ascii: "<")
      bytes[piece.token.start + 1] = UInt8(ascii: ">")
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
