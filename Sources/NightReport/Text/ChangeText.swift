import Comparison
import Reporting

/// A change in words, the same in every format.
struct ChangeText {
  let change: Change

  /// `▲ worse SELECT orders`, in the kind's colour.
  func title(width: Int) -> StyledLine {
    let style: TextStyle = change.kind == .worse ? .critical : change.kind == .better ? .good : .warning
    let kind = StyledLine("\(mark) \(change.kind.rawValue) ", style)
    return (kind + StyledLine(VisibleText.of(change.distilled), .strong)).cut(to: width)
  }

  var mark: String {
    switch change.kind {
    case .worse: "▲"
    case .better: "▼"
    case .new: "+"
    case .gone: "−"
    }
  }

  /// `p95 of Query_time 120ms → 480ms, 4.00 times (3.10 to 5.20)`.
  var main: String {
    switch change.kind {
    case .new: "not there before; \(Figure.share(change.shareAfter)) of the response time now"
    case .gone: "not there any more; \(Figure.share(change.shareBefore)) of the response time before"
    default: Self.text(change.main)
    }
  }

  var others: [String] {
    var lines = change.others.map(Self.text)
    if !change.findingsGained.isEmpty { lines.append("new findings: " + change.findingsGained.joined(separator: ", ")) }
    if !change.findingsLost.isEmpty { lines.append("findings gone: " + change.findingsLost.joined(separator: ", ")) }
    return lines
  }

  var stake: String {
    let time = Figure.time(micros: abs(change.stake) * 1e6)
    return "\(time) \(change.stake < 0 ? "less" : "more") response time a day; share "
      + "\(Figure.share(change.shareBefore)) → \(Figure.share(change.shareAfter))"
  }

  /// `worse 4.00×`, for tables.
  var short: String {
    guard change.kind == .worse || change.kind == .better, let ratio = change.main.ratio else {
      return change.kind.rawValue
    }
    return "\(change.kind.rawValue) \(Figure.ratio(ratio))×"
  }

  private static func text(_ shift: Change.Shift) -> String {
    func value(_ number: Double?) -> String {
      guard let number else { return "none" }
      if shift.statistic != .count, shift.metric.hasSuffix("_time") { return Figure.time(micros: number * 1e6) }
      return Figure.number(number)
    }
    let name = shift.statistic == .count ? "calls a day" : "\(shift.statistic.rawValue) of \(shift.metric)"
    var text = "\(name) \(value(shift.before)) → \(value(shift.after))"
    if let ratio = shift.ratio { text += ", \(Figure.ratio(ratio)) times" }
    if let bounds = shift.ratioBounds {
      // The mean's ratio need not lie within those of the typical call.
      let typical = shift.statistic == .mean ? "typically " : ""
      text += " (\(typical)\(Figure.ratio(bounds.lowerBound)) to \(Figure.ratio(bounds.upperBound)))"
    }
    return text
  }
}
