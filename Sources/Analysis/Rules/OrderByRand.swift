import Explain
import SQLText

/// QD112: ORDER BY RAND() sorts the whole table.
package struct OrderByRand: Rule {
  package static let page = RulePage(
    id: "QD112", title: "ORDER BY RAND() sorts the whole table", whenConfirmed: .critical, whenSuspect: .warning,
    limits: [
      .init("rows", 1000, "rows examined from which it is confirmed"),
      .init("few", 200, "rows examined below which it is cleared"),
    ],
    why: "A number is drawn for every row and all rows are sorted by it, to keep a few.",
    example: "SELECT id FROM products ORDER BY RAND() LIMIT 5",
    better: "SELECT id FROM products WHERE id >= 48211 ORDER BY id LIMIT 5",
    advice: "draw keys in the application and read those, or keep an indexed column of random numbers",
    silentWhen: "for RAND() outside of ORDER BY",
    source: "pt-query-advisor CLA.002; soar CLA.002")

  package static func verdict(on subject: Subject, _ limits: RuleLimits) -> Verdict? {
    let outline = subject.outline
    guard
      outline.pieces.indices.contains(where: {
        outline.pieces[$0].clause == .orderBy && outline.isCall($0) && outline.name($0) == "rand"
      })
    else { return nil }
    if let scan = subject.scans(of: limits["rows"]).first {
      return .confirmed("ORDER BY RAND(); the plan reads and sorts \(scan.description)")
    }
    guard let examined = subject.examined else { return .suspect("ORDER BY RAND()") }
    if examined >= limits["rows"] {
      return .confirmed("ORDER BY RAND(); \(Count.text(examined)) rows examined in the 95th percentile")
    }
    return examined < limits["few"]
      ? .cleared("ORDER BY RAND(), but only \(Count.text(examined)) rows are examined") : .suspect("ORDER BY RAND()")
  }
}
