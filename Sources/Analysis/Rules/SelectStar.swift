import Aggregation
import SQLText
import SlowLog

/// QD101: SELECT * reads every column.
package struct SelectStar: Rule {
  package static let page = RulePage(
    id: "QD101", title: "SELECT * reads every column", whenConfirmed: .warning, whenSuspect: .note,
    limits: [
      .init("rows", 20, "rows sent in the 95th percentile from which every column costs"),
      .init("many", 1000, "rows sent from which it is a warning"),
    ],
    why:
      "All columns are read, sent and kept in memory, also those that nobody asks for; an index that holds just the columns needed cannot answer alone.",
    example: "SELECT * FROM orders WHERE user_id = 7",
    better: "SELECT id, total FROM orders WHERE user_id = 7",
    advice: "name the columns that are used; long texts and blobs first of all",
    silentWhen: "in subqueries, EXISTS and derived tables, and for COUNT(*)",
    source: "pt-query-advisor COL.001; soar COL.001")

  package static func verdict(on subject: Subject, _ limits: RuleLimits) -> Verdict? {
    let outline = subject.outline
    guard let star = outline.outerStar else { return nil }
    let what = "\(outline.text(from: star.first, through: star.last)) in the outermost list of columns"
    guard let sent = subject.metric(.rowsSent) else { return .suspect(what) }
    if sent.max <= 1 { return .cleared("\(what), but no execution sends more than one row") }
    let rows = Double(sent.percentile(0.95))
    guard rows >= limits["rows"] else { return .suspect("\(what), in \(Count.text(rows)) rows") }
    let bytes = subject.metric(.bytesSent).map { ", \(Count.text($0.mean)) bytes on average" } ?? ""
    return .confirmed(
      "\(what): \(Count.text(rows)) rows of it are sent in the 95th percentile\(bytes)",
      severity: rows >= limits["many"] ? .warning : .note)
  }
}
