import SQLText

/// QD166: SYSDATE() keeps indexes from being used.
package struct Sysdate: Rule {
  package static let page = RulePage(
    id: "QD166", title: "SYSDATE() keeps indexes from being used", whenConfirmed: .note, whenSuspect: .note,
    limits: [
      .init("rows", 1000, "rows read from which it is confirmed")
    ],
    why:
      "SYSDATE() may differ from row to row, so it is no constant that an index could be asked for; statement-based replicas get another time.",
    example: "SELECT id FROM orders WHERE created_at > SYSDATE() - INTERVAL 1 DAY",
    better: "SELECT id FROM orders WHERE created_at > NOW() - INTERVAL 1 DAY",
    advice: "write NOW()",
    silentWhen: "outside of conditions",
    source: "soar FUN.004; MySQL manual, SYSDATE()")

  package static func verdict(on subject: Subject, _ limits: RuleLimits) -> Verdict? {
    let outline = subject.outline
    guard outline.conditionIndices.contains(where: { outline.isCall($0) && outline.name($0) == "sysdate" }) else {
      return nil
    }
    return subject.gradeByScan("SYSDATE() in a condition", rows: limits["rows"])
      .rewritten(Rewrite.now(outline), provided: "the moment at which the statement began will do")
  }
}
