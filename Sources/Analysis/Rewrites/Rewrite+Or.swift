import SQLText

extension Rewrite {
  /// `SELECT id, … FROM t WHERE a = 1 OR b = 2` as two SELECTs joined by UNION, which drops the rows that both find:
  /// right where the primary key is in the list, so that no two rows are alike.
  static func union(_ subject: Subject) -> String? {
    let outline = subject.outline
    guard let (main, known) = onlyTable(of: subject), let table = known, !table.primaryKey.isEmpty,
      outline.blocks[main].clauses.isSubset(of: [.head, .selectList, .from, .where]),
      outline.pieces.last?.clause == .where
    else { return nil }
    let condition = outline.indices(of: .where, in: main).filter { !outline.isKeyword($0, .where) }
    let joints = condition.filter { outline.isKeyword($0, .or) || outline.isKeyword($0, .and) }
    guard joints.count == 1, outline.isKeyword(joints[0], .or), outline.pieces[joints[0]].depth == 0,
      let first = condition.first, let last = condition.last, first < joints[0], joints[0] < last,
      selects(table.primaryKey, in: main, outline)
    else { return nil }
    let head = outline.text(from: 0, through: first - 1)
    let statement =
      "\(head) \(outline.text(from: first, through: joints[0] - 1)) UNION \(head) "
      + outline.text(from: joints[0] + 1, through: last)
    return statement.utf8.count <= longest ? statement : nil
  }

  /// Whether each of these columns stands in the list by itself.
  private static func selects(_ columns: [String], in block: Int, _ outline: StatementOutline) -> Bool {
    let plain = outline.items(of: .selectList, in: block).compactMap { item -> String? in
      let names = outline.isKeyword(item[0], .select) ? item.dropFirst() : item[...]
      guard let first = names.first, outline.isName(first), names.last == outline.endOfName(first) else { return nil }
      return outline.name(outline.endOfName(first))
    }
    return columns.allSatisfy(plain.contains)
  }
}
