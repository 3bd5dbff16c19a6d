/// The report that people read, on a terminal or in a mail.
///
/// It goes from the whole to the parts: what the server was busy with, which classes made it so, then each of them,
/// and at the end where every byte of the input went. Sections are handed over one by one, so that the whole text is
/// never in memory. Nothing from a log reaches the output without `VisibleText`.
package struct TextReport: Sendable {
  package struct Options: Sendable {
    /// Columns; at least 72 are used.
    package var width = 80
    package var usesColor = false
    /// Longer sample statements are cut in the middle; `nil` shows them whole.
    package var maxStatementBytes: Int? = 2_000

    package init() {}
  }

  let model: ReportModel
  let options: Options
  var width: Int { max(72, options.width) }

  package init(_ model: ReportModel, options: Options = Options()) {
    self.model = model
    self.options = options
  }

  /// Renders section by section.
  package func write(to sink: ([UInt8]) throws -> Void) rethrows {
    var painter = Painter(usesColor: options.usesColor)
    let sections: [[StyledLine]] = [overview(), profile(), attributes()]
    for (index, section) in sections.filter({ !$0.isEmpty }).enumerated() {
      if index > 0 { painter.line() }
      for line in section { painter.line(line) }
    }
    try sink(painter.takeBytes())
    for ranked in model.ranked {
      painter.line()
      for line in classSection(ranked) { painter.line(line) }
      try sink(painter.takeBytes())
    }
    painter.line()
    for line in accounting() { painter.line(line) }
    try sink(painter.takeBytes())
  }

  package func render() -> [UInt8] {
    var bytes: [UInt8] = []
    write { bytes.append(contentsOf: $0) }
    return bytes
  }

  /// A heading with a rule behind it, as wide as the report.
  func heading(_ title: StyledLine, style: TextStyle = .heading) -> StyledLine {
    let left = width - title.width - 1
    return title + " " + StyledLine(String(repeating: "─", count: max(0, left)), .dim)
  }
}

/// How serious a class is by its part of the response time.
func style(ofShare share: Double) -> TextStyle {
  share >= 0.2 ? .critical : share >= 0.05 ? .warning : .plain
}
