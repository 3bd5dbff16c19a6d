import Explain
import SQLText

/// QD114: ORDER BY or GROUP BY over columns of several tables.
package struct SortAcrossTables: Rule {
  package static let page = RulePage(
    id: "QD114", title: "ORDER BY or GROUP BY over columns of several tables", whenConfirmed: .warning,
    whenSuspect: .note,
    why: "No index spans two tables, so the joined rows are gathered and sorted.",
    example: "SELECT u.name FROM users u JOIN orders o ON o.user_id = u.id ORDER BY u.name, o.total",
    better: "SELECT u.name FROM users u JOIN orders o ON o.user_id = u.id ORDER BY o.user_id, o.total",
    advice: "sort by columns of the table that is read first, or keep a copy of the column in it",
    silentWhen: "for unqualified columns",
    source: "pt-query-advisor CLA.006")

  package static func verdict(on subject: Subject, _ limits: RuleLimits) -> Verdict? {
    let outline = subject.outline
    for clause in [StatementOutline.Clause.orderBy, .groupBy] {
      for block in outline.blocks.indices {
        let qualifiers = outline.qualifiers(of: clause, in: block)
        guard qualifiers.count > 1 else { continue }
        let what = "sorted by columns of \(qualifiers.joined(separator: " and "))"
        guard subject.plan != nil else { return .suspect(what) }
        let facts = [PlanFact.usingTemporary, .usingFilesort].filter(subject.planSays)
        return facts.isEmpty
          ? .cleared("\(what), but the plan neither sorts nor gathers")
          : .confirmed("\(what); the plan says \(facts.map(\.text).joined(separator: ", "))")
      }
    }
    return nil
  }
}
