import SQLText

/// QD141: UPDATE or DELETE with LIMIT and without ORDER BY.
package struct UnorderedWrite: Rule {
  package static let page = RulePage(
    id: "QD141", title: "UPDATE or DELETE with LIMIT and without ORDER BY", whenConfirmed: .note, whenSuspect: .note,
    why: "Which rows are changed is left to chance; with binlog_format=STATEMENT a replica may change others.",
    example: "DELETE FROM log LIMIT 1000",
    better: "DELETE FROM log ORDER BY id LIMIT 1000",
    advice: "add ORDER BY the primary key",
    silentWhen: "with ORDER BY",
    source: "soar RES.003, RES.004; MySQL warning 1592")

  package static func verdict(on subject: Subject, _ limits: RuleLimits) -> Verdict? {
    let outline = subject.outline
    guard [.update, .delete].contains(outline.blocks[0].verb), outline.blocks[0].clauses.contains(.limit),
      !outline.blocks[0].clauses.contains(.orderBy)
    else { return nil }
    return .suspect("LIMIT decides which rows are changed, and nothing orders them")
  }
}
