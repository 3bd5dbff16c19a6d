import SQLText

// Rewrites of one word or one comparison.

extension Rewrite {
  /// `c = NULL` as `c IS NULL`, `c <> NULL` as `c IS NOT NULL`, and which rows that finds.
  static func isNull(comparison index: Int, _ outline: StatementOutline) -> (statement: String?, meaning: String) {
    switch outline.text(index) {
    case "=": (replacing(outline, from: index, through: index, with: "IS"), "which finds the rows without a value")
    case "<>", "!=":
      (replacing(outline, from: index, through: index, with: "IS NOT"), "which finds the rows that have a value")
    default: (nil, "")
    }
  }

  /// The only `UNION` or `UNION DISTINCT` of a statement as `UNION ALL`; not where a recursion would never end.
  static func unionAll(_ outline: StatementOutline) -> String? {
    let unions = outline.pieces.indices.filter { outline.isKeyword($0, .union) }
    guard unions.count == 1, let union = unions.first, !outline.isKeyword(union + 1, .all),
      !outline.pieces.indices.contains(where: { outline.name($0) == "recursive" })
    else { return nil }
    let last = outline.isKeyword(union + 1, .distinct) ? union + 1 : union
    return replacing(outline, from: union, through: last, with: "UNION ALL")
  }

  /// `ORDER BY 2` with the name of the list's second column, where that is a plain name.
  static func named(ordinal index: Int, _ outline: StatementOutline) -> String? {
    guard let number = Int(outline.text(index)), let main = outline.mainSelect, outline.blocks.count == 1 else {
      return nil
    }
    let items = outline.items(of: .selectList, in: main)
    guard items.indices.contains(number - 1) else { return nil }
    let item = items[number - 1]
    // With `*` before it the second column of the list is not the second that is written.
    guard !items.prefix(number).contains(where: { $0.contains { outline.isSymbol($0, "*") } }) else { return nil }
    let names = item.drop { outline.isKeyword($0, .select) }
    guard let first = names.first, outline.isName(first), names.last == outline.endOfName(first) else { return nil }
    // Another column may go by the name.
    guard names.count > 1 || !outline.aliases(in: main).contains(outline.name(first)) else { return nil }
    return replacing(
      outline, from: index, through: index, with: outline.text(from: first, through: outline.endOfName(first)))
  }

  /// `c LIKE 'x'` as `c = 'x'`, `c NOT LIKE 'x'` as `c <> 'x'`, of a pattern in which nothing is escaped.
  static func equals(like index: Int, _ outline: StatementOutline) -> String? {
    let isEscaped = outline.pieces.indices.contains(index + 2) && outline.name(index + 2) == "escape"
    guard !outline.text(index + 1).contains("\\"), !isEscaped else { return nil }
    let isNegated = outline.isKeyword(index - 1, .not)
    return replacing(outline, from: isNegated ? index - 1 : index, through: index, with: isNegated ? "<>" : "=")
  }

  /// `2026-11-01` in quotes, if there is such a day.
  static func quoted(dateAt index: Int, _ outline: StatementOutline) -> String? {
    let parts = [2, 4].map { (outline.text(index + $0).count == 1 ? "0" : "") + outline.text(index + $0) }
    let text = ([outline.text(index)] + parts).joined(separator: "-")
    guard CalendarDay(text) != nil else { return nil }
    return replacing(outline, from: index, through: index + 4, with: "'\(text)'")
  }

  /// The only `SYSDATE()` of a statement as `NOW()`.
  static func now(_ outline: StatementOutline) -> String? {
    let calls = outline.pieces.indices.filter { outline.isCall($0) && outline.name($0) == "sysdate" }
    return calls.count == 1 ? replacing(outline, from: calls[0], through: calls[0], with: "NOW") : nil
  }

  /// `INSERT INTO t VALUES (1, 'a')` with the table's columns, where there are as many as values.
  static func columnsNamed(beforeValues index: Int, _ subject: Subject) -> String? {
    let outline = subject.outline
    guard outline.isKeyword(index, .values), outline.isName(index - 1), let end = outline.closing(index + 1),
      let columns = subject.tables.first(where: { $0.name == outline.name(index - 1) })?.columns.map(\.name)
    else { return nil }
    let depth = outline.pieces[index].depth
    let commas = (index + 1..<end).count { outline.isKind($0, .comma) && outline.pieces[$0].depth == depth + 1 }
    guard commas + 1 == columns.count, !columns.contains(where: { $0.contains("`") }) else { return nil }
    let list = columns.map { "`\($0)`" }.joined(separator: ", ")
    return replacing(outline, from: index, through: index, with: "(\(list)) VALUES")
  }
}
