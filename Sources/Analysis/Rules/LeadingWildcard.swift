import SQLText

/// QD104: LIKE begins with a wildcard.
package struct LeadingWildcard: Rule {
  package static let page = RulePage(
    id: "QD104", title: "LIKE begins with a wildcard", whenConfirmed: .warning, whenSuspect: .note,
    limits: [
      .init("rows", 1000, "rows read from which it is confirmed")
    ],
    why:
      "An index is sorted by the first characters; a pattern that begins with % or _ leaves them open, so every row is read.",
    example: "SELECT id FROM products WHERE title LIKE '%lamp%'",
    better: "SELECT id FROM products WHERE MATCH (title) AGAINST ('lamp')",
    advice:
      "use a FULLTEXT index, search from the start of the text, or index a generated column that holds it reversed",
    silentWhen: "for patterns in strings or in the list of columns",
    source: "pt-query-advisor ARG.001; soar ARG.001")

  package static func verdict(on subject: Subject, _ limits: RuleLimits) -> Verdict? {
    let outline = subject.outline
    for index in outline.conditionIndices
    where outline.isKeyword(index, .like) && outline.isKind(index + 1, .string)
      && ["%", "_"].contains(outline.value(index + 1).prefix(1))
    {
      return subject.gradeByScan("LIKE \(outline.short(index + 1)) begins with a wildcard", rows: limits["rows"])
    }
    return nil
  }
}
