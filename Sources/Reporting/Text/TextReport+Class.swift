import Aggregation
import SQLText
import SlowLog

extension TextReport {
  /// All about one class.
  func classSection(_ ranked: RankedClass) -> [StyledLine] {
    let queryClass = ranked.queryClass
    let share = model.share(of: queryClass)
    let title = StyledLine("#\(ranked.rank) ", .heading) + name(of: queryClass).styled(.heading)
    var lines = [heading(title.cut(to: width - 2))]
    lines.append(StyledLine("ID        ", .dim) + StyledLine(queryClass.id.hex32))
    lines += weight(of: queryClass, share: share)
    lines += labelled("Listed", reasonText(ranked.reason), style: .plain)
    lines += findings(ranked.annotation)
    lines.append(StyledLine())
    lines += metrics(of: queryClass, within: model.global)
    lines += histogram(of: queryClass)
    lines.append(StyledLine())
    lines += origins(of: queryClass)
    lines += plan(ranked.annotation)
    for (index, sample) in queryClass.samples.enumerated() {
      lines.append(StyledLine())
      lines += sampleSection(sample, of: queryClass, isWorst: index == 0)
    }
    return lines
  }

  /// What the class costs, and when.
  private func weight(of class: QueryClass, share: Double) -> [StyledLine] {
    var first = StyledLine("Load      ", .dim)
    first += StyledLine(
      Figure.share(share) + " of the response time", style(ofShare: share) == .plain ? .strong : style(ofShare: share))
    first += StyledLine(
      " (\(Figure.time(micros: Double(`class`.responseTime)))) in \(Figure.count(`class`.count, "call"))")
    if let perSecond = `class`.queriesPerSecond, let concurrency = `class`.concurrency {
      first += StyledLine(", \(Figure.number(perSecond))/s")
      let further = StyledLine(", concurrency \(Figure.ratio(concurrency))")
      if first.width + further.width <= width { first += further }
    }
    var lines = [first]
    if let begin = `class`.firstSeen, let end = `class`.lastSeen {
      lines.append(StyledLine("Seen      ", .dim) + StyledLine(TimeText.range(from: begin, to: end, in: model.zone)))
    }
    if `class`.scaledCount > `class`.count {
      lines.append(
        StyledLine("Sampled   ", .dim)
          + StyledLine("stands for about \(Figure.count(`class`.scaledCount, "call")) (Log_slow_rate_limit)"))
    }
    return lines
  }

  func reasonText(_ reason: InclusionReason) -> String {
    switch reason {
    case .all: return "all classes are"
    case .top(let limit, let order):
      let by = order.title
      return switch (limit.share, limit.count) {
      case (let share?, let count?):
        "in the top \(ClassLimit.percent(share))% by \(by), at most \(Figure.grouped(count)) classes"
      case (let share?, nil): "in the top \(ClassLimit.percent(share))% by \(by)"
      case (nil, let count?): "in the top \(Figure.grouped(count)) by \(by)"
      case (nil, nil): "all classes are"
      }
    case .outlier(let rule, let p95, let count):
      let attribute = rule.attribute
      return "outlier: p95 of \(attribute.name) is \(Figure.value(Double(p95), of: attribute)), at least"
        + " \(Figure.value(Double(rule.threshold), of: attribute)), in \(Figure.count(count, "event"))"
    }
  }

  /// Who sent it, from where, to which database, on which tables.
  private func origins(of class: QueryClass) -> [StyledLine] {
    var lines: [StyledLine] = []
    func list(_ label: String, _ values: CountedValues, unknown: UInt64 = 0) {
      guard !values.isEmpty || unknown > 0 else { return }
      lines += wrapped(
        label: label, labelWidth: 10, items: items(of: values, unknown: unknown, count: `class`.count), width: width)
    }
    list("Users", `class`.users)
    list("Hosts", `class`.hosts)
    list("Databases", `class`.dbs, unknown: `class`.unknownDBCount)
    if !`class`.tables.isEmpty {
      lines += wrapped(
        label: "Tables", labelWidth: 10, items: `class`.tables.map { StyledLine(VisibleText.of($0)) }, width: width)
    }
    list("Errors", `class`.errors)
    return lines
  }

  /// The most frequent values with their part of the events.
  private func items(of values: CountedValues, unknown: UInt64, count: UInt64) -> [StyledLine] {
    var ranked = values.ranked.map { (name: StyledLine(named($0.value)), count: $0.count) }
    if unknown > 0 {
      let place = ranked.firstIndex { $0.count < unknown } ?? ranked.count
      ranked.insert((StyledLine("unknown", .warning), unknown), at: place)
    }
    let shown = ranked.count == 6 ? 6 : 5
    var items = ranked.prefix(shown).map { entry in
      let part =
        ranked.count > 1 || entry.count < count ? " \(Figure.percent(Double(entry.count) / Double(max(count, 1))))" : ""
      return entry.name.cut(to: 40) + StyledLine("\(part) (\(Figure.grouped(entry.count)))")
    }
    let rest = ranked.dropFirst(shown)
    if !rest.isEmpty || values.others > 0 {
      let number = rest.reduce(values.others) { $0 + $1.count }
      let names = values.others > 0 ? "more" : "\(rest.count) more"
      items.append(StyledLine("\(names) (\(Figure.grouped(number)))", .dim))
    }
    return items
  }

  private func named(_ value: [UInt8]) -> String { value.isEmpty ? "(empty)" : VisibleText.of(value) }

  private func findings(_ annotation: ClassAnnotation) -> [StyledLine] {
    annotation.findings.flatMap { finding -> [StyledLine] in
      labelled(
        "Finding", VisibleText.of("\(finding.rule) \(finding.title) (\(finding.grade))"), style: finding.severity.style)
        + labelled("", VisibleText.of(finding.evidence), style: .plain)
        + labelled("", VisibleText.of(finding.advice), style: .good)
    }
  }

  private func plan(_ annotation: ClassAnnotation) -> [StyledLine] {
    if let note = annotation.planNote { return [StyledLine()] + labelled("Plan", VisibleText.of(note), style: .plain) }
    guard let plan = annotation.plan, !plan.lines.isEmpty else { return [] }
    return [StyledLine(), StyledLine("Plan", .dim)] + plan.lines.map { (StyledLine("  ") + $0).cut(to: width) }
  }
}

extension StyledLine {
  func styled(_ style: TextStyle) -> StyledLine { StyledLine(pieces.map { StyledText($0.text, style) }) }
}
