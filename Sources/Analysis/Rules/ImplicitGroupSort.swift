import Explain
import SQLText

/// QD118: GROUP BY sorts though no order is asked for.
package struct ImplicitGroupSort: Rule {
  package static let page = RulePage(
    id: "QD118", title: "GROUP BY sorts though no order is asked for", whenConfirmed: .note, whenSuspect: .note,
    versions: .mySQLBefore(8, 0),
    why:
      "Before MySQL 8.0, GROUP BY also sorts by its columns. Where nobody wants that order the sort is for nothing; where somebody relies on it, the result changes with the upgrade.",
    example: "SELECT state, COUNT(*) FROM orders GROUP BY state",
    better: "SELECT state, COUNT(*) FROM orders GROUP BY state ORDER BY NULL",
    advice: "write ORDER BY NULL if the order does not matter, and the ORDER BY that is meant if it does",
    silentWhen: "from MySQL 8.0 on, on MariaDB, where the server's version is unknown, and with an ORDER BY",
    source: "MySQL 5.7 manual, ORDER BY Optimization")

  package static func verdict(on subject: Subject, _ limits: RuleLimits) -> Verdict? {
    let outline = subject.outline
    guard page.versions.include(subject.server), outline.verb == .select, let main = outline.mainSelect,
      outline.blocks[main].clauses.contains(.groupBy), !outline.hasOuter(.orderBy)
    else { return nil }
    let what = "GROUP BY without ORDER BY"
    guard subject.plan != nil else { return .suspect(what) }
    return subject.planSays(.usingFilesort)
      ? .confirmed("\(what), and the plan sorts") : .cleared("\(what), but the plan does not sort")
  }
}
