import Aggregation
import SQLText
import SlowLog

/// QD144: a very long statement.
package struct HugeInsert: Rule {
  package static let page = RulePage(
    id: "QD144", title: "a very long statement", whenConfirmed: .note, whenSuspect: .note,
    limits: [
      .init("bytes", 1_000_000, "bytes in the 95th percentile from which it is confirmed")
    ],
    why: "One statement of megabytes holds locks and replication for as long as it takes.",
    example: "INSERT INTO t (a) VALUES (1), (2), … (100,000 rows)",
    better: "INSERT INTO t (a) VALUES (1), … (1,000 rows, several times)",
    advice: "insert a thousand rows at a time",
    silentWhen: "for shorter ones",
    source: "soar ARG.012")

  package static func verdict(on subject: Subject, _ limits: RuleLimits) -> Verdict? {
    guard [.insert, .replace].contains(subject.outline.blocks[0].verb),
      let length = subject.metric(.queryLength), Double(length.percentile(0.95)) >= limits["bytes"]
    else { return nil }
    return .confirmed("\(Count.text(length.percentile(0.95))) bytes in the 95th percentile")
  }
}
