import Aggregation
import SQLText
import SlowLog

/// QD143: INSERT … SELECT locks what it reads.
package struct InsertSelectLocks: Rule {
  package static let page = RulePage(
    id: "QD143", title: "INSERT … SELECT locks what it reads", whenConfirmed: .warning, whenSuspect: .note,
    limits: [
      .init("share", 0.2, "lock time as a share of the response time from which it is confirmed")
    ],
    why: "Below READ COMMITTED every row that is read is locked until the transaction ends.",
    example: "INSERT INTO archive (id) SELECT id FROM orders WHERE created_at < '2026-01-01'",
    better: "INSERT INTO archive (id) SELECT id FROM orders WHERE id BETWEEN 1 AND 1000",
    advice: "copy in portions by key, or with READ COMMITTED",
    silentWhen: "for INSERT … VALUES",
    source: "soar LCK.001")

  package static func verdict(on subject: Subject, _ limits: RuleLimits) -> Verdict? {
    let outline = subject.outline
    guard [.insert, .replace].contains(outline.blocks[0].verb),
      outline.blocks.indices.dropFirst().contains(where: {
        outline.blocks[$0].verb == .select && outline.blocks[$0].role == .derived && outline.blocks[$0].parent == 0
          && outline.blocks[$0].clauses.contains(.from)
      })
    else { return nil }
    let what = "rows are read to be inserted"
    let locks = subject.metric(.innodbRecLockWait) ?? subject.metric(.lockTime)
    guard let locks, let time = subject.metric(.queryTime), time.sum > 0 else { return .suspect(what) }
    let share = Double(locks.sum) / Double(time.sum)
    guard share >= limits["share"], locks.mean >= 1_000 else { return .suspect(what) }
    return .confirmed("\(what), and \(Count.text(share * 100)) % of the time is spent on locks")
  }
}
