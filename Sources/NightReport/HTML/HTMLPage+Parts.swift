import Aggregation
import Comparison
import Reporting
import SQLText

extension HTMLPage {
  func changeContext(_ change: Change, isLinked: Bool) -> [String: Any] {
    let text = ChangeText(change: change)
    var context: [String: Any] = [
      "kind": change.kind.rawValue, "mark": text.mark, "name": shownText(Array(change.distilled.utf8), limit: 200),
      "main": VisibleText.of(text.main), "others": text.others.map { VisibleText.of($0) }, "stake": text.stake,
      "fingerprint": shownText(change.fingerprint, limit: 400),
    ]
    if isLinked { context["link"] = change.id.hex32 }
    context["plan"] = change.plan.map { VisibleText.of($0.sentence) }
    return context
  }

  func addCharts(to context: inout [String: Any]) {
    if let svg = LoadChartDrawing(load: shown.load, zone: report.zone).svg {
      let legend = shown.load.series.enumerated().map { index, series -> [String: Any] in
        var entry: [String: Any] = [
          "color": LoadChartDrawing.color(index, series), "name": shownText(Array(series.name.utf8), limit: 200),
        ]
        entry["link"] = series.rank.flatMap { rank in shown.classes.first { $0.base.rank == rank }?.id }
        return entry
      }
      context["load"] =
        ["svg": svg, "legend": legend, "bin": TimeText.duration(seconds: Double(shown.load.binWidth))] as [String: Any]
    }
    context["latency"] = LatencyHistogram(histogram: report.histogram).svg
    let lines = NightLines.percentiles(of: report.nights, id: "percentiles")
    context["percentiles"] = lines.svg.map { svg -> [String: Any] in
      ["svg": svg, "legend": lines.lines.map { ["color": $0.style, "name": $0.name] }]
    }
  }

  func addFindings(to context: inout [String: Any]) {
    let findings = shown.findings
    context["findingsNote"] =
      findings.isEmpty
      ? "No rule has anything to say." : "By the response time of the query they are about, the largest first."
    context["findings"] = findings.prefix(100).map { shown, finding -> [String: Any] in
      var entry: [String: Any] = [
        "severity": finding.severity.rawValue, "title": VisibleText.of(finding.title), "rule": finding.rule,
        "stake": Figure.time(micros: shown.responseTime * 1e6), "id": shown.id,
        "name": shownText(Array(shown.base.queryClass.distilled.utf8), limit: 200), "grade": finding.grade,
        "evidence": shownText(Array(finding.evidence.utf8), limit: 1_000),
        "advice": shownText(Array(finding.advice.utf8), limit: 1_000),
      ]
      entry["plan"] = ClassContext.planText(shown, lines: 25)
      return entry
    }
  }

  func addAccount(to context: inout [String: Any]) {
    let account = report.accounting
    var rows = [
      ("Events", Figure.grouped(account.events)), ("Selected", Figure.grouped(account.selectedEvents)),
      ("Bytes", Figure.bytes(Double(account.bytes))), ("In events", Figure.bytes(Double(account.eventBytes))),
      ("Server's start lines", Figure.bytes(Double(account.bannerBytes))),
      ("Skipped", Figure.bytes(Double(account.skippedBytes))),
    ]
    if account.eventsWithoutTime > 0 { rows.append(("Without Query_time", Figure.grouped(account.eventsWithoutTime))) }
    if account.truncatedTails > 0 { rows.append(("Logs cut off", Figure.grouped(account.truncatedTails))) }
    if let remark = account.imitationRemark { rows.append(("Imitated headers", remark)) }
    if account.rateLimitedEvents > 0 { rows.append(("Under a rate limit", Figure.grouped(account.rateLimitedEvents))) }
    if account.disbelievedTimes > 0 { rows.append(("Times not believed", Figure.grouped(account.disbelievedTimes))) }
    if !account.serverVersions.isEmpty {
      rows.append(("Servers", account.serverVersions.prefix(5).map { VisibleText.of($0) }.joined(separator: ", ")))
    }
    context["account"] = rows.map { ["name": $0.0, "value": $0.1] }
    context["files"] = account.files.prefix(200).map { file -> [String: Any] in
      [
        "path": VisibleText.of(file.path), "events": "\(file.events)", "eventsText": Figure.grouped(file.events),
        "bytes": "\(file.bytes)", "bytesText": Figure.bytes(Double(file.bytes)),
        "problems": file.problems.map { shownText(Array($0.utf8), limit: 400) },
      ]
    }
  }
}

extension NightLines {
  static func percentiles(of nights: [NightPoint], id: String) -> NightLines {
    NightLines(
      id: id, title: "Percentiles of Query_time", days: nights.map(\.day),
      lines: [
        Line(name: "p50", style: "l1", values: nights.map(\.totals.p50)),
        Line(name: "p95", style: "l2", values: nights.map(\.totals.p95)),
        Line(name: "p99", style: "l3", values: nights.map(\.totals.p99)),
      ])
  }
}
