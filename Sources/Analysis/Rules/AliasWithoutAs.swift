import SQLText

/// QD161: a column's alias without AS.
package struct AliasWithoutAs: Rule {
  package static let page = RulePage(
    id: "QD161", title: "a column's alias without AS", whenConfirmed: .note, whenSuspect: .note, isOnByDefault: false,
    why: "A comma that was forgotten reads like an alias: SELECT a b FROM t gives one column.",
    example: "SELECT name customer FROM users",
    better: "SELECT name AS customer FROM users",
    advice: "write AS before an alias",
    silentWhen: "unless it is turned on",
    source: "pt-query-advisor ALI.001")

  package static func verdict(on subject: Subject, _ limits: RuleLimits) -> Verdict? {
    let outline = subject.outline
    for block in outline.blocks.indices {
      for index in outline.indices(of: .selectList, in: block)
      where outline.pieces[index].depth == 0 && outline.isName(index) && outline.isName(index - 1)
        && !outline.isKind(index + 1, .dot) && outline.pieces[index - 1].clause == .selectList
      {
        return .suspect("\(outline.text(from: index - 1, through: index)) is one column")
          .rewritten(
            Rewrite.replacing(outline, from: index, through: index, with: "AS \(outline.text(index))"),
            or: "add the comma that is missing")
      }
    }
    return nil
  }
}
