import Aggregation
import Comparison
import Reporting
import SQLText
import SlowLog

/// The report of a night as text, for a terminal or an e-mail.
package struct NightText {
  private let shown: ShownReport
  private let width: Int
  private let usesColor: Bool

  package init(_ report: NightReport, width: Int = 80, usesColor: Bool = false) {
    self.init(ShownReport(report), width: width, usesColor: usesColor)
  }

  package init(_ shown: ShownReport, width: Int = 80, usesColor: Bool = false) {
    self.shown = shown
    self.width = width
    self.usesColor = usesColor
  }

  package func rendered() -> [UInt8] {
    var painter = Painter(usesColor: usesColor)
    for line in head + changes + profile + findings + notes { painter.line(line) }
    return painter.bytes
  }

  private var head: [StyledLine] {
    let report = shown.report
    var lines = shown.headline.flatMap { wrapped(VisibleText.of($0), width: width, style: .strong) }
    if let first = report.firstSeen, let last = report.lastSeen {
      lines.append(StyledLine(TimeText.range(from: first, to: last, in: report.zone), .dim))
    }
    if let baseline = report.baseline {
      lines += wrapped("compared with " + VisibleText.of(baseline), width: width, style: .dim)
    }
    return lines
  }

  private var changes: [StyledLine] {
    guard !shown.changes.isEmpty else { return [] }
    var lines = [StyledLine(), StyledLine("What changed", .heading)]
    for change in shown.changes.prefix(20) {
      let text = ChangeText(change: change)
      lines.append(text.title(width: width))
      lines += indented(text.main)
      if let plan = change.plan { lines += indented("new plan: " + plan.sentence) }
      lines += indented(text.stake + "; ID \(change.id)")
    }
    return lines
  }

  private var profile: [StyledLine] {
    let columns = ["#", "share", "time", "calls", "p95"].map { TextTable.Column(title: $0) }
    var table = TextTable(columns: columns + [.init(title: "query", alignsRight: false)], flexible: 5)
    table.rows = shown.classes.prefix(20).map { entry in
      let queryClass = entry.base.queryClass
      let p95 = queryClass.metric(.queryTime)?.percentile(0.95) ?? 0
      return [
        "\(entry.base.rank)", StyledLine(Figure.share(entry.base.share)),
        StyledLine(Figure.time(micros: entry.responseTime * 1e6)), StyledLine(Figure.number(Double(queryClass.count))),
        StyledLine(Figure.time(micros: Double(p95))), StyledLine(VisibleText.of(queryClass.distilled)),
      ]
    }
    return [StyledLine(), StyledLine("Profile", .heading)] + table.lines(width: width)
  }

  private var findings: [StyledLine] {
    let findings = shown.findings
    guard !findings.isEmpty else { return [] }
    var lines = [StyledLine(), StyledLine("Findings", .heading)]
    for (entry, finding) in findings.prefix(20) {
      let query = VisibleText.of(entry.base.queryClass.distilled)
      lines.append(
        (StyledLine("\(finding.severity.rawValue) ", finding.severity == .critical ? .critical : .warning)
          + StyledLine("\(finding.rule) \(VisibleText.of(finding.title)): \(query)")).cut(to: width))
      lines += indented(finding.evidence)
    }
    return lines
  }

  private var notes: [StyledLine] {
    shown.notes.flatMap { [StyledLine()] + wrapped(VisibleText.of($0), width: width) }
  }

  private func indented(_ text: String) -> [StyledLine] {
    wrapped(VisibleText.of(text), width: width - 2).map { StyledLine("  ") + $0 }
  }
}
