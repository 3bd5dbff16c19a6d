import Aggregation
import Comparison
import Reporting
import SQLText
import SlowLog

/// The report of a night as one HTML file that needs nothing else: no network, and no script to be read.
///
/// A policy in its head lets only its own styles and script in. Everything of the log is escaped by the templates,
/// and made visible before. With 200 classes it stays below ``sizeLimit``: where texts are long, they are cut further.
package struct HTMLPage {
  package static let sizeLimit = 2_000_000

  let shown: ShownReport
  var report: NightReport { shown.report }

  package init(_ report: NightReport) { self.init(ShownReport(report)) }

  package init(_ shown: ShownReport) { self.shown = shown }

  /// - Parameter jobs: how many threads may render at once.
  package func rendered(jobs: Int = 1) -> [UInt8] {
    var page: [UInt8] = []
    for limits in PageLimits.all {
      // Most of the page is of the classes: a row of the table, and what unfolds.
      let classes = ParallelMap.map(shown.classes, jobs: jobs, chunk: 8) { one in
        let context = ClassContext(one, limits).values
        return (row: TemplateLibrary.text("row", context), fold: TemplateLibrary.text("class", context))
      }
      var context = context(limits)
      context["rows"] = classes.map(\.row).joined()
      context["folds"] = classes.map(\.fold).joined()
      page = Array(TemplateLibrary.text("report", context).utf8)
      if page.count <= Self.sizeLimit { break }
    }
    return page
  }

  private func context(_ limits: PageLimits) -> [String: Any] {
    let known = Set(shown.classes.map(\.id))
    let name = report.instance.isEmpty ? "" : VisibleText.of(report.instance)
    var context = TemplateLibrary.head
    context["title"] = ["Slow queries", name, report.nights.last?.day ?? ""].filter { !$0.isEmpty }.joined(
      separator: " · ")
    context["kicker"] = ["Slow queries of the night", name].filter { !$0.isEmpty }.joined(separator: " · ")
    context["heading"] = shown.headline.first.map { VisibleText.of($0) } ?? "The night in queries"
    context["subheadings"] = shown.headline.dropFirst().map { VisibleText.of($0) }
    if let first = report.firstSeen, let last = report.lastSeen {
      context["range"] = TimeText.range(from: first, to: last, in: report.zone)
    }
    context["baseline"] = report.baseline.map { VisibleText.of($0) }
    context["totals"] = totals
    context["changes"] = shown.changes.map { changeContext($0, isLinked: known.contains($0.id.hex32)) }
    context["noChanges"] = report.baseline == nil ? "There is nothing to compare with yet." : "Nothing beyond noise."
    addCharts(to: &context)
    if report.otherClasses > 0 {
      context["others"] =
        "\(Figure.count(report.otherClasses, "other query", plural: "other queries")) took "
        + Figure.time(micros: report.otherResponseTime * 1e6) + "."
    }
    addFindings(to: &context)
    context["heat"] = HeatContext(report.heat).values
    context["zone"] = report.zone.name
    context["origins"] = [("Users", report.users), ("Hosts", report.hosts), ("Databases", report.databases)].map(origin)
    context["samplesNote"] =
      report.showsSamples ? "With samples as they were logged." : "Fingerprints only: literals are shown as ?."
    addAccount(to: &context)
    context["notes"] = shown.notes.map { VisibleText.of($0) }
    context["generator"] = report.generator
    context["generated"] = TimeText.moment(report.generatedAt, in: report.zone) + " " + report.zone.name
    return context
  }

  private var totals: [[String: Any]] {
    let (now, usual) = (report.total, report.usual)
    func row(_ name: String, _ text: (NightTotals) -> String) -> [String: Any] {
      var row: [String: Any] = ["name": name, "value": text(now)]
      row["usual"] = usual.map(text)
      return row
    }
    return [
      row("Response time") { Figure.time(micros: $0.responseTime * 1e6) },
      row("Statements") { Figure.number(Double($0.events)) }, row("Queries") { Figure.grouped($0.classes) },
      row("Median") { Figure.time(micros: $0.p50 * 1e6) }, row("p95") { Figure.time(micros: $0.p95 * 1e6) },
      row("p99") { Figure.time(micros: $0.p99 * 1e6) },
    ]
  }

  private func origin(_ title: String, _ names: [CountedName]) -> [String: Any] {
    [
      "title": title,
      "rows": names.prefix(10).map { entry -> [String: Any] in
        [
          "name": entry.name.isEmpty ? "(empty)" : shownText(entry.name, limit: 200), "count": "\(entry.count)",
          "text": Figure.grouped(entry.count),
        ]
      },
    ]
  }
}

/// How much of long texts a page shows.
struct PageLimits {
  /// Bytes.
  var fingerprint: Int
  var sample: Int
  var samples: Int
  var planLines: Int
  var text: Int
  var nights: Int

  static let all = [
    PageLimits(fingerprint: 4_000, sample: 4_000, samples: 3, planLines: 60, text: 2_000, nights: 14),
    PageLimits(fingerprint: 1_000, sample: 1_000, samples: 1, planLines: 25, text: 500, nights: 7),
    PageLimits(fingerprint: 300, sample: 300, samples: 1, planLines: 8, text: 200, nights: 3),
  ]
}
