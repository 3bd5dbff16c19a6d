import Aggregation
import SQLText
import SlowLog

/// QD154: temporary tables spill to disk.
package struct TemporaryTableOnDisk: Rule {
  package static let page = RulePage(
    id: "QD154", title: "temporary tables spill to disk", whenConfirmed: .warning, whenSuspect: .note,
    why: "A temporary table that is too large for memory, or holds long texts, is written to disk.",
    example: "SELECT user_id, GROUP_CONCAT(state) FROM orders GROUP BY user_id",
    better: "SELECT user_id, COUNT(*) FROM orders WHERE created_at >= '2026-11-01' GROUP BY user_id",
    advice:
      "gather fewer or narrower rows, group by an index, or raise tmp_table_size (tmp_table_size and temptable_max_ram in MySQL 8)",
    silentWhen: "without such numbers in the log",
    source: "MySQL manual, Internal Temporary Table Use")

  package static func verdict(on subject: Subject, _ limits: RuleLimits) -> Verdict? {
    let events = subject.yes(.tmpTableOnDisk)
    let tables = (subject.metric(.createdTmpDiskTables) ?? subject.metric(.tmpDiskTables))?.sum ?? 0
    guard events > 0 || tables > 0 else { return nil }
    let parts = [
      events > 0 ? "Tmp_table_on_disk in \(Count.text(events)) of \(Count.text(subject.count)) events" : nil,
      tables > 0 ? "\(Count.text(tables)) temporary tables on disk" : nil,
    ].compactMap { $0 }
    return .confirmed(parts.joined(separator: ", "))
  }
}
