import Explain
import SQLText

/// QD156: the optimizer's estimate is far off.
package struct WrongEstimate: Rule {
  package static let page = RulePage(
    id: "QD156", title: "the optimizer's estimate is far off", whenConfirmed: .note, whenSuspect: .note,
    limits: [
      .init("factor", 10, "how far off"),
      .init("rows", 100, "rows below which it does not matter"),
    ],
    why: "A plan chosen for a handful of rows that meets thousands is often the wrong one.",
    example: "SELECT … FROM orders WHERE state = 'new'   -- rows 10, actual 51,204",
    better: "ANALYZE TABLE orders",
    advice: "run ANALYZE TABLE, or keep a histogram of the column: ANALYZE TABLE t UPDATE HISTOGRAM ON c",
    silentWhen: "for plans without measured rows, and under a LIMIT",
    source: "MySQL manual, EXPLAIN ANALYZE; MariaDB manual, ANALYZE")

  package static func verdict(on subject: Subject, _ limits: RuleLimits) -> Verdict? {
    guard !subject.outline.hasOuter(.limit) else { return nil }
    for table in subject.readTables {
      guard let expected = table.rows, let actual = table.actualRows, table.loops != 0,
        max(expected, actual) >= limits["rows"],
        max(expected, 1) / max(actual, 1) >= limits["factor"] || max(actual, 1) / max(expected, 1) >= limits["factor"]
      else { continue }
      return .confirmed(
        "\(table.name): \(Count.text(expected)) rows expected, \(Count.text(actual)) met in each execution of the step")
    }
    return nil
  }
}
