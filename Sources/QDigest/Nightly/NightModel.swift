import Aggregation
import Analysis
import Comparison
import History
import NightReport
import Reporting
import SQLText
import SlowLog

/// Makes the report of a run from what the history has.
struct NightModel {
  /// Classes that are shown one by one.
  static let shownClasses = 200
  /// Nights that trends go back.
  private static let trendNights = 30
  private static let heatDays = 14
  private static let shownNames = 10

  private let configuration: NightlyConfiguration
  private let history: History
  private let review: DigestReview?

  /// - Parameter review: of the run's digest, if it has been made.
  init(_ configuration: NightlyConfiguration, _ history: History, review: DigestReview? = nil) {
    self.configuration = configuration
    self.history = history
    self.review = review
  }

  /// - Parameter runs: all of the instance, oldest first.
  func report(of run: RunSummary, among runs: [RunSummary]) throws(HistoryError) -> NightReport {
    let upToNow = Array(runs.filter { $0.windowEnd <= run.windowEnd && $0.id <= run.id }.suffix(Self.trendNights))
    let weighty = try history.heaviestClasses(in: run.id, atMost: Self.shownClasses)
    guard let digest = try history.digest(of: [run.id], classes: weighty) else {
      throw HistoryError("run \(run.id) is not in the history any more")
    }
    let comparison = try NightComparison(
      run, among: runs, in: history, days: configuration.baselineDays, configuration.comparison)
    var report = NightReport(
      instance: run.instance, total: Self.totals(run), generatedAt: configuration.now, zone: configuration.base.zone,
      generator: "qdigest \(QDigestVersion.current)")
    report.labels = run.instance.split(separator: " ").compactMap { label in
      let parts = label.split(separator: "=", maxSplits: 1)
      return parts.count == 2 ? (String(parts[0]), String(parts[1])) : nil
    }
    report.firstSeen = run.total.firstSeen
    report.lastSeen = run.total.lastSeen
    report.changes = comparison?.changes ?? []
    report.baseline = comparison?.baselineName
    report.usual = comparison.map { Self.usual($0.baseline) }
    report.headline = NightHeadline(run, comparison).sentences
    let ranking = Ranking(order: ClassOrder(), limit: ClassLimit(share: nil, count: Self.shownClasses), outliers: [])
    let selection = ranking.select(from: digest.classes, global: digest.global)
    report.classes = try classes(selection.shown.map { ($0.class, $0.rank) }, digest, upToNow, report.changes)
    report.otherClasses = run.classes - selection.shown.count
    let shownTime = selection.shown.reduce(0) { $0 + Double($1.class.responseTime) / 1e6 }
    report.otherResponseTime = max(0, Double(run.responseTime) / 1e6 - shownTime)
    report.load = NightLoad.chart(of: report.classes.map { ($0.rank, $0.queryClass) }, total: digest.global)
    report.histogram = TimeHistogram(of: digest.global.metric(.queryTime) ?? Distribution())
    report.nights = upToNow.map { NightPoint(day: $0.day, totals: Self.totals($0), page: $0.page) }
    report.heat = NightLoad.heat(of: upToNow.map(\.total), zone: configuration.base.zone, days: Self.heatDays)
    report.users = Self.names(digest.global.users)
    report.hosts = Self.names(digest.global.hosts)
    report.databases = Self.names(digest.global.dbs)
    report.accounting = digest.accounting
    report.showsSamples = configuration.showsSamples
    if comparison == nil, run.events > 0 {
      report.notes.append("There is no night before this one to compare with yet.")
    }
    if let remark = digest.accounting.imitationRemark { report.notes.append(remark + ".") }
    return report
  }

  static func totals(_ run: RunSummary) -> NightTotals {
    let times = run.total.metric(.queryTime) ?? Distribution()
    return NightTotals(
      events: run.events, classes: run.classes, responseTime: Double(times.sum) / 1e6,
      p50: Double(times.percentile(0.5)) / 1e6, p95: Double(times.percentile(0.95)) / 1e6,
      p99: Double(times.percentile(0.99)) / 1e6, rowsExamined: run.total.metric(.rowsExamined).map { Double($0.sum) })
  }

  /// A usual night: the mean of some, the percentiles of all their events.
  private static func usual(_ runs: [RunSummary]) -> NightTotals {
    var times = Distribution()
    for run in runs { times.merge(run.total.metric(.queryTime) ?? Distribution()) }
    let n = Double(runs.count)
    let rows = runs.compactMap { $0.total.metric(.rowsExamined) }.map { Double($0.sum) }
    return NightTotals(
      events: UInt64(Double(runs.reduce(0) { $0 + $1.events }) / n),
      classes: runs.reduce(0) { $0 + $1.classes } / runs.count,
      responseTime: Double(times.sum) / 1e6 / n, p50: Double(times.percentile(0.5)) / 1e6,
      p95: Double(times.percentile(0.95)) / 1e6, p99: Double(times.percentile(0.99)) / 1e6,
      rowsExamined: rows.isEmpty ? nil : rows.reduce(0, +) / n)
  }

  private func classes(
    _ shown: [(QueryClass, Int)], _ digest: Digest, _ runs: [RunSummary], _ changes: [Change]
  ) throws(HistoryError) -> [NightClass] {
    let figures = try history.figures(of: Set(shown.map(\.0.id)), in: runs.map(\.id))
    let review = review ?? DigestReview(configuration.base, of: digest)
    let total = Double(digest.global.responseTime)
    return shown.map { one, rank in
      let annotation =
        review.review(of: one, rank: rank)?.annotation(showing: { $0.grade != .cleared }, width: 96)
        ?? ClassAnnotation()
      return NightClass(
        rank: rank, queryClass: one.described(), share: total > 0 ? Double(one.responseTime) / total : 0,
        annotation: annotation, trend: Self.trend(figures[one.id] ?? [], runs),
        change: changes.first { $0.id == one.id })
    }
  }

  private static func trend(_ figures: [ClassFigures], _ runs: [RunSummary]) -> [ClassPoint] {
    let known = Dictionary(uniqueKeysWithValues: figures.map { ($0.run, $0) })
    return runs.map { run in
      guard let figure = known[run.id] else {
        return ClassPoint(day: run.day, count: 0, responseTime: 0, mean: 0, p95: 0, planHash: nil)
      }
      let time = Double(figure.responseTime) / 1e6
      return ClassPoint(
        day: run.day, count: figure.count, responseTime: time, mean: time / Double(max(1, figure.count)),
        p95: Double(figure.p95) / 1e6, planHash: figure.plan)
    }
  }

  private static func names(_ values: CountedValues) -> [CountedName] {
    values.ranked.prefix(shownNames).map { CountedName(name: $0.value, count: $0.count) }
  }
}
