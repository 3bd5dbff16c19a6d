import Aggregation
import Comparison
import JSONText
import NightReport
import QDigestTestSupport
import Reporting
import SQLText
import SlowLog

/// Reports that the renderers are tested with.
enum SampleNight {
  /// 2026-11-21 02:00 UTC.
  static let end = Instant(seconds: 1_795_226_400)

  static func report(classes number: Int = 12, hostile: Bool = false) -> NightReport {
    let totals = (0..<14).map { night in
      NightTotals(
        events: 40_000 + UInt64(night) * 300, classes: number, responseTime: 1_800 + Double(night * night) * 9,
        p50: 0.012, p95: 0.4 + Double(night) * 0.02, p99: 2.2, rowsExamined: 5e8)
    }
    let days = (8...21).map { "2026-11-\($0 < 10 ? "0" : "")\($0)" }
    var report = NightReport(
      instance: "db1", total: totals[13], generatedAt: end, zone: .utc, generator: "qdigest 0.9")
    report.usual = totals[6]
    report.firstSeen = Instant(seconds: end.seconds - 86_400)
    report.lastSeen = end
    report.headline = ["42 % more load than the usual Saturday", "1 new query, 1 regression, 1 better"]
    report.baseline = "the last 7 nights"
    report.classes = (1...number).map { night(rank: $0, of: number, days: days, hostile: hostile) }
    report.changes = report.classes.compactMap(\.change)
    report.otherClasses = 7
    report.otherResponseTime = 3.5
    report.nights = zip(days, totals).map {
      NightPoint(day: $0, totals: $1, page: $0 == days[0] ? nil : "db1-\($0).html")
    }
    report.load = load(of: report.classes)
    var times = Distribution()
    for value in 1..<4_000 as Range<UInt64> { times.add(value * value * (value % 7 + 1) / 9 + 300) }
    report.histogram = TimeHistogram(of: times)
    var hours: [[Double?]] = []
    for day in 0..<7 {
      var row: [Double?] = []
      for hour in 0..<24 { row.append(Double((hour * 7 + day * 5) % 60)) }
      hours.append(row)
    }
    hours[0][0] = nil
    report.heat = HeatMap(days: Array(days.suffix(7)), hours: hours)
    report.users = [
      CountedName(name: Array("shop_app".utf8), count: 30_000), CountedName(name: [0xFF, 0x1B], count: 3),
    ]
    report.hosts = [CountedName(name: Array("web1".utf8), count: 20_000)]
    report.databases = [CountedName(name: Array("shop".utf8), count: 40_000)]
    var file = FileAccount(path: "/var/log/mysql/slow.log")
    (file.bytes, file.events) = (12_345_678, 43_900)
    report.accounting.files = [file]
    (report.accounting.events, report.accounting.selectedEvents) = (43_900, 43_900)
    (report.accounting.bytes, report.accounting.eventBytes) = (12_345_678, 12_345_678)
    report.notes = ["The first night of this instance was 2026-11-08."]
    return report
  }

  private static func load(of classes: [NightClass]) -> LoadChart {
    var series = classes.prefix(8).map { entry in
      let rank = entry.rank
      let values = (0..<288).map { bin -> Double in
        let wave = Double((bin * (rank + 3)) % 97)
        let day = 5 + Double(abs(bin - 150)) / 9
        return wave * day / Double(rank)
      }
      return LoadChart.Series(rank: rank, name: entry.queryClass.distilled, values: values)
    }
    series.append(LoadChart.Series(rank: nil, name: "all others", values: [Double](repeating: 60, count: 288)))
    return LoadChart(start: Instant(seconds: end.seconds - 86_400), binWidth: 300, series: series)
  }

  private static func night(rank: Int, of number: Int, days: [String], hostile: Bool) -> NightClass {
    let table = ["orders", "users", "products", "reviews", "stock", "sessions"][rank % 6]
    var fingerprint = "select o.id, o.total from \(table) o where o.customer_id = ? and o.state_\(rank) in(?+) limit ?"
    var statement = "SELECT o.id, o.total FROM \(table) o WHERE o.customer_id = 7 AND o.state_\(rank) IN (1,2) LIMIT 10"
    if hostile { (fingerprint, statement) = Hostile.texts(rank) }
    var queryClass = QueryClass(id: QueryID(fingerprint: Array(fingerprint.utf8)))
    queryClass.fingerprint = Array(fingerprint.utf8)
    queryClass.distilled = hostile && rank == 1 ? "SELECT </script><script>fail()</script>" : "SELECT \(table)"
    queryClass.count = UInt64(9_000 / rank)
    var times = Distribution()
    for step in 1...UInt64(40) { times.add(step * 90_000 / UInt64(rank)) }
    queryClass.metrics = [
      Metric(attribute: .queryTime, values: times), Metric(attribute: .rowsExamined, values: times),
    ]
    queryClass.samples = [
      Sample(statement: Array(statement.utf8), queryTimeMicros: 900_000, file: "slow.log", byteOffset: 99)
    ]
    let trend = days.enumerated().map { index, day in
      ClassPoint(
        day: day, count: 100, responseTime: Double(20 + (index * rank) % 9 + index) / Double(rank), mean: 0.2, p95: 0.5,
        planHash: index > 11 ? "b" : "a")
    }
    let annotation = ClassAnnotation(
      findings: rank % 3 == 1
        ? [
          ReportedFinding(
            rule: "QD101", title: "Full scan", grade: "confirmed", severity: rank == 1 ? .critical : .warning,
            evidence: "the plan reads 812,300 rows of \(table)", advice: "index `customer_id`")
        ] : [],
      plan: rank % 3 == 1
        ? ReportedPlan(
          lines: [
            "  Sort; o.total", StyledLine("> └─ o (\(table)): ALL; where (o.total > 7654321)    est 812300", .warning),
          ],
          json: ["hash": "b", "text": ["where (o.total > 7654321)  est 812300"]]) : nil)
    return NightClass(
      rank: rank, queryClass: queryClass, share: 0.4 / Double(rank), annotation: annotation, trend: trend,
      change: change(rank, queryClass))
  }

  private static func change(_ rank: Int, _ queryClass: QueryClass) -> Change? {
    guard rank <= 3 else { return nil }
    let kind: Change.Kind = [.worse, .new, .better][rank - 1]
    let shift: Change.Shift =
      switch kind {
      case .new:
        .init(
          metric: "Query_time", statistic: .p95, before: nil, after: 0.48, ratio: nil, ratioBounds: nil, pValue: 0.0001)
      case .better:
        .init(
          metric: "Query_time", statistic: .p95, before: 0.48, after: 0.12, ratio: 0.25, ratioBounds: 0.2...0.33,
          pValue: 0.0001)
      default:
        .init(
          metric: "Query_time", statistic: .p95, before: 0.12, after: 0.48, ratio: 4, ratioBounds: 3.1...5.2,
          pValue: 0.0001)
      }
    var change = Change(
      id: queryClass.id, fingerprint: queryClass.fingerprint, distilled: queryClass.distilled, kind: kind, main: shift,
      shareBefore: kind == .new ? 0 : kind == .better ? 0.3 : 0.1, shareAfter: kind == .better ? 0.13 : 0.4,
      stake: kind == .better ? -200 : 700)
    if rank == 1 {
      change.plan = PlanChange(
        before: "a", after: "b",
        accesses: [.init(table: "orders", before: "ref idx_user", after: "a full scan (ALL)")], since: "21 Nov")
      change.findingsGained = ["QD101"]
    }
    return change
  }
}

/// Statements that try to be more than text.
enum Hostile {
  static func texts(_ rank: Int) -> (fingerprint: String, statement: String) {
    let tricks = [
      "</script><script>fail()</script>", "<img src=http://127.0.0.1:9/x onerror=fail()>",
      "\"\u{301} onload=fail() x=\"",
      "'>\u{202E}<svg/onload=fail()>", "👩‍👩‍👧 🎉 \u{1B}[2J\u{7}", "</pre></details></textarea><!--",
      "{{policy}} {{{script}}} {{> class}}",
    ]
    let trick = tricks[rank % tricks.count]
    let long = rank == 2 ? String(repeating: "<&'\"", count: Seeds.scaled(250_000)) : ""
    return (
      "select `\(trick)` from t_\(rank) where a = ?", "SELECT `\(trick)` FROM t_\(rank) WHERE a = '\(trick)\(long)'"
    )
  }
}
