import SQLText

/// QD106: a function or arithmetic hides the column.
package struct FunctionOnColumn: Rule {
  package static let page = RulePage(
    id: "QD106", title: "a function or arithmetic hides the column", whenConfirmed: .warning, whenSuspect: .note,
    limits: [
      .init("rows", 1000, "rows read from which it is confirmed")
    ],
    why: "An index holds the column's values, not what a function makes of them, so every row is read and computed.",
    example: "SELECT id FROM orders WHERE DATE(created_at) = '2026-11-01'",
    better: "SELECT id FROM orders WHERE created_at >= '2026-11-01' AND created_at < '2026-11-02'",
    advice:
      "leave the column bare and move the computation to the other side, or index the expression (MySQL 8.0.13 and later)",
    silentWhen: "where only constants are computed, and in lists of columns",
    source: "soar FUN.001")

  package static func verdict(on subject: Subject, _ limits: RuleLimits) -> Verdict? {
    let outline = subject.outline
    for index in outline.conditionIndices {
      guard let expression = outline.computedColumn(at: index) else { continue }
      return subject.gradeByScan("\(expression) is compared instead of the column", rows: limits["rows"])
        .rewritten(Rewrite.bareColumn(at: index, subject), or: "index the expression (MySQL 8.0.13 and later)")
    }
    return nil
  }
}
