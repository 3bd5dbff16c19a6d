import SQLText

/// QD113: SQL_CALC_FOUND_ROWS counts what is not shown.
package struct CalcFoundRows: Rule {
  package static let page = RulePage(
    id: "QD113", title: "SQL_CALC_FOUND_ROWS counts what is not shown", whenConfirmed: .warning, whenSuspect: .note,
    limits: [
      .init("ratio", 10, "rows examined for each row sent from which it is confirmed")
    ],
    why: "The whole result is worked out to be counted, in spite of the LIMIT; MySQL has deprecated it since 8.0.17.",
    example: "SELECT SQL_CALC_FOUND_ROWS id FROM products WHERE price < 10 LIMIT 10",
    better: "SELECT id FROM products WHERE price < 10 LIMIT 10",
    advice: "ask for one row more than a page has, or count with a SELECT COUNT(*) of its own, less often",
    silentWhen: "for the words in strings and comments",
    source: "MySQL manual, FOUND_ROWS()")

  package static func verdict(on subject: Subject, _ limits: RuleLimits) -> Verdict? {
    let outline = subject.outline
    guard outline.pieces.contains(where: { $0.keyword == .sqlCalcFoundRows }) else { return nil }
    let statements = Rewrite.countApart(subject)
    guard let ratio = subject.examinedPerRow, ratio >= limits["ratio"] else {
      return .suspect("SQL_CALC_FOUND_ROWS").rewritten(statements)
    }
    return .confirmed("SQL_CALC_FOUND_ROWS; \(Count.text(ratio)) rows examined for each row sent").rewritten(statements)
  }
}
