import SQLText

/// QD139: a condition that is always true.
package struct AlwaysTrue: Rule {
  package static let page = RulePage(
    id: "QD139", title: "a condition that is always true", whenConfirmed: .note, whenSuspect: .note,
    why: "OR 1 = 1 makes the rest of the condition meaningless; it is what an injection looks like.",
    example: "DELETE FROM sessions WHERE user_id = 7 OR 1=1",
    better: "DELETE FROM sessions WHERE user_id = 7",
    advice: "find out who builds this text; if no one does, it is an attack",
    silentWhen: "for 1=1 AND, which many tools begin with",
    source: "soar RES.006, RES.007")

  package static func verdict(on subject: Subject, _ limits: RuleLimits) -> Verdict? {
    let outline = subject.outline
    for index in outline.conditionIndices where outline.isSymbol(index, "=") {
      guard outline.pieces[index - 1].token.isLiteral, outline.pieces.indices.contains(index + 1),
        outline.pieces[index + 1].token.isLiteral, !outline.isKind(index - 1, .placeholder),
        outline.value(index - 1) == outline.value(index + 1)
      else { continue }
      guard outline.isKeyword(index - 2, .or) || outline.isKeyword(index + 2, .or) else { continue }
      return .suspect("\(outline.text(from: index - 1, through: index + 1)) stands beside OR", advice: nil)
    }
    return nil
  }
}
