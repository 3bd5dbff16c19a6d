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
}
