import Aggregation
import NightReport
import SlowLog

/// Response time by the clock, for the charts of a page.
enum NightLoad {
  /// Classes with a colour of their own; the rest is taken together.
  private static let seriesLimit = 8
  private static let binLimit = 400

  /// - Parameter classes: with their ranks, in order.
  static func chart(of classes: [(rank: Int, QueryClass)], total: QueryClass) -> LoadChart {
    guard let first = total.load.first?.index, let last = total.load.last?.index else {
      return LoadChart(start: Instant(microseconds: 0), binWidth: Int(LoadBin.width), series: [])
    }
    let spread = Int(last) - Int(first) + 1
    let step = (spread + binLimit - 1) / binLimit
    let count = (spread + step - 1) / step
    func values(_ bins: [LoadBin]) -> [Double] {
      var result = [Double](repeating: 0, count: count)
      for bin in bins { result[(Int(bin.index) - Int(first)) / step] += Double(bin.micros) / 1e6 }
      return result
    }
    var rest = values(total.load)
    var series = classes.prefix(seriesLimit).map { rank, one in
      let own = values(one.load)
      for i in own.indices { rest[i] = max(0, rest[i] - own[i]) }
      return LoadChart.Series(rank: rank, name: one.distilled, values: own)
    }
    // What is left by subtraction of equal numbers is no load.
    if rest.reduce(0, +) > 1e-6 { series.append(.init(rank: nil, name: "all others", values: rest)) }
    return LoadChart(
      start: Instant(seconds: Int64(first) * LoadBin.width), binWidth: step * Int(LoadBin.width), series: series)
  }

  /// - Parameter totals: of the nights, oldest first.
  static func heat(of totals: [QueryClass], zone: ZoneRules, days limit: Int) -> HeatMap {
    var hours: [String: [Double?]] = [:]
    for total in totals {
      for bin in total.load {
        let instant = Instant(seconds: bin.start)
        let local = Instant(seconds: bin.start + Int64(zone.offset(at: instant)))
        let civil = CivilTime(utc: local)
        hours[local.utcDay, default: [Double?](repeating: nil, count: 24)][civil.hour, default: 0] +=
          Double(bin.micros) / 1e6
      }
    }
    let days = hours.keys.sorted().suffix(limit)
    return HeatMap(days: Array(days), hours: days.map { hours[$0] ?? [] })
  }
}

extension Array where Element == Double? {
  fileprivate subscript(place: Int, default missing: Double) -> Double {
    get { self[place] ?? missing }
    set { self[place] = newValue }
  }
}
