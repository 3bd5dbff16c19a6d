import SQLText

/// QD134: WHERE turns a LEFT JOIN into an inner join.
package struct DefeatedOuterJoin: Rule {
  package static let page = RulePage(
    id: "QD134", title: "WHERE turns a LEFT JOIN into an inner join", whenConfirmed: .warning, whenSuspect: .note,
    why: "A condition on the right table fails for the rows that LEFT JOIN would have kept.",
    example: "SELECT u.id FROM users u LEFT JOIN orders o ON o.user_id = u.id WHERE o.state = 'new'",
    better: "SELECT u.id FROM users u JOIN orders o ON o.user_id = u.id WHERE o.state = 'new'",
    advice: "write JOIN, or move the condition to ON",
    silentWhen: "for IS NULL and functions such as COALESCE",
    source: "pt-query-advisor JOI.003")

  private static let alternative = "move the condition to ON"

  package static func verdict(on subject: Subject, _ limits: RuleLimits) -> Verdict? {
    let outline = subject.outline
    for index in outline.pieces.indices where outline.isKeyword(index, .left) && !outline.isCall(index) {
      guard let alias = outline.joinedAlias(after: index) else { continue }
      for place in outline.indices(of: .where, in: outline.pieces[index].block)
      where outline.isName(place) && outline.name(place) == alias && outline.isKind(place + 1, .dot)
        && outline.isComparison(place + 3) && !outline.isSymbol(place + 3, "<=>") && outline.pieces[place].depth == 0
        && !outline.indices(of: .where, in: outline.pieces[index].block).contains(where: { outline.isKeyword($0, .or) })
      {
        let what = "WHERE compares \(outline.text(from: place, through: place + 2)) of the LEFT JOIN's right table"
        let inner = Rewrite.innerJoin(at: index, outline)
        guard let rewritten = subject.warnings.first(where: { $0.code == 1003 })?.message else {
          return .suspect(what)
            .rewritten(Rewrite.isDemanded(comparison: place, outline) ? inner : nil, or: alternative)
        }
        return rewritten.lowercased().contains("left join")
          ? .cleared("\(what), but the server keeps the left join")
          : .confirmed("\(what); the server makes an inner join of it")
            .rewritten(inner, or: alternative)
      }
    }
    return nil
  }
}
