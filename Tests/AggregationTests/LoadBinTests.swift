import Aggregation
import SlowLog
import Testing

@Suite struct LoadBinTests {
  @Test func eventsAreCountedByFiveMinutes() throws {
    let log =
      event("SELECT 1", time: "2026-11-27T08:04:59.999999Z", queryTime: "1")
      + event("SELECT 2", time: "2026-11-27T08:05:00.000000Z", queryTime: "2")
      + event("SELECT 3", time: "2026-11-27T08:09:59.000000Z", queryTime: "4")
      + event("SELECT 4", time: "2026-11-27T08:01:00.000000Z", queryTime: "8")
    let load = try #require(try digest(log) { $0.keepsLoad = true }.class("select ?")).load
    #expect(load.map(\.count) == [2, 2])
    #expect(load.map(\.micros) == [9_000_000, 6_000_000])
    #expect(load.map(\.start) == [1_795_766_400, 1_795_766_700])
  }

  /// Two such events, which servers with a known fault write, ended the nightly run.
  @Test func queryTimesOfHalfAMillionYearsAreAddedUp() throws {
    let log = (1...3).map {
      event("SELECT \($0)", time: "2026-11-27T08:04:59.999999Z", queryTime: "18446744073709.000000")
    }.joined()
    let load = try #require(try digest(log) { $0.keepsLoad = true }.class("select ?")).load
    #expect(load.map(\.count) == [3])
    #expect(load.map(\.micros) == [.max])
    let merged = LoadBin.merged(load, load)
    #expect(merged.map(\.count) == [6])
    #expect(merged.map(\.micros) == [.max])
  }

  /// Rates whose sum does not fit ended the program, and so did times of events with a plan.
  @Test func sumsThatDoNotFitStayAtTheLargest() throws {
    let plan = "# explain: id\tselect_type\ttable\n# explain: 1\tSIMPLE\tt\n"
    let log = (1...3).map {
      event(
        "SELECT \($0)", queryTime: "18446744073709.000000",
        attributes: "Log_slow_rate_limit: 18446744073709551615\n\(plan)#")
    }.joined()
    let one = try #require(try digest(log).class("select ?"))
    #expect(one.count == 3 && one.scaledCount == .max)
    #expect(one.plans.entries.map(\.count) == [3])
    #expect(one.plans.entries.map(\.queryTimeSum) == [.max])
    var twice = one
    twice.merge(one, samples: 1)
    #expect(twice.count == 6 && twice.scaledCount == .max && twice.plans.entries.map(\.queryTimeSum) == [.max])
  }

  @Test func nothingIsKeptUnlessAskedFor() throws {
    let log = event("SELECT 1", time: "2026-11-27T08:04:59.999999Z")
    #expect(try digest(log).class("select ?")?.load == [])
  }

  @Test func mergingAddsAndOrders() {
    let a = [LoadBin(index: 3, count: 1, micros: 10), LoadBin(index: 1, count: 2, micros: 20)]
    let b = [LoadBin(index: 3, count: .max, micros: 5)]
    #expect(
      LoadBin.merged(a, b) == [LoadBin(index: 1, count: 2, micros: 20), LoadBin(index: 3, count: .max, micros: 15)])
  }
}
