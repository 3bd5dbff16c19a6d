import Aggregation
import SlowLog

extension TextReport {
  /// How the response times of a class are spread: by calls, and by the time these took together.
  func histogram(of class: QueryClass) -> [StyledLine] {
    guard let values = `class`.metric(.queryTime), values.count > 1, values.sum > 0 else { return [] }
    let fine = TimeHistogram(of: values)
    let steps = fine.steps.count <= 12 ? fine.steps : fine.decades
    let largest = steps.map(\.count).max() ?? 1
    let whole = steps.reduce(0) { $0 + $1.sum }
    let barWidth = min(width - 29, 60)

    let title = StyledLine("Query_time", .dim).padded(to: barWidth + 9)
    var lines = [title + StyledLine("     calls      time", .dim)]
    for step in steps {
      let label = step.from == 0 ? "0" : Self.border(step.from)
      var line = StyledLine(label).padded(to: 7, alignRight: true) + "  "
      line += StyledLine(bar(Double(step.count) / Double(largest), width: barWidth), .good).padded(to: barWidth)
      line += cell(Double(step.count) / Double(values.count), style: .plain)
      let part = whole > 0 ? step.sum / whole : 0
      line += cell(part, style: part >= 0.5 ? .critical : part >= 0.2 ? .warning : .plain)
      lines.append(line)
    }
    return lines
  }

  private func cell(_ part: Double, style: TextStyle) -> StyledLine {
    part > 0 ? StyledLine(Figure.share(part), style).padded(to: 10, alignRight: true) : StyledLine().padded(to: 10)
  }

  /// `20ms` for 20,000: borders are 1, 2 or 5 with zeros.
  private static func border(_ micros: UInt64) -> String {
    switch micros {
    case ..<1_000: "\(micros)us"
    case ..<1_000_000: "\(micros / 1_000)ms"
    default: "\(micros / 1_000_000)s"
    }
  }
}
