import SQLText

/// QD164: a column that its group does not determine.
package struct ArbitraryGroupValue: Rule {
  package static let page = RulePage(
    id: "QD164", title: "a column that its group does not determine", whenConfirmed: .warning, whenSuspect: .note,
    why:
      "Without ONLY_FULL_GROUP_BY the server takes such a column from any row of the group: which one changes with the plan.",
    example: "SELECT user_id, state, COUNT(*) FROM orders GROUP BY user_id",
    better: "SELECT user_id, MAX(state), COUNT(*) FROM orders GROUP BY user_id",
    advice: "group by it too, or say which value is meant: MAX(), MIN(), ANY_VALUE()",
    silentWhen: "where a key is grouped by: an id without a definition, the primary key with one",
    source: "pt-query-advisor RES.001; MySQL manual, MySQL Handling of GROUP BY")

  package static func verdict(on subject: Subject, _ limits: RuleLimits) -> Verdict? {
    let outline = subject.outline
    for block in outline.blocks.indices where outline.blocks[block].clauses.contains(.groupBy) {
      let grouped = outline.items(of: .groupBy, in: block)
      let names = grouped.compactMap { item in item.last.flatMap { outline.isName($0) ? outline.name($0) : nil } }
      // By places or expressions, what is grouped is not told here.
      guard names.count == grouped.count, outline.tableCount(in: block) == 1, !names.contains("id"),
        !outline.aliases(in: block).contains(where: names.contains)
      else { continue }
      let table = outline.tableNames(in: block).first.flatMap { name in subject.tables.first { $0.name == name } }
      if let table, !table.primaryKey.isEmpty, table.primaryKey.allSatisfy(names.contains) { continue }
      for item in outline.items(of: .selectList, in: block) {
        guard let column = plainColumn(item, outline), !names.contains(column) else { continue }
        let what = "\(column) is neither grouped by nor aggregated"
        guard let table, table.columns.contains(where: { $0.name == column }) else { return .suspect(what) }
        return .confirmed("\(what), and no key of \(table.name) is grouped by")
      }
    }
    return nil
  }

  /// The name of an item that is a column and nothing else.
  private static func plainColumn(_ item: [Int], _ outline: StatementOutline) -> String? {
    let names =
      outline.pieces.indices.contains(item[0]) && outline.isKeyword(item[0], .select) ? item.dropFirst() : item[...]
    guard let first = names.first, outline.isName(first) else { return nil }
    let end = outline.endOfName(first)
    guard names.last == end || outline.isKeyword(end + 1, .as) else { return nil }
    return outline.name(end)
  }
}
