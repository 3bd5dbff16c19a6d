import Aggregation
import SQLText
import SlowLog

/// QD123: UNION where UNION ALL would do.
package struct UnionDistinct: Rule {
  package static let page = RulePage(
    id: "QD123", title: "UNION where UNION ALL would do", whenConfirmed: .note, whenSuspect: .note,
    limits: [
      .init("rows", 1000, "rows sent from which it is confirmed"),
      .init("few", 100, "rows sent at most that are few"),
    ],
    why: "UNION gathers all rows in a temporary table to drop equal ones.",
    example: "SELECT id FROM a UNION SELECT id FROM b",
    better: "SELECT id FROM a UNION ALL SELECT id FROM b",
    advice: "write UNION ALL where the branches cannot have rows in common",
    silentWhen: "for UNION ALL",
    source: "soar SUB.002; sqlcheck 3015")

  package static func verdict(on subject: Subject, _ limits: RuleLimits) -> Verdict? {
    let outline = subject.outline
    guard outline.pieces.indices.contains(where: { outline.isKeyword($0, .union) && !outline.isKeyword($0 + 1, .all) })
    else { return nil }
    return judged(subject, limits)?
      .rewritten(Rewrite.unionAll(outline), provided: "no row comes twice, or none needs to be dropped")
  }

  private static func judged(_ subject: Subject, _ limits: RuleLimits) -> Verdict? {
    guard let sent = subject.metric(.rowsSent) else { return .suspect("UNION without ALL") }
    if Double(sent.percentile(0.95)) >= limits["rows"] {
      return .confirmed("UNION without ALL over results of \(Count.text(sent.percentile(0.95))) rows")
    }
    return Double(sent.max) <= limits["few"]
      ? .cleared("UNION without ALL, of at most \(Count.text(sent.max)) rows") : .suspect("UNION without ALL")
  }
}
