import Aggregation
import Comparison
import QDigestTestSupport
import Testing

/// How often a change is told where there is none, and how often one is missed: counted over many simulated nights.
@Suite struct ErrorRateTests {
  /// `QDIGEST_TEST_SCALE=25` counts out of 500, from which the figures in the manual are.
  private static let rounds = Seeds.scaled(20)
  /// Five nights are compared with each of so many weeks.
  private static let weeks = max(1, rounds / 5)

  @Test func nightsWithoutAChangeTellOfNoneAgainstOneNight() {
    var random = Simulation.Random(seed: 101)
    var alarms = 0
    var compared = 0
    for _ in 0..<Self.rounds {
      let comparison = Comparison(
        before: Window(Simulation.night(&random), days: 1), after: Window(Simulation.night(&random), days: 1))
      alarms += comparison.changes.isEmpty ? 0 : 1
      compared += comparison.comparedClasses
    }
    print("two nights: \(alarms) of \(Self.rounds) comparisons tell of a change, \(compared) classes compared")
    #expect(compared > Self.rounds * 10)
    #expect(Double(alarms) <= max(1, 0.01 * Double(Self.rounds)))
  }

  /// Times drift by 5 % and calls by 20 % from night to night, as they do on real servers.
  @Test func nightsWithoutAChangeTellOfNoneAgainstAWeek() {
    var random = Simulation.Random(seed: 102)
    let drift = (time: 0.05, calls: 0.2)
    var alarms = 0
    for _ in 0..<Self.weeks {
      let week = Simulation.window((0..<7).map { _ in Simulation.night(&random, drift: drift) })
      for _ in 0..<5 {
        let tonight = Window(Simulation.night(&random, drift: drift), days: 1)
        alarms += Comparison(before: week, after: tonight).changes.isEmpty ? 0 : 1
      }
    }
    print("a night against a week: \(alarms) of \(Self.weeks * 5) comparisons tell of a change")
    #expect(Double(alarms) <= max(1, 0.01 * Double(Self.weeks * 5)))
  }

  /// A class that is half as slow again, with 200 calls a night, among 59 others, against the week before.
  @Test func halfAsSlowAgainWith200CallsIsFound() {
    var random = Simulation.Random(seed: 103)
    // Its times spread as most do: the 95th percentile is three times the median.
    let number = 16
    #expect((180...220).contains(Simulation.server[number].calls))
    var found = 0
    let id = Simulation.queryClass(number, times: [1]).id
    for _ in 0..<Self.weeks {
      let week = Simulation.window((0..<7).map { _ in Simulation.night(&random) })
      for _ in 0..<5 {
        let tonight = Window(Simulation.night(&random, factors: [number: 1.5]), days: 1)
        found += Comparison(before: week, after: tonight).changes.contains { $0.id == id && $0.kind == .worse } ? 1 : 0
      }
    }
    print("1.5 times as slow: found in \(found) of \(Self.weeks * 5)")
    #expect(Double(found) / Double(Self.weeks * 5) >= 0.95)
  }

  @Test func halfAsSlowAgainBetweenTwoNights() {
    var random = Simulation.Random(seed: 104)
    let number = 16
    let id = Simulation.queryClass(number, times: [1]).id
    var found = 0
    for _ in 0..<Self.rounds {
      let before = Window(Simulation.night(&random), days: 1)
      let after = Window(Simulation.night(&random, factors: [number: 1.5]), days: 1)
      found += Comparison(before: before, after: after).changes.contains { $0.id == id && $0.kind == .worse } ? 1 : 0
    }
    print("1.5 times as slow, one night against one: found in \(found) of \(Self.rounds)")
    #expect(Double(found) / Double(Self.rounds) >= 0.5)
  }
}
