import Aggregation
import Explain
import SQLText
import SlowLog

/// QD151: a table is read from end to end.
package struct FullScan: Rule {
  package static let page = RulePage(
    id: "QD151", title: "a table is read from end to end", whenConfirmed: .warning, whenSuspect: .note,
    limits: [
      .init("rows", 1000, "rows of the table from which a scan is confirmed"),
      .init("examined", 10000, "rows examined from which the log alone confirms it"),
    ],
    why: "type ALL reads every row in every execution: the cost grows with the table, the result does not.",
    example: "SELECT id FROM orders WHERE YEAR(created_at) = 2026   -- type: ALL",
    better: "SELECT id FROM orders WHERE created_at >= '2026-01-01' AND created_at < '2027-01-01'",
    advice: "index the columns that the condition compares",
    silentWhen: "without a plan and without Full_scan in the log",
    source: "MySQL manual, EXPLAIN Output Format, join type ALL")

  package static func verdict(on subject: Subject, _ limits: RuleLimits) -> Verdict? {
    let full = subject.readTables.filter { $0.access == .all || subject.isWholeTable($0) }
    if let table = full.max(by: { ($0.rowsRead ?? 0) < ($1.rowsRead ?? 0) }) {
      let rows = table.rowsRead ?? 0
      // With a LIMIT the scan may end early; rows read through a join buffer are missing from Rows_examined in MariaDB.
      let endsEarly =
        subject.outline.hasOuter(.limit) && table.actualRowsRead == nil && (subject.examined ?? rows) < limits["rows"]
      guard rows >= limits["rows"], !endsEarly else { return .cleared("the plan scans \(table.description)") }
      return .confirmed("the plan reads \(table.description)", advice: subject.indexAdvice(for: table))
    }
    guard subject.plan == nil, let examined = subject.examined, examined >= limits["examined"] else { return nil }
    let scans = subject.yes(.fullScan)
    if scans > 0 {
      return .confirmed(
        "Full_scan in \(Count.text(scans)) of \(Count.text(subject.count)) events, "
          + "\(Count.text(examined)) rows examined in the 95th percentile")
    }
    // Read_rnd_next counts the rows that a scan goes on to; a read by a key has none.
    guard let next = subject.metric(.readRndNext), Double(next.percentile(0.95)) >= limits["examined"] else {
      return nil
    }
    return .confirmed(
      "Read_rnd_next \(Count.text(next.percentile(0.95))) in the 95th percentile: rows read one after another")
  }
}
