import SQLText

/// QD130: comma and JOIN in one FROM.
package struct MixedJoinStyles: Rule {
  package static let page = RulePage(
    id: "QD130", title: "comma and JOIN in one FROM", whenConfirmed: .note, whenSuspect: .note,
    why: "The comma binds weaker than JOIN: ON conditions may not see the tables that seem to stand before them.",
    example: "SELECT 1 FROM a, b JOIN c ON c.id = a.id",
    better: "SELECT 1 FROM a JOIN b ON b.a = a.id JOIN c ON c.id = a.id",
    advice: "write every join as JOIN … ON",
    silentWhen: "for one style alone",
    source: "pt-query-advisor JOI.001")

  package static func verdict(on subject: Subject, _ limits: RuleLimits) -> Verdict? {
    let outline = subject.outline
    for block in outline.blocks.indices {
      let from = outline.indices(of: .from, in: block).filter { outline.pieces[$0].depth == 0 }
      if from.contains(where: { outline.isKind($0, .comma) }), from.contains(where: { outline.isKeyword($0, .join) }) {
        return .suspect("tables are joined by commas and by JOIN")
      }
    }
    return nil
  }
}
