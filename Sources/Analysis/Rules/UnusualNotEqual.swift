import SQLText

/// QD160: != instead of <>.
package struct UnusualNotEqual: Rule {
  package static let page = RulePage(
    id: "QD160", title: "!= is not standard SQL", whenConfirmed: .note, whenSuspect: .note, isOnByDefault: false,
    why: "Standard SQL writes <>; MySQL and MariaDB take both.",
    example: "SELECT id FROM orders WHERE state != 'new'",
    better: "SELECT id FROM orders WHERE state <> 'new'",
    advice: "write <>, if the statement shall run elsewhere too",
    silentWhen: "unless it is turned on",
    source: "pt-query-advisor STA.001")

  package static func verdict(on subject: Subject, _ limits: RuleLimits) -> Verdict? {
    let outline = subject.outline
    guard outline.pieces.indices.contains(where: { outline.isSymbol($0, "!=") }) else { return nil }
    return .suspect("!= is used").rewritten(Rewrite.standardNotEqual(outline))
  }
}
