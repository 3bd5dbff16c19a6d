import SQLText

/// QD110: a large OFFSET reads rows to throw them away.
package struct DeepOffset: Rule {
  package static let page = RulePage(
    id: "QD110", title: "a large OFFSET reads rows to throw them away", whenConfirmed: .warning, whenSuspect: .note,
    limits: [
      .init("offset", 1000, "offset from which it is confirmed"),
      .init("few", 100, "offset below which nothing is said"),
    ],
    why: "OFFSET n reads n rows and drops them: each page costs more than the one before.",
    example: "SELECT id, total FROM orders ORDER BY id LIMIT 20 OFFSET 100000",
    better: "SELECT id, total FROM orders WHERE id > 812345 ORDER BY id LIMIT 20",
    advice: "remember the last key of a page and begin the next behind it: WHERE id > ? ORDER BY id LIMIT 20",
    silentWhen: "for small offsets",
    source: "pt-query-advisor CLA.003; soar CLA.003")

  package static func verdict(on subject: Subject, _ limits: RuleLimits) -> Verdict? {
    guard let offset = subject.outline.offset else { return nil }
    let keyset = Rewrite.keyset(subject)
    func advised(_ verdict: Verdict) -> Verdict {
      verdict.rewritten(keyset?.statement, instead: "with the last \(keyset?.key ?? "") of the page before")
    }
    guard let value = offset else { return advised(.suspect("the offset is a parameter")) }
    guard value >= limits["few"] else { return nil }
    let what = "offset \(Count.text(value)) in the slowest execution"
    if value >= limits["offset"] {
      let examined = subject.examined.map { "; \(Count.text($0)) rows examined in the 95th percentile" } ?? ""
      return advised(.confirmed(what + examined))
    }
    return advised(.suspect(what))
  }
}
