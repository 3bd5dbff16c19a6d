import Aggregation
import Comparison
import Testing

@Suite struct ComparisonTests {
  private static func window(_ classes: [QueryClass]) -> Window { Window(Simulation.digest(classes), days: 1) }

  /// Something that keeps the load, so that the others have a share that does not depend on them alone.
  private static func steady(_ random: inout Simulation.Random) -> QueryClass {
    Simulation.queryClass(0, times: random.times(count: 3_000, median: 50_000, spread: 0.5))
  }

  private static func changes(
    _ before: [QueryClass], _ after: [QueryClass], _ options: ComparisonOptions = ComparisonOptions()
  ) -> [Change] {
    Comparison(before: window(before), after: window(after), options: options).changes
  }

  @Test func slowerFasterNewAndGone() throws {
    var random = Simulation.Random(seed: 1)
    let before = [
      Self.steady(&random), Simulation.queryClass(1, times: random.times(count: 200, median: 80_000, spread: 0.5)),
      Simulation.queryClass(2, times: random.times(count: 200, median: 80_000, spread: 0.5)),
      Simulation.queryClass(3, times: random.times(count: 100, median: 80_000, spread: 0.5)),
    ]
    let after = [
      Self.steady(&random), Simulation.queryClass(1, times: random.times(count: 200, median: 240_000, spread: 0.5)),
      Simulation.queryClass(2, times: random.times(count: 200, median: 40_000, spread: 0.5)),
      Simulation.queryClass(4, times: random.times(count: 100, median: 90_000, spread: 0.5)),
    ]
    let changes = Self.changes(before, after)
    #expect(
      changes.map(\.kind) == [.worse, .new, .gone, .better] || changes.map(\.kind) == [.worse, .new, .better, .gone])
    let worse = try #require(changes.first)
    #expect(worse.id == after[1].id)
    #expect(worse.main.metric == "Query_time")
    let ratio = try #require(worse.main.ratio)
    #expect((2.4...3.6).contains(ratio))
    #expect(try #require(worse.main.ratioBounds).contains(3))
    #expect(worse.main.pValue < 1e-6)
    #expect(worse.shareAfter > worse.shareBefore)
    // 200 calls, each slower by some 0.18 s.
    #expect((25...50).contains(worse.stake))
    #expect(changes.first { $0.kind == .new }?.main.before == nil)
    #expect(changes.first { $0.kind == .gone }?.main.after == nil)
  }

  @Test func whatDoesNotMatterIsNotTold() {
    var random = Simulation.Random(seed: 2)
    let steady = Self.steady(&random)
    let before = [steady, Simulation.queryClass(1, times: random.times(count: 200, median: 400, spread: 0.5))]
    let after = [steady, Simulation.queryClass(1, times: random.times(count: 200, median: 4_000, spread: 0.5))]
    #expect(Self.changes(before, after).isEmpty)
    var options = ComparisonOptions()
    options.minShare = 0.0001
    #expect(Self.changes(before, after, options).map(\.kind) == [.worse])
  }

  @Test func aFewSlowCallsAreNoChange() {
    var random = Simulation.Random(seed: 3)
    let steady = Self.steady(&random)
    let before = [steady, Simulation.queryClass(1, times: [900_000, 1_000_000, 1_100_000])]
    let after = [steady, Simulation.queryClass(1, times: [2_900_000, 3_000_000])]
    #expect(Self.changes(before, after).isEmpty)
    // Nor is a class that is new with two calls.
    #expect(Self.changes([steady], after).isEmpty)
  }

  @Test func aTailThatGrowsIsFound() throws {
    var random = Simulation.Random(seed: 4)
    let steady = Self.steady(&random)
    let calm = random.times(count: 2_000, median: 20_000, spread: 0.2)
    var waiting = random.times(count: 2_000, median: 20_000, spread: 0.2)
    for i in stride(from: 0, to: waiting.count, by: 12) { waiting[i] *= 20 }
    let change = try #require(
      Self.changes(
        [steady, Simulation.queryClass(1, times: calm)], [steady, Simulation.queryClass(1, times: waiting)]
      )
      .first)
    #expect(change.main.statistic == .p95)
    #expect(try #require(change.main.ratio) > 3)
  }

  @Test func rowsThatGrowAreFound() throws {
    var random = Simulation.Random(seed: 5)
    let steady = Self.steady(&random)
    let times = random.times(count: 300, median: 80_000, spread: 0.5)
    let before = Simulation.queryClass(1, times: times, rows: [UInt64](repeating: 10, count: 300))
    let after = Simulation.queryClass(1, times: times, rows: [UInt64](repeating: 50_000, count: 300))
    let change = try #require(Self.changes([steady, before], [steady, after]).first)
    #expect(change.main.metric == "Rows_examined")
    #expect(change.main.before == 10)
    #expect(change.main.after == 50_000)
  }

  @Test func callsThatMultiplyAreFound() throws {
    var random = Simulation.Random(seed: 6)
    let steady = Self.steady(&random)
    let before = Simulation.queryClass(1, times: random.times(count: 200, median: 80_000, spread: 0.5))
    let after = Simulation.queryClass(1, times: random.times(count: 2_000, median: 80_000, spread: 0.5))
    let change = try #require(Self.changes([steady, before], [steady, after]).first)
    #expect(change.kind == .worse)
    #expect(change.main.statistic == .count)
    #expect(change.main.before == 200)
    #expect(change.main.after == 2_000)
  }

  /// What the same class does from night to night is known from the nights: a factor that is usual is no change.
  @Test func aClassThatDiffersEveryNightIsNotAChange() {
    var random = Simulation.Random(seed: 7)
    let medians: [Double] = [40_000, 90_000, 60_000, 120_000, 45_000, 80_000, 100_000]
    let nights = medians.map { median in
      Simulation.digest([
        Self.steady(&random), Simulation.queryClass(1, times: random.times(count: 400, median: median, spread: 0.5)),
      ])
    }
    let tonight = Simulation.digest([
      Self.steady(&random), Simulation.queryClass(1, times: random.times(count: 400, median: 110_000, spread: 0.5)),
    ])
    let remembering = Simulation.window(nights)
    #expect(Comparison(before: remembering, after: Window(tonight, days: 1)).changes.isEmpty)
    var forgetting = remembering
    forgetting.nights = []
    #expect(Comparison(before: forgetting, after: Window(tonight, days: 1)).changes.count == 1)
  }

  @Test func nothingHasChangedBetweenTwoThatAreEqual() {
    var random = Simulation.Random(seed: 8)
    let night = Simulation.night(&random)
    let comparison = Comparison(before: Window(night, days: 1), after: Window(night, days: 1))
    #expect(comparison.changes.isEmpty)
    #expect(comparison.comparedClasses > 10)
  }
}
