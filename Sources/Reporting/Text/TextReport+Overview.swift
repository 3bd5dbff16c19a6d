import Aggregation
import SlowLog

extension TextReport {
  /// What was read, how busy the server was, and how few classes made it so.
  func overview() -> [StyledLine] {
    let global = model.global
    var title = StyledLine("qdigest", .heading)
    let labels = model.digest.labels.map { "\(VisibleText.of($0.name))=\(VisibleText.of($0.value))" }
    if !labels.isEmpty { title += StyledLine(" " + labels.joined(separator: " "), .strong) }
    var lines = [heading(title.cut(to: width - 2))]
    guard global.count > 0 else { return lines + emptiness() }

    let response = Figure.time(micros: Double(global.responseTime))
    lines.append(
      StyledLine("\(response) of response time", .strong)
        + StyledLine(" in \(Figure.count(global.count, "event")) of \(classesText(model.digest.classes.count))"))
    lines += wrapped(timeRange(), width: width, indent: 2)
    if let load = load() { lines += wrapped(load, width: width, indent: 2) }
    lines += wrapped(sources(), width: width, indent: 2)
    if let concentration = concentration() { lines += wrapped(concentration, width: width, indent: 2, style: .strong) }
    lines += rateLimit()
    for note in model.notes { lines += wrapped(note, width: width, indent: 2, style: .warning) }
    return lines
  }

  private func emptiness() -> [StyledLine] {
    let accounting = model.digest.accounting
    if accounting.events == 0 { return [StyledLine("No events in \(sources()).")] }
    if accounting.selectedEvents == 0 {
      return [StyledLine("None of \(Figure.count(accounting.events, "event")) was selected, in \(sources()).")]
    }
    return [
      StyledLine("\(Figure.count(accounting.selectedEvents, "event")) without Query_time, in \(sources()).")
    ]
  }

  /// `1 class`, `35 classes`; groups, where events are grouped by other things.
  func classCount(_ count: Int) -> String {
    model.isGroupedByFingerprintAlone ? Figure.count(count, "class", plural: "classes") : Figure.count(count, "group")
  }

  private func classesText(_ count: Int) -> String {
    let keys =
      model.isGroupedByFingerprintAlone ? "" : " by " + model.digest.groupBy.map(\.rawValue).joined(separator: ", ")
    return classCount(count) + keys
  }

  private func timeRange() -> String {
    guard let first = model.global.firstSeen, let last = model.global.lastSeen else { return "no times in the log" }
    let range = TimeText.range(from: first, to: last, in: model.zone)
    return model.global.span.map { "\(range) (\(TimeText.duration(seconds: $0)))" } ?? range
  }

  /// What happened in each second of the time range, and which servers saw it.
  private func load() -> String? {
    var parts: [String] = []
    if let perSecond = model.global.queriesPerSecond, let concurrency = model.global.concurrency {
      parts.append("\(Figure.number(perSecond)) queries/s, concurrency \(Figure.ratio(concurrency))")
    }
    let servers = model.digest.accounting.serverVersions.map { Self.short(version: VisibleText.of($0)) }
    if !servers.isEmpty { parts.append("server " + servers.joined(separator: ", ")) }
    return parts.isEmpty ? nil : parts.joined(separator: "; ")
  }

  /// Without what builders append in parentheses; MariaDB's can be an appeal.
  private static func short(version: String) -> String {
    let words = version.split(separator: " ").prefix { !$0.hasPrefix("(") }
    return cut(words.isEmpty ? version : words.joined(separator: " "), to: 40)
  }

  /// The logs that were read.
  private func sources() -> String {
    let accounting = model.digest.accounting
    let names = accounting.files.prefix(3).map { VisibleText.of($0.path) }
    var text = Figure.count(accounting.files.count, "file") + ", \(Figure.bytes(Double(accounting.bytes)))"
    if !names.isEmpty { text += ": " + names.joined(separator: ", ") }
    if accounting.files.count > names.count { text += " and \(accounting.files.count - names.count) more" }
    return text
  }

  /// How few classes hold most of the response time; `nil` if it takes more than half of them.
  private func concentration() -> String? {
    let total = model.global.responseTime
    let count = model.digest.classes.count
    guard total > 0, count > 1 else { return nil }
    let times = model.digest.classes.map(\.responseTime).sorted(by: >)
    var sum: UInt128 = 0
    var needed = 0
    while needed < times.count, sum * 5 < total * 4 {
      sum += times[needed]
      needed += 1
    }
    let share = Figure.percent(Double(sum) / Double(total))
    if needed == 1 { return "One of \(classCount(count)) is \(share) of the response time." }
    guard needed * 2 <= count else { return nil }
    let first = Figure.percent(Double(times[0]) / Double(total))
    return
      "\(needed) of \(classCount(count)) are \(share) of the response time, the first of them \(first)."
  }

  private func rateLimit() -> [StyledLine] {
    let limited = model.digest.accounting.rateLimitedEvents
    guard limited > 0 else { return [] }
    let text =
      "Log_slow_rate_limit was on: \(Figure.count(model.global.count, "event")) logged stand for about"
      + " \(Figure.grouped(model.global.scaledCount)). All figures below are of those logged."
    return wrapped(text, width: width, indent: 2, style: .warning)
  }
}
