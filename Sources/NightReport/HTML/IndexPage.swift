import Reporting

/// `index.html`: all nights of every instance, with links to each night's page.
package struct IndexPage {
  package struct Instance: Sendable {
    package var name: String
    /// The last night's.
    package var headline: [String]
    /// Oldest first.
    package var nights: [NightPoint]

    package init(name: String, headline: [String], nights: [NightPoint]) {
      self.name = name
      self.headline = headline
      self.nights = nights
    }
  }

  private let instances: [Instance]
  private let generator: String

  package init(_ instances: [Instance], generator: String) {
    self.instances = instances
    self.generator = generator
  }

  package func rendered() -> [UInt8] {
    var context = TemplateLibrary.head
    context["generator"] = generator
    context["instances"] = instances.enumerated().map { Self.context($1, number: $0 + 1) }
    return Array(TemplateLibrary.text("index", context).utf8)
  }

  private static func context(_ instance: Instance, number: Int) -> [String: Any] {
    let recent = Array(instance.nights.suffix(90))
    let time = NightLines(
      id: "time-\(number)", title: "Response time", days: recent.map(\.day),
      lines: [.init(name: "response time", style: "l1", values: recent.map(\.totals.responseTime))])
    var context: [String: Any] = [
      "number": "\(number)", "name": instance.name.isEmpty ? "All logs" : VisibleText.of(instance.name),
      "headline": instance.headline.map { VisibleText.of(Redaction().prose($0)) },
      "nights": instance.nights.reversed().map(night),
    ]
    context["trend"] = time.svg
    context["percentiles"] = NightLines.percentiles(of: recent, id: "percentiles-\(number)").svg
    return context
  }

  private static func night(_ night: NightPoint) -> [String: Any] {
    let totals = night.totals
    var row: [String: Any] = [
      "day": night.day, "time": Figure.time(micros: totals.responseTime * 1e6), "timeValue": "\(totals.responseTime)",
      "events": "\(totals.events)", "eventsText": Figure.grouped(totals.events), "classes": "\(totals.classes)",
    ]
    for (name, value) in [("p50", totals.p50), ("p95", totals.p95), ("p99", totals.p99)] {
      row[name] = Figure.time(micros: value * 1e6)
      row[name + "Value"] = "\(value)"
    }
    row["page"] = night.page
    return row
  }
}
