import SQLText

/// QD165: an index is forced or forbidden.
package struct ForcedIndex: Rule {
  package static let page = RulePage(
    id: "QD165", title: "an index is forced or forbidden", whenConfirmed: .note, whenSuspect: .note,
    why: "What was right once stays in the text when data and indexes have changed.",
    example: "SELECT id FROM orders FORCE INDEX (created) WHERE user_id = 7",
    better: "SELECT id FROM orders WHERE user_id = 7",
    advice: "try it without the hint after ANALYZE TABLE",
    silentWhen: "for optimizer hints in comments",
    source: "soar ARG.010")

  package static func verdict(on subject: Subject, _ limits: RuleLimits) -> Verdict? {
    let outline = subject.outline
    for index in outline.pieces.indices
    where (outline.isKeyword(index, .force) || outline.isKeyword(index, .ignore))
      && (outline.isKeyword(index + 1, .index) || outline.isKeyword(index + 1, .key))
    {
      return .suspect("\(outline.text(from: index, through: index + 1).uppercased()) in the statement")
    }
    return nil
  }
}
