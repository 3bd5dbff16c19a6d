import Aggregation
import Comparison
import History
import Reporting
import SlowLog

/// What a night comes to, in a sentence or three.
struct NightHeadline {
  private let run: RunSummary
  private let comparison: NightComparison?

  init(_ run: RunSummary, _ comparison: NightComparison?) {
    self.run = run
    self.comparison = comparison
  }

  var sentences: [String] {
    if run.events == 0 { return ["Nothing was logged"] }
    guard let comparison else {
      return ["\(Figure.number(Double(run.events))) events took \(Figure.time(micros: Double(run.responseTime)))"]
    }
    var sentences = [load(comparison), changes(comparison.changes)]
    if let plan = comparison.changes.lazy.compactMap(\.plan).first { sentences.append("New plan: \(plan.sentence)") }
    return sentences
  }

  private func load(_ comparison: NightComparison) -> String {
    let isWeekday = !comparison.sameWeekday.isEmpty
    let nights = isWeekday ? comparison.sameWeekday : comparison.baseline
    let name = isWeekday ? "a usual \(CivilTime.day(run.day)?.weekdayName ?? "day")" : comparison.baselineName
    let usual = nights.reduce(0) { $0 + Double($1.responseTime) } / nights.reduce(0) { $0 + $1.days }
    let now = Double(run.responseTime) / run.days
    guard usual > 0 else { return "The first load after \(name)" }
    let percent = Int(min(((now / usual - 1) * 100).rounded(), 1e9))
    let within = isWeekday ? "on" : "in"
    if abs(percent) < 5 { return "About as much load as \(within) \(name)" }
    let most = percent >= Self.notable ? comparison.unproven.map(Self.cause) ?? "" : ""
    if now >= 3 * usual { return "\(Figure.ratio(now / usual)) times the load of \(name)\(most)" }
    let direction = percent > 0 ? "more" : "less"
    return "\(abs(percent)) % \(direction) load than \(within) \(name)\(most)"
  }

  /// Percent more load from which a cause is named that is not proven.
  private static let notable = 20

  private static func cause(_ queryClass: QueryClass) -> String {
    let calls = queryClass.count == 1 ? "1 call" : "\(Figure.number(Double(queryClass.count))) calls"
    return ", most of it \(queryClass.distilled): \(calls), too few to tell from chance"
  }

  private func changes(_ changes: [Change]) -> String {
    let kinds: [(Change.Kind, String, String)] = [
      (.new, "new query", "new queries"), (.worse, "regression", "regressions"),
      (.better, "improvement", "improvements"),
      (.gone, "query gone", "queries gone"),
    ]
    let parts = kinds.compactMap { kind, one, many -> String? in
      let count = changes.count { $0.kind == kind }
      return count == 0 ? nil : "\(count) \(count == 1 ? one : many)"
    }
    return parts.isEmpty ? "No query has changed beyond noise" : parts.joined(separator: ", ")
  }
}
