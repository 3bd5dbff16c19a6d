import Explain
import SQLText

/// QD167: a locking read scans.
package struct LockingScan: Rule {
  package static let page = RulePage(
    id: "QD167", title: "a locking read scans", whenConfirmed: .critical, whenSuspect: .note,
    limits: [
      .init("rows", 1000, "rows read from which it is confirmed")
    ],
    why: "FOR UPDATE locks every row that is read, not only those that match: a scan locks the table.",
    example: "SELECT id FROM payments WHERE ref = 'a' FOR UPDATE   -- type: ALL",
    better: "ALTER TABLE payments ADD INDEX (ref)",
    advice: "index the column of the condition, so that only the rows needed are locked",
    silentWhen: "for reads by a key",
    source: "MySQL manual, InnoDB Locking Reads")

  package static func verdict(on subject: Subject, _ limits: RuleLimits) -> Verdict? {
    let outline = subject.outline
    guard outline.verb == .select, outline.hasOuter(.locking) else { return nil }
    if let scan = subject.scans(of: limits["rows"]).first {
      return .confirmed("the locking read goes through \(scan.description)")
    }
    if !subject.readTables.isEmpty { return nil }
    guard let examined = subject.examined, examined >= limits["rows"] else { return nil }
    return .suspect("a locking read that examines \(Count.text(examined)) rows in the 95th percentile")
  }
}
