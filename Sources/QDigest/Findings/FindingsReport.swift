import Aggregation
import Analysis
import JSONText
import Reporting
import SQLText

/// The findings alone, ordered by the response time at stake.
struct FindingsReport {
  let reviews: [ClassReview]
  let digest: Digest
  let showsCleared: Bool
  let width: Int

  private var shown: [(review: ClassReview, finding: Finding)] {
    reviews.flatMap { review in
      review.findings.filter { showsCleared || $0.grade != .cleared }.map { (review, $0) }
    }
  }

  /// `{"findings": [{"rule": "QD104", "class": …}, …], "unexamined": […]}`
  func json() -> [UInt8] {
    let findings = shown.map { review, finding in
      JSONValue.object([
        ("rule", .string(finding.rule)), ("class", .string(finding.classID.hex32)),
        ("grade", .string(finding.grade.rawValue)), ("severity", .string(finding.severity.rawValue)),
        ("title", .string(finding.title)), ("evidence", .string(finding.evidence)), ("advice", .string(finding.advice)),
        ("response_time", .decimal(micros: finding.responseTimeMicros)), ("share", .double(rounded(share(review)))),
      ])
    }
    let unexamined = reviews.compactMap { review in
      review.unexamined.map {
        JSONValue.object([("class", .string(review.queryClass.id.hex32)), ("reason", .string($0))])
      }
    }
    return JSONValue.object([("findings", .array(findings)), ("unexamined", .array(unexamined))]).serialized(.pretty)
      + [0x0A]
  }

  private func rounded(_ share: Double) -> Double { (share * 1e6).rounded() / 1e6 }

  private func share(_ review: ClassReview) -> Double {
    digest.global.responseTime > 0
      ? Double(review.queryClass.responseTime) / Double(digest.global.responseTime) : 0
  }

  /// A paragraph a class: its share, its statement, and what is wrong with it.
  func text() -> [UInt8] {
    var lines: [String] = []
    var number = 0
    for review in reviews {
      let findings = review.findings.filter { showsCleared || $0.grade != .cleared }
      guard !findings.isEmpty else { continue }
      number += findings.count
      let share = "\((share(review) * 1_000).rounded() / 10) %"
      let title =
        "#\(review.rank)  \(share) of response time, \(Count.text(review.queryClass.count)) \(review.queryClass.count == 1 ? "event" : "events")"
      if !lines.isEmpty { lines.append("") }
      lines.append("\(title)  \(review.queryClass.id.hex32)")
      lines += wrapped(
        VisibleText.of(String(decoding: review.queryClass.fingerprint, as: UTF8.self)), indent: 4, limit: 3)
      for finding in findings {
        lines.append(
          "  \(finding.severity.rawValue.uppercased())  \(finding.rule) \(finding.title) (\(finding.grade.rawValue))")
        lines += wrapped(VisibleText.of(finding.evidence), indent: 6, limit: 6)
        lines += wrapped("→ " + finding.advice, indent: 6, limit: 6)
      }
    }
    let unexamined = reviews.count { $0.unexamined != nil }
    if number == 0 { lines.append("No findings.") }
    lines.append("")
    lines.append(
      "\(number) \(number == 1 ? "finding" : "findings") in \(reviews.count) classes looked at"
        + (unexamined > 0 ? "; \(unexamined) without a whole statement could not be" : "")
        + (digest.classes.count > reviews.count
          ? "; \(digest.classes.count - reviews.count) beyond the limit were not" : ""))
    return Array((lines.joined(separator: "\n") + "\n").utf8)
  }

  private func wrapped(_ text: String, indent: Int, limit: Int) -> [String] {
    let room = max(width - indent, 40)
    var lines: [String] = []
    var line = ""
    for word in text.split(separator: " ") {
      if !line.isEmpty, line.count + 1 + word.count > room {
        lines.append(line)
        line = ""
      }
      line += line.isEmpty ? String(word.prefix(room)) : " " + word
    }
    if !line.isEmpty { lines.append(line) }
    if lines.count > limit {
      lines = Array(lines.prefix(limit))
      lines[limit - 1] += " …"
    }
    return lines.map { String(repeating: " ", count: indent) + $0 }
  }
}
