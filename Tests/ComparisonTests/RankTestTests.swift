import Aggregation
import Comparison
import Testing

/// The test on sketches against the test on the values themselves, counted out.
@Suite struct RankTestTests {
  @Test func agreesWithCountingOut() throws {
    let seed: UInt64 = 5
    var random = Simulation.Random(seed: seed)
    for round in 0..<50 {
      // Small numbers have buckets of their own, so that both see the same values.
      let a = (0..<40 + round).map { _ in UInt64(random.uniform() * 100) }
      let b = (0..<60).map { _ in UInt64(random.uniform() * 110) }
      let test = try #require(RankTest(before: Simulation.distribution(a), after: Simulation.distribution(b)))
      #expect(abs(test.score() - Self.plainScore(a, b)) < 1e-9, "seed \(seed), round \(round)")
    }
  }

  /// Each pair compared, ties by the definition.
  private static func plainScore(_ a: [UInt64], _ b: [UInt64]) -> Double {
    var wins = 0.0
    for x in a { for y in b { wins += y > x ? 1 : y == x ? 0.5 : 0 } }
    let n1 = Double(a.count)
    let n2 = Double(b.count)
    let n = n1 + n2
    var ties = 0.0
    for (_, same) in Dictionary(grouping: a + b, by: { $0 }) {
      let t = Double(same.count)
      ties += t * t * t - t
    }
    return (wins - n1 * n2 / 2) / (n1 * n2 / 12 * (n + 1 - ties / (n * (n - 1)))).squareRoot()
  }

  @Test(arguments: [0.25, 1.0, 1.5, 3.0, 40]) func findsTheFactor(factor: Double) throws {
    var random = Simulation.Random(seed: 9)
    let a = random.times(count: 4_000, median: 20_000, spread: 1)
    let b = random.times(count: 4_000, median: 20_000 * factor, spread: 1)
    let ratio = try #require(RankTest(before: Simulation.distribution(a), after: Simulation.distribution(b))).ratio()
    #expect(abs(ratio.estimate / factor - 1) < 0.08)
    // 1 / 4000 + 1 / 4000, and the test's efficiency.
    #expect(abs(ratio.logError - 0.0229) < 0.004)
  }

  @Test func fewValuesSayNothing() {
    let few = Simulation.distribution([1, 2, 3, 4])
    #expect(RankTest(before: few, after: Simulation.distribution(Array(1...100))) == nil)
  }

  @Test func constantsThatAreEqualDoNotDiffer() throws {
    let same = Simulation.distribution([UInt64](repeating: 7, count: 50))
    #expect(try #require(RankTest(before: same, after: same)).score() == 0)
  }

  @Test func correctionOfSeveralQuestions() {
    // By hand: 0.04·4/4, 0.03·4/3, 0.005·4/2, 0.001·4/1, each at most what follows it.
    let corrected = Correction.benjaminiHochberg([0.04, 0.001, 0.03, 0.005])
    for (value, wanted) in zip(corrected, [0.04, 0.004, 0.04, 0.01]) { #expect(abs(value - wanted) < 1e-12) }
  }
}
