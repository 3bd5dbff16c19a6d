import Explain
import SQLText

/// QD150: many rows are examined for each one used.
package struct ExaminedForNothing: Rule {
  package static let page = RulePage(
    id: "QD150", title: "many rows are examined for each one used", whenConfirmed: .warning, whenSuspect: .note,
    limits: [
      .init("ratio", 1000, "rows examined for each row of the result")
    ],
    why: "Rows are read and thrown away: a better index would go to the few that are needed.",
    example: "SELECT id, amount FROM payments WHERE order_id = 7   -- 60,000 examined, 1 sent",
    better: "ALTER TABLE payments ADD INDEX (order_id)",
    advice: "index the columns of the condition, those compared with = first",
    silentWhen: "for aggregates without GROUP BY, and below the ratio",
    source: "pt-query-digest's Rows_examined against Rows_sent")

  package static func verdict(on subject: Subject, _ limits: RuleLimits) -> Verdict? {
    let outline = subject.outline
    guard let ratio = subject.examinedPerRow, ratio >= limits["ratio"] else { return nil }
    if let main = outline.mainSelect, outline.verb == .select, outline.isPlainAggregate(main) { return nil }
    let what = "\(Count.text(ratio)) rows examined for each row of the result"
    if let scan = subject.scans(of: limits["ratio"]).first {
      return .confirmed("\(what); the plan reads \(scan.description)", advice: subject.indexAdvice(for: scan))
    }
    return subject.readTables.isEmpty ? .confirmed(what) : .confirmed("\(what), though by a key", severity: .note)
  }
}
