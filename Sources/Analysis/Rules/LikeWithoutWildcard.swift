import SQLText

/// QD105: LIKE without a wildcard.
package struct LikeWithoutWildcard: Rule {
  package static let page = RulePage(
    id: "QD105", title: "LIKE without a wildcard", whenConfirmed: .note, whenSuspect: .note,
    why: "LIKE compares with the rules of patterns and of padding where = is meant.",
    example: "SELECT id FROM users WHERE name LIKE 'smith'",
    better: "SELECT id FROM users WHERE name = 'smith'",
    advice: "write = unless the pattern comes from a user",
    silentWhen: "for patterns with %, _ or a placeholder",
    source: "pt-query-advisor ARG.002")

  package static func verdict(on subject: Subject, _ limits: RuleLimits) -> Verdict? {
    let outline = subject.outline
    for index in outline.conditionIndices where outline.isKeyword(index, .like) && outline.isKind(index + 1, .string) {
      let pattern = outline.value(index + 1)
      if !pattern.contains("%"), !pattern.contains("_") {
        return .suspect("LIKE \(outline.short(index + 1)) has no wildcard")
          .rewritten(Rewrite.equals(like: index, outline), provided: "blanks at the end do not matter")
      }
    }
    return nil
  }
}
