import Explain
import SQLText

/// QD124: DISTINCT hides what a join multiplies.
package struct DistinctJoin: Rule {
  package static let page = RulePage(
    id: "QD124", title: "DISTINCT hides what a join multiplies", whenConfirmed: .note, whenSuspect: .note,
    why: "A join makes several rows of one, and DISTINCT sorts them out again in a temporary table.",
    example: "SELECT DISTINCT u.id FROM users u JOIN orders o ON o.user_id = u.id",
    better: "SELECT u.id FROM users u WHERE EXISTS (SELECT 1 FROM orders o WHERE o.user_id = u.id)",
    advice: "ask with EXISTS whether there is a row, instead of joining all of them",
    silentWhen: "without a join",
    source: "soar DIS.001; sqlcheck 3016")

  package static func verdict(on subject: Subject, _ limits: RuleLimits) -> Verdict? {
    let outline = subject.outline
    for index in outline.pieces.indices
    where outline.isKeyword(index, .distinct) && outline.isKeyword(index - 1, .select) {
      guard outline.tableCount(in: outline.pieces[index].block) > 1 else { continue }
      let what = "DISTINCT over a join"
      if subject.plan == nil { return .suspect(what) }
      return subject.planSays(.usingTemporary)
        ? .confirmed("\(what); the plan gathers in a temporary table")
        : .cleared("\(what), but the plan needs no temporary table")
    }
    return nil
  }
}
