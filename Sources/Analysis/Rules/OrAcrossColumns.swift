import SQLText

/// QD136: OR over different columns.
package struct OrAcrossColumns: Rule {
  package static let page = RulePage(
    id: "QD136", title: "OR over different columns", whenConfirmed: .warning, whenSuspect: .note,
    limits: [
      .init("rows", 1000, "rows read from which it is confirmed")
    ],
    why: "One index serves one side of the OR; unless the server merges two indexes it reads all rows.",
    example: "SELECT id FROM users WHERE name = 'a' OR last_login > '2026-01-01'",
    better: "SELECT id FROM users WHERE name = 'a' UNION SELECT id FROM users WHERE last_login > '2026-01-01'",
    advice: "index both columns, or write two SELECTs joined by UNION",
    silentWhen: "for one column on both sides (use IN)",
    source: "soar ARG.008; sqlcheck 3014")

  package static func verdict(on subject: Subject, _ limits: RuleLimits) -> Verdict? {
    guard let columns = subject.outline.columnsJoinedByOr else { return nil }
    return subject.gradeByScan("OR over \(columns.0) and \(columns.1)", rows: limits["rows"])
      .rewritten(Rewrite.union(subject), or: "index both columns")
  }
}
