import Aggregation
import Comparison
import Foundation
import SQLText
import SlowLog

/// Nights of a server that does not exist.
enum Simulation {
  struct Random {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var mixed = state
      mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
      mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
      return mixed ^ (mixed >> 31)
    }

    mutating func uniform() -> Double { (Double(next() >> 11) + 0.5) / Double(UInt64(1) << 53) }

    mutating func normal() -> Double {
      (-2 * log(uniform())).squareRoot() * cos(2 * .pi * uniform())
    }

    /// Microseconds, log-normal: `spread` is the standard deviation of the logarithm.
    mutating func times(count: Int, median: Double, spread: Double) -> [UInt64] {
      (0..<count).map { _ in UInt64(max(1, median * exp(spread * normal()))) }
    }

    mutating func poisson(_ mean: Double) -> Int {
      if mean > 50 { return max(0, Int((mean + mean.squareRoot() * normal()).rounded())) }
      var product = uniform()
      var count = 0
      let limit = exp(-mean)
      while product > limit {
        product *= uniform()
        count += 1
      }
      return count
    }
  }

  static func distribution(_ values: [UInt64]) -> Distribution {
    var result = Distribution()
    for value in values { result.add(value) }
    return result
  }

  /// How a class behaves.
  struct Behaviour {
    var calls: Double
    var median: Double
    var spread: Double
    var rows: Double
  }

  /// Sixty classes: a few that are called all the time, many that are rare, the rare ones slow.
  static let server: [Behaviour] = (0..<60).map { rank in
    let place = Double(rank + 1)
    let calls: Double = 20_000 / pow(place, 1.6)
    let median: Double = 4_000 * pow(place, 0.9)
    let spread: Double = 0.5 + 0.2 * Double(rank % 3)
    return Behaviour(calls: calls, median: median, spread: spread, rows: Double(1 + rank * rank))
  }

  static func queryClass(_ number: Int, times: [UInt64], rows: [UInt64] = []) -> QueryClass {
    let fingerprint = Array("select c from t\(number) where id = ?".utf8)
    var one = QueryClass(id: QueryID(fingerprint: fingerprint))
    one.key = [(.fingerprint, fingerprint)]
    one.fingerprint = fingerprint
    one.count = UInt64(times.count)
    one.metrics = [Metric(attribute: .queryTime, values: distribution(times))]
    if !rows.isEmpty { one.metrics.append(Metric(attribute: .rowsExamined, values: distribution(rows))) }
    return one
  }

  static func digest(_ classes: [QueryClass]) -> Digest {
    let sorted = classes.filter { $0.count > 0 }.sorted { $0.id < $1.id }
    return Digest(
      groupBy: [.fingerprint], fingerprintMode: "pt", labels: [], accounting: Accounting(),
      global: QueryClass.total(of: sorted), classes: sorted)
  }

  /// One night.
  ///
  /// - Parameters:
  ///   - drift: by how much a class' times and calls differ from night to night, as standard deviations of logarithms.
  ///   - factors: by which a class is slower than usual.
  static func night(
    _ random: inout Random, days: Double = 1, drift: (time: Double, calls: Double) = (0, 0),
    factors: [Int: Double] = [:]
  ) -> Digest {
    digest(
      server.enumerated().map { number, behaviour in
        let calls = behaviour.calls * days * exp(drift.calls * random.normal())
        let median = behaviour.median * (factors[number] ?? 1) * exp(drift.time * random.normal())
        let count = random.poisson(calls)
        return queryClass(
          number, times: random.times(count: count, median: median, spread: behaviour.spread),
          rows: random.times(count: count, median: behaviour.rows, spread: 0.3))
      })
  }

  /// Several nights as one window that remembers them.
  static func window(_ nights: [Digest]) -> Window {
    var whole = nights[0]
    for night in nights.dropFirst() { whole.merge(night, samples: 1) }
    return Window(
      whole, days: Double(nights.count),
      nights: nights.map { night in
        Window.Night(
          days: 1, classes: Dictionary(uniqueKeysWithValues: night.classes.map { ($0.id, Window.Figures(of: $0)) }))
      })
  }
}
