import Aggregation
import SQLText
import SlowLog

extension TextReport {
  /// The ranked table: a line a class.
  func profile() -> [StyledLine] {
    guard !model.ranked.isEmpty else { return [] }
    let idLength = width >= 150 ? 32 : width >= 110 ? 16 : 6
    let barWidth = width >= 110 ? 10 : 4
    let what =
      model.isGroupedByFingerprintAlone ? "Query" : model.digest.groupBy.map(\.rawValue).joined(separator: ", ")
    var table = TextTable(
      columns: [
        .init(title: "#"), .init(title: "ID", alignsRight: false), .init(title: "Time"), .init(title: "Share"),
        .init(title: "", alignsRight: false), .init(title: "Calls"), .init(title: "Mean"), .init(title: "p95"),
        .init(title: "p99"), .init(title: "V/M"), .init(title: "Ex/S"), .init(title: what, alignsRight: false),
      ], flexible: 11)
    for ranked in model.ranked {
      table.rows.append(
        row(
          of: ranked.queryClass, rank: "\(ranked.rank)", id: String(ranked.queryClass.id.hex32.prefix(idLength)),
          name: name(of: ranked.queryClass), barWidth: barWidth))
    }
    if let misc = model.misc {
      table.rows.append(
        row(of: misc, rank: "", id: "MISC", name: StyledLine(classCount(model.miscClasses), .dim), barWidth: barWidth))
    }
    return [heading(StyledLine("Profile", .heading) + StyledLine(" by \(model.ranking.order.title)", .dim))]
      + table.lines(width: width)
      + wrapped(
        "Time: sum of Query_time. V/M: variance / mean of it, high if times vary. Ex/S: rows examined for each row"
          + " sent.", width: width, style: .dim)
  }

  private func row(of class: QueryClass, rank: String, id: String, name: StyledLine, barWidth: Int) -> [StyledLine] {
    let share = model.share(of: `class`)
    let style = id == "MISC" ? .plain : style(ofShare: share)
    let times = `class`.metric(.queryTime)
    func time(_ micros: Double?) -> StyledLine { StyledLine(micros.map { Figure.time(micros: $0) } ?? "-") }
    return [
      StyledLine(rank), StyledLine(id, .dim), StyledLine(Figure.time(micros: Double(`class`.responseTime)), style),
      StyledLine(Figure.share(share), style), StyledLine(bar(share, width: barWidth), style).padded(to: barWidth),
      StyledLine(Figure.number(Double(`class`.count))), time(times?.mean),
      time(times.map { Double($0.percentile(0.95)) }), time(times.map { Double($0.percentile(0.99)) }),
      StyledLine(times.map { Figure.ratio($0.varianceToMean(scale: 1_000_000)) } ?? "-"), examined(`class`), name,
    ]
  }

  /// Rows examined per row sent; many are a reason to look.
  private func examined(_ class: QueryClass) -> StyledLine {
    guard let ratio = `class`.rowsExaminedPerRowSent else { return StyledLine("-", .dim) }
    return StyledLine(Figure.ratio(ratio), ratio >= 1_000 ? .critical : ratio >= 100 ? .warning : .plain)
  }

  /// What a class is called: the distilled form, or the key where events are grouped by other things.
  func name(of class: QueryClass) -> StyledLine {
    guard !model.isGroupedByFingerprintAlone else {
      return StyledLine(
        `class`.distilled.isEmpty ? VisibleText.of(`class`.fingerprint) : VisibleText.of(`class`.distilled))
    }
    let parts = `class`.key.map { key, value in
      if key == .fingerprint, !`class`.distilled.isEmpty { return VisibleText.of(`class`.distilled) }
      return value.isEmpty ? "(no \(key.rawValue))" : VisibleText.of(value)
    }
    return StyledLine(parts.joined(separator: ", "))
  }
}
