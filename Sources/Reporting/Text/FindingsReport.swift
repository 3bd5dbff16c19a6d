import Aggregation
import SQLText

/// What rules found, for people: a paragraph a class, with its share, its statement, and what is wrong with it.
package struct FindingsReport: Sendable {
  private let model: ReportModel
  private let options: TextReport.Options
  private var width: Int { max(72, options.width) }

  package init(_ model: ReportModel, options: TextReport.Options = TextReport.Options()) {
    self.model = model
    self.options = options
  }

  package func write(to sink: ([UInt8]) throws -> Void) rethrows {
    var painter = Painter(usesColor: options.usesColor)
    let found = model.ranked.filter { !$0.annotation.findings.isEmpty }
    for ranked in found {
      for line in paragraph(ranked) { painter.line(line) }
      painter.line()
      try sink(painter.takeBytes())
    }
    if found.isEmpty { painter.line("No findings.") }
    for line in wrapped(summary, width: width) { painter.line(line) }
    try sink(painter.takeBytes())
  }

  private func paragraph(_ ranked: RankedClass) -> [StyledLine] {
    let queryClass = ranked.queryClass
    let share = Figure.percent(model.share(of: queryClass))
    let title = "#\(ranked.rank)  \(share) of the response time, \(Figure.count(queryClass.count, "event"))"
    return [StyledLine(title, .heading) + StyledLine("  \(queryClass.id.hex32)", .dim)]
      + indented(VisibleText.of(String(decoding: queryClass.fingerprint, as: UTF8.self)), by: 4, limit: 3)
      + ranked.annotation.findings.flatMap { finding in
        let name = "\(finding.severity.rawValue.uppercased())  \(finding.rule) \(finding.title) (\(finding.grade))"
        return [StyledLine("  ") + StyledLine(VisibleText.of(name), finding.severity.style)]
          + indented(VisibleText.of(finding.evidence), by: 6, limit: 6)
          + indented("→ " + VisibleText.of(finding.advice), by: 6, limit: 6, style: .good)
      }
  }

  private func indented(_ text: String, by indent: Int, limit: Int, style: TextStyle = .plain) -> [StyledLine] {
    let lines = wrapped(text, width: width - indent, style: style)
    let shown = lines.prefix(limit).map { StyledLine(String(repeating: " ", count: indent)) + $0 }
    guard lines.count > limit, let last = shown.last else { return shown }
    return shown.dropLast() + [last.cut(to: width - 2) + StyledLine(" …", style)]
  }

  /// How much was found, and what was not looked at.
  private var summary: String {
    let number = model.ranked.reduce(0) { $0 + $1.annotation.findings.count }
    let unexamined = model.ranked.count { $0.annotation.unexamined != nil }
    var text = "\(Figure.count(number, "finding")) in \(Figure.count(model.ranked.count, "class", plural: "classes"))"
    if unexamined > 0 { text += "; \(Figure.grouped(unexamined)) of them could not be looked at" }
    if model.miscClasses > 0 { text += "; \(Figure.grouped(model.miscClasses)) beyond the limit were not" }
    return text
  }
}

extension ReportedFinding.Severity {
  var style: TextStyle {
    switch self {
    case .critical: .critical
    case .warning: .warning
    case .note: .plain
    }
  }
}
