import SQLText

/// QD125: HAVING does the work of WHERE.
package struct HavingWithoutAggregate: Rule {
  package static let page = RulePage(
    id: "QD125", title: "HAVING does the work of WHERE", whenConfirmed: .note, whenSuspect: .note,
    why: "HAVING filters after grouping; what WHERE could have left out has been read and grouped by then.",
    example: "SELECT city, COUNT(*) FROM users GROUP BY city HAVING city = 'Oslo'",
    better: "SELECT city, COUNT(*) FROM users WHERE city = 'Oslo' GROUP BY city",
    advice: "move conditions without aggregates to WHERE",
    silentWhen: "where an aggregate or an alias of the list is compared",
    source: "soar CLA.013; sqlcheck 3012")

  package static func verdict(on subject: Subject, _ limits: RuleLimits) -> Verdict? {
    let outline = subject.outline
    for block in outline.blocks.indices where outline.blocks[block].clauses.contains(.having) {
      let having = outline.indices(of: .having, in: block)
      let names = having.filter(outline.isName).map(outline.name)
      let aliases = outline.aliases(in: block)
      guard !having.contains(where: outline.isCall), !names.isEmpty, !names.contains(where: aliases.contains) else {
        continue
      }
      return .suspect("HAVING compares \(names[0]), which is no aggregate")
        .rewritten(Rewrite.whereInsteadOfHaving(subject))
    }
    return nil
  }
}
