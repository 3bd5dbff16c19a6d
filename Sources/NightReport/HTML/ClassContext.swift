import Aggregation
import Comparison
import Reporting
import SlowLog

/// What the templates show of a class.
struct ClassContext {
  let values: [String: Any]

  init(_ shown: ShownClass, _ limits: PageLimits) {
    let base = shown.base
    let queryClass = base.queryClass
    let time = queryClass.metric(.queryTime) ?? Distribution()
    let findings = shown.findings.filter { $0.grade != "cleared" }
    var values: [String: Any] = [
      "id": shown.id, "rank": "\(base.rank)", "name": shownText(Array(queryClass.distilled.utf8), limit: 200),
      "excerpt": shownText(shown.fingerprint, limit: 120),
      "fingerprint": shownText(shown.fingerprint, limit: limits.fingerprint),
      "share": Figure.share(base.share), "shareValue": "\(base.share)",
      "bar": SVG.number(64 * min(max(base.share, 0), 1)),
      "time": Figure.time(micros: shown.responseTime * 1e6), "timeValue": "\(shown.responseTime)",
      "calls": "\(queryClass.count)", "callsText": Figure.grouped(queryClass.count),
      "mean": Figure.time(micros: time.mean), "meanValue": "\(time.mean)",
      "p95": Figure.time(micros: Double(time.percentile(0.95))), "p95Value": "\(time.percentile(0.95))",
      "findingCount": "\(findings.count)", "hasFindings": !findings.isEmpty,
    ]
    var tags: [String] = findings.isEmpty ? [] : ["finding"]
    if let change = base.change {
      tags += ["change", change.kind.rawValue]
      let text = ChangeText(change: change)
      values["change"] = ["kind": change.kind.rawValue, "mark": text.mark, "text": text.short]
    }
    values["tags"] = tags.joined(separator: " ")
    values["spark"] = Sparkline(points: base.trend).svg
    values["classFindings"] = findings.map { finding -> [String: Any] in
      [
        "severity": finding.severity.rawValue, "title": VisibleText.of(finding.title),
        "evidence": shownText(Array(finding.evidence.utf8), limit: limits.text),
        "advice": shownText(Array(finding.advice.utf8), limit: limits.text),
      ]
    }
    values["unexamined"] = shown.unexamined.map { shownText(Array($0.utf8), limit: limits.text) }
    values["plan"] = Self.planText(shown, lines: limits.planLines)
    values["samples"] = shown.samples.prefix(limits.samples).map { Self.sample($0, limit: limits.sample) }
    values["metrics"] = queryClass.orderedMetrics.map(Self.metric)
    let history = Self.history(base.trend.suffix(limits.nights))
    values["history"] = history
    values["hasHistory"] = history.count > 1
    self.values = values
  }

  /// The plan as a tree; `nil` without one.
  static func planText(_ shown: ShownClass, lines limit: Int) -> String? {
    guard !shown.planLines.isEmpty else { return nil }
    var lines = shown.planLines.prefix(limit).map { shownText(Array($0.text.utf8), limit: 300) }
    if shown.planLines.count > limit {
      lines.append("… \(Figure.count(shown.planLines.count - limit, "step")) left out")
    }
    return lines.joined(separator: "\n")
  }

  private static func sample(_ sample: Sample, limit: Int) -> [String: Any] {
    var about = [Figure.time(micros: Double(sample.queryTimeMicros))]
    if let instant = sample.instant { about.append(TimeText.iso(instant)) }
    if let user = sample.user { about.append(shownText(user, limit: 100)) }
    about.append("byte \(Figure.grouped(sample.byteOffset)) of \(VisibleText.of(sample.file))")
    return [
      "about": about.joined(separator: " · "),
      "text": SampleStatement(sample, limit: limit).lines.joined(separator: "\n"),
    ]
  }

  private static func metric(_ metric: Metric) -> [String: Any] {
    let (values, attribute) = (metric.values, metric.attribute)
    func text(_ value: Double) -> String { Figure.value(value, of: attribute) }
    return [
      "name": shownText(Array(attribute.name.utf8), limit: 60), "sum": text(Double(values.sum)),
      "min": text(Double(values.min)), "mean": text(values.mean), "p95": text(Double(values.percentile(0.95))),
      "max": text(Double(values.max)),
    ]
  }

  /// The last night first.
  private static func history(_ points: ArraySlice<ClassPoint>) -> [[String: Any]] {
    var plan: String?
    return points.map { point -> [String: Any] in
      let isNewPlan = plan != nil && point.planHash != nil && plan != point.planHash
      plan = point.planHash ?? plan
      return [
        "day": point.day, "count": Figure.grouped(point.count), "time": Figure.time(micros: point.responseTime * 1e6),
        "mean": Figure.time(micros: point.mean * 1e6), "p95": Figure.time(micros: point.p95 * 1e6),
        "newPlan": isNewPlan,
      ]
    }.reversed()
  }
}
