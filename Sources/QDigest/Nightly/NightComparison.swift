import Aggregation
import Comparison
import History
import SQLText
import SlowLog

/// A run of a history compared with those before it, with what became of plans and findings.
struct NightComparison {
  private(set) var changes: [Change]
  let comparedClasses: Int
  /// The runs that it is compared with, oldest first.
  let baseline: [RunSummary]

  /// `nil` if there is no run to compare with.
  ///
  /// - Complexity: O(classes that have the share · runs); the others are not unpacked.
  init?(
    _ run: RunSummary, among runs: [RunSummary], in history: History, days: Int, _ options: ComparisonOptions
  ) throws(HistoryError) {
    let earliest = run.windowEnd.microseconds - Int64(days + 1) * 86_400_000_000
    baseline = runs.filter {
      $0.instance == run.instance && $0.id != run.id && $0.windowEnd <= run.windowEnd
        && $0.windowEnd.microseconds >= earliest && $0.events > 0
    }
    guard !baseline.isEmpty, run.events > 0 else { return nil }
    let ids = try history.weightyClasses(in: baseline.map(\.id), share: options.minShare)
      .union(try history.weightyClasses(in: [run.id], share: options.minShare))
    let before = try ComparedSide(baseline, of: history, classes: ids, name: "")
    let after = try ComparedSide([run], of: history, classes: ids, name: "")
    let comparison = Comparison(before: before.window, after: after.window, options: options)
    changes = comparison.changes
    comparedClasses = comparison.comparedClasses
    try addPlans(run, history)
    try addFindings(run, history)
  }

  /// `the 7 nights before`.
  var baselineName: String { baseline.count == 1 ? "the night before" : "the \(baseline.count) nights before" }

  private mutating func addPlans(_ run: RunSummary, _ history: History) throws(HistoryError) {
    let figures = try history.figures(of: Set(changes.map(\.id)), in: baseline.map(\.id) + [run.id])
    for index in changes.indices {
      let points = figures[changes[index].id] ?? []
      guard let now = points.first(where: { $0.run == run.id })?.plan,
        let then = points.last(where: { $0.run != run.id && $0.plan != nil })?.plan, now != then,
        let new = try history.plan(now), let old = try history.plan(then)
      else { continue }
      let accesses = new.accesses.compactMap { access -> PlanChange.Access? in
        guard let before = old.accesses.first(where: { $0.table == access.table }), before.method != access.method
        else {
          return nil
        }
        return PlanChange.Access(table: access.table, before: before.method, after: access.method)
      }
      changes[index].plan = PlanChange(before: then, after: now, accesses: accesses, since: run.day)
    }
  }

  private mutating func addFindings(_ run: RunSummary, _ history: History) throws(HistoryError) {
    guard let last = baseline.last else { return }
    func rules(_ run: Int64) throws(HistoryError) -> [QueryID: Set<String>] {
      try history.findings(in: [run]).mapValues { Set($0.filter { $0.grade != "cleared" }.map(\.rule)) }
    }
    let now = try rules(run.id)
    let then = try rules(last.id)
    for index in changes.indices where changes[index].kind == .worse || changes[index].kind == .better {
      let id = changes[index].id
      changes[index].findingsGained = (now[id] ?? []).subtracting(then[id] ?? []).sorted()
      changes[index].findingsLost = (then[id] ?? []).subtracting(now[id] ?? []).sorted()
    }
  }
}
