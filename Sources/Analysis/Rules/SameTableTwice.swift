import SQLText

/// QD133: one table is joined twice.
package struct SameTableTwice: Rule {
  package static let page = RulePage(
    id: "QD133", title: "one table is joined twice", whenConfirmed: .note, whenSuspect: .note, isOnByDefault: false,
    why: "A table that stands twice in a FROM is read twice; often one of the two was left behind by an edit.",
    example: "SELECT a.id FROM orders a JOIN orders b ON b.id = a.id",
    better: "SELECT id FROM orders",
    advice: "look whether both are needed",
    silentWhen: "unless it is turned on; parents and children in one table are joined like that on purpose",
    source: "pt-query-advisor JOI.002")

  package static func verdict(on subject: Subject, _ limits: RuleLimits) -> Verdict? {
    let outline = subject.outline
    for block in outline.blocks.indices {
      var seen: Set<String> = []
      for name in outline.tableNames(in: block) where !seen.insert(name).inserted {
        return .suspect("\(name) stands twice in one FROM")
      }
    }
    return nil
  }
}
