import Aggregation
import QDigestTestSupport
import Selection
import SlowLog
import Testing

/// `--since`, `--until` and `--where` decide what is counted; everything is accounted for all the same.
@Suite struct EventSelectionTests {
  private let log =
    event("SELECT 1")
    + (0..<10).map { event("SELECT a FROM t\($0)", time: "2026-11-22T08:00:0\($0).500000Z") }.joined()

  private func selected(_ change: (inout DigestOptions) -> Void) throws -> Digest {
    let result = try digest(log, change)
    #expect(result.accounting.events == 11 && result.accounting.skippedBytes == 0)
    #expect(result.global.count == result.accounting.selectedEvents)
    return result
  }

  @Test func sinceIsIncludedUntilIsNot() throws {
    let start = Instant(seconds: 1_795_334_400)
    func at(_ seconds: Double) -> Instant { Instant(microseconds: start.microseconds + Int64(seconds * 1e6)) }
    // The first event has no time, so that it is in no range.
    #expect(try selected { _ in }.accounting.selectedEvents == 11)
    #expect(try selected { $0.since = at(0) }.accounting.selectedEvents == 10)
    #expect(try selected { $0.until = at(100) }.accounting.selectedEvents == 10)
    #expect(try selected { $0.since = at(3.5) }.accounting.selectedEvents == 7)
    #expect(try selected { $0.until = at(3.5) }.accounting.selectedEvents == 3)
    #expect(
      try selected {
        $0.since = at(3.500001)
        $0.until = at(5.500001)
      }.accounting.selectedEvents == 2)
    let none = try selected { $0.since = at(50) }
    #expect(none.classes.isEmpty && none.global.firstSeen == nil)
  }

  /// The database of an event that is selected may come from one that is not.
  @Test func eventsLeftOutStillSayWhatFollowsThem() throws {
    let log =
      event("SELECT 1", time: "2026-11-22T08:00:00Z", use: "shop") + event("SELECT 2", time: "2026-11-22T08:00:05Z")
    let result = try digest(log) { $0.since = Instant(seconds: 1_795_334_401) }
    #expect(result.global.count == 1 && result.global.dbs.shown == ["shop 1"])
  }

  private struct OnlyLong: EventFilter {
    func admits<Event: FilterableEvent>(_ event: borrowing Event) -> Bool {
      (event.number(of: .queryTime) ?? 0) > 900_000
    }
  }

  @Test func aFilterSeesEveryEvent() throws {
    let log = (1...20).map { event("SELECT a FROM t\($0 % 3)", queryTime: "0.\($0 * 5)") }.joined()
    let result = try digest(log) {
      $0.filter = OnlyLong()
      $0.chunkBytes = 500
      $0.jobs = 3
    }
    // 0.95 alone: 0.100 is 0.1.
    #expect(result.accounting.events == 20 && result.accounting.selectedEvents == 1)
    #expect(result.global.metric(.queryTime)?.min == 950_000)
  }
}
