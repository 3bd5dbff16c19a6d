import SQLText

/// QD162: a date without quotes is arithmetic.
package struct UnquotedDate: Rule {
  package static let page = RulePage(
    id: "QD162", title: "a date without quotes is arithmetic", whenConfirmed: .critical, whenSuspect: .warning,
    why: "2026-11-01 is 2026 minus 11 minus 1: the number 2014.",
    example: "SELECT id FROM orders WHERE created_at > 2026-11-01",
    better: "SELECT id FROM orders WHERE created_at > '2026-11-01'",
    advice: "quote the date",
    silentWhen: "for dates in quotes",
    source: "pt-query-advisor LIT.002")

  package static func verdict(on subject: Subject, _ limits: RuleLimits) -> Verdict? {
    let outline = subject.outline
    for index in outline.conditionIndices
    where outline.isKind(index, .integer) && outline.text(index).count == 4 && outline.isComparison(index - 1) {
      guard outline.isSymbol(index + 1, "-"), outline.isKind(index + 2, .integer), outline.isSymbol(index + 3, "-"),
        outline.isKind(index + 4, .integer), outline.text(index + 2).count <= 2, outline.text(index + 4).count <= 2
      else { continue }
      return .suspect("\(outline.text(from: index, through: index + 4)) is a subtraction")
        .rewritten(Rewrite.quoted(dateAt: index, outline), instead: "which compares with that day")
    }
    return nil
  }
}
