import SQLText

extension Rewrite {
  /// `… WHERE a = 1 ORDER BY id LIMIT 20 OFFSET 100000` as `… WHERE a = 1 AND id > ? ORDER BY id LIMIT 20`: where the order
  /// is that of a primary key of one column, so that no page begins among equals, and each row of the result is one of the
  /// table's.
  static func keyset(_ subject: Subject) -> (statement: String, key: String)? {
    let outline = subject.outline
    guard let (main, known) = onlyTable(of: subject), let table = known, table.primaryKey.count == 1,
      outline.blocks[main].clauses.isSubset(of: [.head, .selectList, .from, .where, .orderBy, .limit]),
      outline.pieces.last?.clause == .limit, let count = pageSize(in: main, outline)
    else { return nil }
    let order = outline.indices(of: .orderBy, in: main)
    guard let first = order.first(where: outline.isName), let last = order.last, let start = order.first else {
      return nil
    }
    let end = outline.endOfName(first)
    // `ORDER BY` before the name, at most a direction behind it.
    guard order.count(where: { $0 < first }) == 2, outline.name(end) == table.primaryKey[0],
      last == end || last == end + 1 && ["ASC", "DESC"].contains(outline.text(last).uppercased())
    else { return nil }
    // What makes one row of several, or numbers rows, would see fewer of them; and a name of the list hides the column's.
    guard !outline.pieces.contains(where: { $0.keyword == .distinct || $0.keyword == .over }),
      !outline.isPlainAggregate(main), !outline.aliases(in: main).contains(table.primaryKey[0])
    else { return nil }
    let comparison = last > end && outline.text(last).uppercased() == "DESC" ? "<" : ">"
    let key = outline.text(from: first, through: end)
    var text = outline.text(from: 0, through: start - 1)
    let condition = outline.indices(of: .where, in: main)
    if let keyword = condition.first {
      text = outline.text(from: 0, through: keyword) + " "
      text += enclosed(outline.text(from: keyword + 1, through: start - 1), keyword + 1..<start, outline)
    }
    text += (condition.isEmpty ? " WHERE " : " AND ") + "\(key) \(comparison) ? "
    text += outline.text(from: start, through: last) + " LIMIT \(count)"
    return text.utf8.count <= longest ? (text, key) : nil
  }

  /// `SELECT SQL_CALC_FOUND_ROWS id FROM t WHERE a = 1 LIMIT 20` as the same without that word, and the count by itself.
  static func countApart(_ subject: Subject) -> String? {
    let outline = subject.outline
    guard let (main, _) = onlyTable(of: subject),
      outline.blocks[main].clauses.isSubset(of: [.head, .selectList, .from, .where, .orderBy, .limit]),
      let word = outline.pieces.indices.first(where: { outline.pieces[$0].keyword == .sqlCalcFoundRows }), word > 0,
      word + 1 < outline.pieces.count,
      !outline.pieces.contains(where: { $0.keyword == .distinct }), !outline.isPlainAggregate(main),
      let from = outline.indices(of: .from, in: main).first,
      let last = (outline.indices(of: .from, in: main) + outline.indices(of: .where, in: main)).max()
    else { return nil }
    let rest = outline.text(from: word + 1, through: outline.pieces.count - 1)
    let text =
      outline.text(from: 0, through: word - 1) + " \(rest); SELECT COUNT(*) " + outline.text(from: from, through: last)
    return text.utf8.count <= longest ? text : nil
  }

  /// The main SELECT, if it is all of the statement, reads one table and counts nothing up in variables on its way; and
  /// that table's definition if it is known.
  static func onlyTable(of subject: Subject) -> (block: Int, table: TableDefinition?)? {
    let outline = subject.outline
    guard let main = outline.mainSelect, outline.blocks.count == 1, outline.tableCount(in: main) == 1,
      let name = outline.tableNames(in: main).first,
      !outline.pieces.indices.contains(where: { outline.isSymbol($0, ":=") })
    else { return nil }
    return (main, subject.tables.first { $0.name == name })
  }

  /// The count of `LIMIT 20 OFFSET 100000` or `LIMIT 100000, 20`, if it is a number.
  private static func pageSize(in block: Int, _ outline: StatementOutline) -> String? {
    let limit = outline.indices(of: .limit, in: block)
    guard limit.count == 4, let first = limit.first, limit == Array(first..<first + 4) else { return nil }
    let count = outline.isKind(first + 2, .comma) ? first + 3 : first + 1
    guard outline.isKind(first + 2, .comma) || outline.isKeyword(first + 2, .offset), outline.isKind(count, .integer)
    else {
      return nil
    }
    return outline.text(count)
  }
}
