import Aggregation
import SQLText
import SlowLog

/// QD140: UPDATE or DELETE without WHERE.
package struct WriteWithoutWhere: Rule {
  package static let page = RulePage(
    id: "QD140", title: "UPDATE or DELETE without WHERE", whenConfirmed: .critical, whenSuspect: .critical,
    why: "Every row of the table is changed and locked.",
    example: "DELETE FROM import_rows",
    better: "TRUNCATE TABLE import_rows",
    advice: "add the condition, or, where all rows are meant, TRUNCATE or write in portions by key",
    silentWhen: "with a LIMIT or a join, and for tables named tmp_…, temp_… or staging_…",
    source: "soar CLA.015")

  package static func verdict(on subject: Subject, _ limits: RuleLimits) -> Verdict? {
    let outline = subject.outline
    let main = 0
    guard [.update, .delete].contains(outline.blocks[main].verb) else { return nil }
    let clauses = outline.blocks[main].clauses
    guard clauses.isDisjoint(with: [.where, .limit, .on]), outline.tableCount(in: main) == 1 else { return nil }
    let table = outline.tableNames(in: main).first ?? "the table"
    guard !["tmp_", "temp_", "staging_"].contains(where: table.hasPrefix) else { return nil }
    let what = "every row of \(table) is \(outline.blocks[main].verb == .update ? "updated" : "deleted")"
    let rows = subject.metric(.rowsAffected) ?? subject.metric(.rowsExamined)
    guard let rows, rows.max > 0 else { return .suspect(what) }
    return .confirmed("\(what); up to \(Count.text(rows.max)) rows in one execution")
  }
}
