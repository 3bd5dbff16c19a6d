import SQLText

/// QD117: columns named by their number.
package struct OrdinalInSort: Rule {
  package static let page = RulePage(
    id: "QD117", title: "columns named by their number", whenConfirmed: .note, whenSuspect: .note,
    why: "ORDER BY 2 changes its meaning when somebody adds a column to the list.",
    example: "SELECT name, city FROM users ORDER BY 2",
    better: "SELECT name, city FROM users ORDER BY city",
    advice: "name the column",
    silentWhen: "for numbers within expressions",
    source: "pt-query-advisor CLA.004, CLA.005")

  package static func verdict(on subject: Subject, _ limits: RuleLimits) -> Verdict? {
    let outline = subject.outline
    for index in outline.pieces.indices
    where outline.isKind(index, .integer) && [.orderBy, .groupBy].contains(outline.pieces[index].clause)
      && (outline.isKeyword(index - 1, .by) || outline.isKind(index - 1, .comma)) && outline.pieces[index].depth == 0
    {
      return .suspect("column \(outline.text(index)) of the list is meant")
        .rewritten(Rewrite.named(ordinal: index, outline))
    }
    return nil
  }
}
