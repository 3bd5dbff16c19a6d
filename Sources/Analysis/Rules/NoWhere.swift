import Explain
import SQLText

/// QD103: the SELECT has no WHERE.
package struct NoWhere: Rule {
  package static let page = RulePage(
    id: "QD103", title: "the SELECT has no WHERE", whenConfirmed: .warning, whenSuspect: .note,
    limits: [
      .init("rows", 10000, "rows read from which it is confirmed"),
      .init("few", 1000, "rows read below which it is cleared"),
    ],
    why: "Without a condition the whole table is read, however large it has become.",
    example: "SELECT method, amount FROM payments",
    better: "SELECT method, amount FROM payments WHERE created_at >= '2026-11-01'",
    advice: "add a condition that an index can answer, or keep the result where it is needed",
    silentWhen:
      "without a FROM, for tables of information_schema, performance_schema and sys, and where ON or HAVING filters",
    source: "pt-query-advisor CLA.001")

  package static func verdict(on subject: Subject, _ limits: RuleLimits) -> Verdict? {
    let outline = subject.outline
    guard outline.verb == .select, let main = outline.mainSelect else { return nil }
    let clauses = outline.blocks[main].clauses
    guard clauses.contains(.from), !clauses.contains(.where), !clauses.contains(.on), !clauses.contains(.having),
      outline.readsBaseTable(in: main), !outline.readsSystemTables(in: main)
    else { return nil }
    if let scan = subject.scans(of: limits["rows"]).first, !clauses.contains(.limit) {
      return .confirmed("no WHERE; the plan reads \(scan.description)")
    }
    if let examined = subject.examined {
      if examined >= limits["rows"] {
        return .confirmed("no WHERE; \(Count.text(examined)) rows examined in the 95th percentile")
      }
      if examined < limits["few"] {
        return .cleared("no WHERE, but only \(Count.text(examined)) rows are examined in the 95th percentile")
      }
    }
    return .suspect("no WHERE")
  }
}
