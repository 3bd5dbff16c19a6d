import Aggregation
import Comparison
import History
import Reporting
import SQLText
import SlowLog

/// A run of a history compared with those before it, with what became of plans and findings.
struct NightComparison {
  private(set) var changes: [Change]
  let comparedClasses: Int
  /// The runs that it is compared with, oldest first.
  let baseline: [RunSummary]
  /// Runs of the same day of the week in the last weeks; empty unless there are enough to speak of what is usual.
  let sameWeekday: [RunSummary]
  /// The class that takes more than half of what the night took more than those before, if nothing is told of it since
  /// its few calls prove nothing.
  private(set) var unproven: QueryClass?

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
    sameWeekday = Self.sameWeekday(as: run, among: runs)
    let ids = try history.weightyClasses(in: baseline.map(\.id), share: options.minShare)
      .union(try history.weightyClasses(in: [run.id], share: options.minShare))
    let before = try ComparedSide(baseline, of: history, classes: ids, name: "")
    let after = try ComparedSide([run], of: history, classes: ids, name: "")
    let comparison = Comparison(before: before.window, after: after.window, options: options)
    changes = comparison.changes
    comparedClasses = comparison.comparedClasses
    unproven = Self.unproven(before.window, after.window, told: Set(changes.map(\.id)))
    try addPlans(run, history, after.window.digest)
    try addFindings(run, history)
  }

  /// `the 7 nights before`.
  var baselineName: String { baseline.count == 1 ? "the night before" : "the \(baseline.count) nights before" }

  private static let weeks = 8
  private static let leastWeekdays = 3

  private static func sameWeekday(as run: RunSummary, among runs: [RunSummary]) -> [RunSummary] {
    guard let day = CivilTime.day(run.day) else { return [] }
    let same = runs.filter { other in
      guard other.instance == run.instance, other.id != run.id, other.events > 0, let then = CivilTime.day(other.day)
      else { return false }
      let days = (day.seconds - then.seconds) / 86_400
      return days > 0 && days % 7 == 0 && days <= 7 * Int64(weeks)
    }
    return Set(same.map(\.day)).count >= leastWeekdays ? same : []
  }

  private static func unproven(_ before: Window, _ after: Window, told: Set<QueryID>) -> QueryClass? {
    var times: [QueryID: Double] = [:]
    for one in before.digest.classes { times[one.id] = Double(one.responseTime) / before.days }
    func more(_ one: QueryClass) -> Double { Double(one.responseTime) / after.days - (times[one.id] ?? 0) }
    let more = after.digest.classes.map { (queryClass: $0, time: more($0)) }
    let whole =
      Double(after.digest.global.responseTime) / after.days - Double(before.digest.global.responseTime) / before.days
    guard let most = more.max(by: { $0.time < $1.time }), most.time > whole / 2, most.time > 0,
      !told.contains(most.queryClass.id)
    else { return nil }
    return most.queryClass.described()
  }

  private mutating func addPlans(
    _ run: RunSummary, _ history: History, _ digest: Digest
  ) throws(HistoryError) {
    let figures = try history.figures(of: Set(changes.map(\.id)), in: baseline.map(\.id) + [run.id])
    for index in changes.indices {
      let id = changes[index].id
      let points = figures[id] ?? []
      guard let now = points.first(where: { $0.run == run.id })?.plan,
        let then = points.last(where: { $0.run != run.id && $0.plan != nil })?.plan, now != then,
        let new = try history.plan(now), let old = try history.plan(then)
      else { continue }
      let accesses = new.accesses.compactMap { access -> PlanChange.Access? in
        guard let before = old.accesses.first(where: { $0.table == access.table }), before.method != access.method
        else {
          return nil
        }
        return PlanChange.Access(
          table: Self.table(access.table, in: digest.classes.first { $0.id == id }),
          before: Self.words(for: before.method), after: Self.words(for: access.method))
      }
      changes[index].plan = PlanChange(before: then, after: now, accesses: accesses, since: run.day)
    }
  }

  /// The name of a table that a plan knows by its alias: `orders` for `o`.
  private static func table(_ alias: String, in queryClass: QueryClass?) -> String {
    queryClass?.samples.first.flatMap { StatementOutline(of: $0.statement).table(knownAs: alias)?.name } ?? alias
  }

  /// What people say for `ALL`, `index idx_created`, `ref idx_user`.
  private static func words(for method: String) -> String {
    let parts = method.split(separator: " ", maxSplits: 1).map(String.init)
    guard parts.count == 2 else { return method == "ALL" ? "a full scan" : method }
    return parts[0] == "index" ? "all of index \(parts[1])" : "index \(parts[1]) (\(parts[0]))"
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
