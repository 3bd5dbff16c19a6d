import SQLText

/// QD142: INSERT without a list of columns.
package struct InsertWithoutColumns: Rule {
  package static let page = RulePage(
    id: "QD142", title: "INSERT without a list of columns", whenConfirmed: .note, whenSuspect: .note,
    why: "A column that is added or moved breaks the statement, or puts values into the wrong column.",
    example: "INSERT INTO t VALUES (1, 'a')",
    better: "INSERT INTO t (id, name) VALUES (1, 'a')",
    advice: "name the columns",
    silentWhen: "for INSERT … SET",
    source: "pt-query-advisor COL.002; soar COL.002")

  package static func verdict(on subject: Subject, _ limits: RuleLimits) -> Verdict? {
    let outline = subject.outline
    guard [.insert, .replace].contains(outline.blocks[0].verb) else { return nil }
    for index in outline.pieces.indices.dropFirst()
    where outline.isKeyword(index, .values) || outline.isKeyword(index, .value) || outline.isKeyword(index, .select) {
      guard outline.isName(index - 1) || (outline.isKind(index - 1, .leftParenthesis) && outline.isName(index - 2))
      else { return nil }
      return .suspect("values are given by their place, not by the column's name")
        .rewritten(Rewrite.columnsNamed(beforeValues: index, subject))
    }
    return nil
  }
}
