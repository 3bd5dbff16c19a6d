import Aggregation
import Explain
import SQLText
import SlowLog

/// QD116: ORDER BY or GROUP BY an expression.
package struct SortByExpression: Rule {
  package static let page = RulePage(
    id: "QD116", title: "ORDER BY or GROUP BY an expression", whenConfirmed: .warning, whenSuspect: .note,
    why: "What has to be computed first cannot be read in order from an index of the column.",
    example: "SELECT id FROM orders ORDER BY total * 100",
    better: "SELECT id FROM orders ORDER BY total",
    advice: "sort by the bare column, or index the expression (a generated column before MySQL 8.0.13)",
    silentWhen: "for aggregates, aliases and RAND()",
    source: "soar CLA.009, CLA.010")

  package static func verdict(on subject: Subject, _ limits: RuleLimits) -> Verdict? {
    let outline = subject.outline
    guard let expression = outline.sortedExpression else { return nil }
    let what = "sorted by \(expression)"
    if subject.plan != nil, !subject.planSays(.usingFilesort), !subject.planSays(.usingTemporary) {
      return .cleared("\(what), but the plan does not sort")
    }
    if let plan = subject.plan {
      let examined = subject.examined ?? plan.rowsExaminedEstimate ?? 0
      return .confirmed(
        "\(what); the plan sorts, and \(Count.text(examined)) rows are read",
        severity: examined >= 1_000 ? .warning : .note)
    }
    return subject.yes(.filesort) > 0
      ? .confirmed(
        "\(what); Filesort in \(Count.text(subject.yes(.filesort))) of \(Count.text(subject.count)) events",
        severity: .note)
      : .suspect(what)
  }
}
