import SQLText

/// QD135: an anti-join asks a column that can be NULL by itself.
package struct AntiJoinNullable: Rule {
  package static let page = RulePage(
    id: "QD135", title: "an anti-join asks a column that can be NULL by itself", whenConfirmed: .warning,
    whenSuspect: .note,
    why:
      "LEFT JOIN … WHERE right.column IS NULL finds rows without a partner only if that column is never NULL in a partner; else rows with one come too.",
    example: "SELECT u.id FROM users u LEFT JOIN orders o ON o.user_id = u.id WHERE o.coupon IS NULL",
    better: "SELECT u.id FROM users u LEFT JOIN orders o ON o.user_id = u.id WHERE o.user_id IS NULL",
    advice: "ask the column that the join compares, or write NOT EXISTS",
    silentWhen: "for columns of the join's condition and for columns that are NOT NULL",
    source: "pt-query-advisor JOI.004")

  package static func verdict(on subject: Subject, _ limits: RuleLimits) -> Verdict? {
    let outline = subject.outline
    for index in outline.pieces.indices where outline.isKeyword(index, .left) && !outline.isCall(index) {
      guard let alias = outline.joinedAlias(after: index) else { continue }
      let block = outline.pieces[index].block
      for place in outline.indices(of: .where, in: block)
      where outline.isName(place) && outline.name(place) == alias && outline.isKind(place + 1, .dot)
        && outline.isName(place + 2) && outline.isKeyword(place + 3, .is) && outline.isKeyword(place + 4, .null)
      {
        let column = outline.name(place + 2)
        let isJoined = outline.indices(of: .on, in: block).contains {
          outline.isName($0) && outline.name($0) == column && outline.isKind($0 - 1, .dot)
            && outline.name($0 - 2) == alias
        }
        if isJoined || outline.indices(of: .from, in: block).contains(where: { outline.isKeyword($0, .using) }) {
          continue
        }
        let what = "\(alias).\(column) IS NULL is asked, which the join does not compare"
        guard let known = subject.column(column, in: block) else { return .suspect(what) }
        return known.isNullable
          ? .confirmed("\(what), and it can be NULL by its definition") : .cleared("\(what), but it is NOT NULL")
      }
    }
    return nil
  }
}
