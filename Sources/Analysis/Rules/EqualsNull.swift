import Aggregation
import SQLText
import SlowLog

/// QD138: a comparison with NULL is never true.
package struct EqualsNull: Rule {
  package static let page = RulePage(
    id: "QD138", title: "a comparison with NULL is never true", whenConfirmed: .critical, whenSuspect: .critical,
    why: "= NULL gives NULL, which is not true: no row is ever found.",
    example: "SELECT id FROM orders WHERE coupon = NULL",
    better: "SELECT id FROM orders WHERE coupon IS NULL",
    advice: "write IS NULL or IS NOT NULL",
    silentWhen: "for <=> and for assignments in SET",
    source: "soar ARG.004")

  package static func verdict(on subject: Subject, _ limits: RuleLimits) -> Verdict? {
    let outline = subject.outline
    for index in outline.conditionIndices where outline.isKeyword(index, .null) || outline.isKind(index, .null) {
      guard outline.isComparison(index - 1), !outline.isSymbol(index - 1, "<=>"), outline.isName(index - 2) else {
        continue
      }
      let sent = subject.metric(.rowsSent).map { "; \(Count.text($0.max)) rows sent at most" } ?? ""
      let (statement, meaning) = Rewrite.isNull(comparison: index - 1, outline)
      return .confirmed("\(outline.text(from: index - 2, through: index)) is true for no row\(sent)")
        .rewritten(statement, instead: meaning)
    }
    return nil
  }
}
