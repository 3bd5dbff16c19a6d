import Explain
import SQLText
import SlowLog

/// QD115: ORDER BY goes up in one column and down in another.
package struct MixedSort: Rule {
  package static let page = RulePage(
    id: "QD115", title: "ORDER BY goes up in one column and down in another", whenConfirmed: .note, whenSuspect: .note,
    why:
      "An index whose columns all ascend can be read forwards or backwards, but not in both directions at once; so the "
      + "rows are sorted.",
    example: "SELECT id FROM orders ORDER BY created_at DESC, id",
    better: "SELECT id FROM orders ORDER BY created_at DESC, id DESC",
    advice: "sort all columns in one direction, or index them as they are sorted: (a DESC, b); MySQL 8.0 and MariaDB "
      + "10.8 keep such an index",
    silentWhen: "where an expression is sorted by, which is QD116's matter",
    source: "pt-query-advisor CLA.007, soar KEY.008; MySQL manual, Descending Indexes")

  package static func verdict(on subject: Subject, _ limits: RuleLimits) -> Verdict? {
    guard let columns = subject.outline.mixedSort else { return nil }
    let what = "sorted by \(columns)"
    if subject.plan != nil {
      return subject.planSays(.usingFilesort)
        ? .confirmed("\(what); the plan says \(PlanFact.usingFilesort.text)")
        : .cleared("\(what), but the plan does not sort")
    }
    let sorted = subject.yes(.filesort)
    return sorted > 0
      ? .confirmed("\(what); Filesort in \(Count.text(sorted)) of \(Count.text(subject.count)) events") : .suspect(what)
  }
}
