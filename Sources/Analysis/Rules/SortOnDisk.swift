import Aggregation
import SQLText
import SlowLog

/// QD153: sorting spills to disk.
package struct SortOnDisk: Rule {
  package static let page = RulePage(
    id: "QD153", title: "sorting spills to disk", whenConfirmed: .warning, whenSuspect: .note,
    why: "What does not fit into sort_buffer_size is sorted in pieces in temporary files that are merged.",
    example: "SELECT id, note FROM orders ORDER BY note",
    better: "SELECT id FROM orders ORDER BY created_at LIMIT 100",
    advice: "sort fewer or narrower rows, by an index, or with a larger sort_buffer_size in this session",
    silentWhen: "without such numbers in the log",
    source: "Percona Server and MariaDB manuals, extended slow log")

  package static func verdict(on subject: Subject, _ limits: RuleLimits) -> Verdict? {
    let passes = subject.metric(.sortMergePasses) ?? subject.metric(.mergePasses)
    let events = subject.yes(.filesortOnDisk)
    let merges = passes?.sum ?? 0
    guard events > 0 || merges > 0 else { return nil }
    let parts = [
      events > 0 ? "Filesort_on_disk in \(Count.text(events)) of \(Count.text(subject.count)) events" : nil,
      merges > 0 ? "\(Count.text(merges)) merge passes" : nil,
    ].compactMap { $0 }
    return .confirmed(parts.joined(separator: ", "))
  }
}
