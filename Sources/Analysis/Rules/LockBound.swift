import Aggregation
import SQLText
import SlowLog

/// QD157: most of the time is spent waiting for locks.
package struct LockBound: Rule {
  package static let page = RulePage(
    id: "QD157", title: "most of the time is spent waiting for locks", whenConfirmed: .warning, whenSuspect: .note,
    limits: [
      .init("share", 0.5, "lock time as a share of the response time"),
      .init("millis", 10, "mean lock time in milliseconds below which it does not matter"),
    ],
    why: "The statement is not slow itself: it waits for somebody else's transaction.",
    example: "UPDATE products SET stock = stock - 1 WHERE id = 7   -- Lock_time 2 s of 2 s",
    better: "COMMIT   -- earlier, in the transaction that holds the row",
    advice:
      "find who holds the lock (sys.innodb_lock_waits), make that transaction shorter, and take rows in one order",
    silentWhen: "below the share and the floor",
    source: "MySQL manual, The Slow Query Log")

  package static func verdict(on subject: Subject, _ limits: RuleLimits) -> Verdict? {
    let waits = [KnownAttribute.innodbRecLockWait, .lockTime].compactMap { subject.metric($0) }.max { $0.sum < $1.sum }
    guard let waits, let time = subject.metric(.queryTime), time.sum > 0 else { return nil }
    let share = Double(waits.sum) / Double(time.sum)
    guard share >= limits["share"], waits.mean >= limits["millis"] * 1_000 else { return nil }
    return .confirmed(
      "\(Count.text(min(1, share) * 100)) % of the response time is lock time, \(Count.seconds(waits.mean)) on average, at most \(Count.seconds(Double(waits.max)))"
    )
  }
}
