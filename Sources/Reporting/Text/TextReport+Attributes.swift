import Aggregation
import SlowLog

extension TextReport {
  /// The numbers of all events together.
  func attributes() -> [StyledLine] {
    guard model.global.count > 0 else { return [] }
    return [heading(StyledLine("All events", .heading))] + metrics(of: model.global, within: nil)
  }

  /// The attribute table of a class, with its part of each total where `whole` is given, and its flags. Of a single
  /// event there is but one value.
  func metrics(of class: QueryClass, within whole: QueryClass?) -> [StyledLine] {
    var table = TextTable(columns: [.init(title: "Attribute", alignsRight: false)], flexible: 0)
    if whole != nil { table.columns.append(.init(title: "pct")) }
    let isSingle = `class`.count == 1
    let titles = isSingle ? ["value"] : ["total", "min", "max", "mean", "p95", "p99", "stddev", "median"]
    table.columns += titles.map { .init(title: $0) }
    if let whole, !isSingle {
      let part = whole.count > 0 ? Double(`class`.count) / Double(whole.count) : 0
      let cells = [
        StyledLine("Calls"), StyledLine(Figure.percent(part)), StyledLine(Figure.number(Double(`class`.count))),
      ]
      table.rows.append(cells + Array(repeating: StyledLine(), count: titles.count - 1))
    }
    var zeros: [String] = []
    for metric in `class`.orderedMetrics {
      if metric.values.max == 0 {
        zeros.append(VisibleText.of(metric.attribute.name))
      } else {
        table.rows.append(Array(row(of: metric, within: whole).prefix(table.columns.count)))
      }
    }
    var lines = table.lines(width: width)
    if !zeros.isEmpty {
      let list = wrapped(label: "Always 0", labelWidth: 10, items: zeros.map { StyledLine($0) }, width: width)
      lines += whole == nil || list.count == 1 ? list : labelled("Always 0", abridged(zeros), style: .plain)
    }
    return lines + flags(of: `class`)
  }

  /// As many names as fit in a line, and the number of the others.
  private func abridged(_ names: [String]) -> String {
    var shown = names.count - 1
    func text() -> String { names.prefix(shown).joined(separator: ", ") + " and \(names.count - shown) more" }
    while shown > 1, displayWidth(text()) > width - 10 { shown -= 1 }
    return text()
  }

  private func row(of metric: Metric, within whole: QueryClass?) -> [StyledLine] {
    let values = metric.values
    func cell(_ value: Double) -> StyledLine { StyledLine(Figure.value(value, of: metric.attribute)) }
    var cells = [StyledLine(VisibleText.of(metric.attribute.name))]
    if let whole {
      let total = whole.metric(metric.attribute)?.sum ?? 0
      let part = total > 0 ? Double(values.sum) / Double(total) : 0
      cells.append(StyledLine(Figure.percent(part), style(ofShare: metric.attribute == .queryTime ? part : 0)))
    }
    return cells + [
      cell(Double(values.sum)), cell(Double(values.min)), cell(Double(values.max)), cell(values.mean),
      cell(Double(values.percentile(0.95))), cell(Double(values.percentile(0.99))), cell(values.standardDeviation),
      cell(Double(values.percentile(0.5))),
    ]
  }

  /// The flags that any event raised, with the part of events that did.
  private func flags(of class: QueryClass) -> [StyledLine] {
    let flags = `class`.orderedFlags.filter { $0.yes > 0 }
    guard !flags.isEmpty else { return [] }
    let items = flags.map { flag in
      StyledLine("\(flag.flag.name) ") + StyledLine(Figure.percent(Double(flag.yes) / Double(flag.known)), .strong)
    }
    return wrapped(label: "Flags", labelWidth: 10, items: items, width: width)
  }
}
