import Explain
import SQLText

/// QD121: NOT IN over a column that can be NULL.
package struct NotInNullable: Rule {
  package static let page = RulePage(
    id: "QD121", title: "NOT IN over a column that can be NULL", whenConfirmed: .warning, whenSuspect: .note,
    why:
      "One NULL in the subquery's result makes NOT IN true for no row at all; and the server has to look for that NULL, which keeps it from the better plans of an anti-join.",
    example: "SELECT id FROM users WHERE id NOT IN (SELECT referrer_id FROM users)",
    better: "SELECT id FROM users u WHERE NOT EXISTS (SELECT 1 FROM users r WHERE r.referrer_id = u.id)",
    advice: "ask with NOT EXISTS, or leave NULLs out: WHERE column IS NOT NULL",
    silentWhen: "where the column is NOT NULL or the subquery leaves NULLs out, and for computed columns",
    source: "MySQL manual, Optimizing Subqueries with the EXISTS Strategy")

  package static func verdict(on subject: Subject, _ limits: RuleLimits) -> Verdict? {
    let outline = subject.outline
    for block in outline.blocks.indices where outline.blocks[block].role == .notInList {
      guard let item = outline.items(of: .selectList, in: block).first, let last = item.last, outline.isName(last),
        item.count <= 4, !item.contains(where: outline.isCall), !excludesNull(of: last, in: block, outline)
      else { continue }
      let name = outline.name(last)
      let what = "NOT IN over \(name)"
      if let column = subject.column(name, in: block) {
        return column.isNullable
          ? .confirmed("\(what), which can be NULL by its definition") : .cleared("\(what), which is NOT NULL")
      }
      if subject.planSays(.fullScanOnNullKey) { return .confirmed("\(what); the plan scans in full on a NULL key") }
      return .suspect("\(what), if that can be NULL")
    }
    return nil
  }

  private static func excludesNull(of column: Int, in block: Int, _ outline: StatementOutline) -> Bool {
    outline.indices(of: .where, in: block).contains { index in
      outline.isName(index) && outline.name(index) == outline.name(column) && outline.isKeyword(index + 1, .is)
        && outline.isKeyword(index + 2, .not) && outline.isKeyword(index + 3, .null)
    }
  }
}
