import QDigestTestSupport
import SQLText
import Testing

@testable import Aggregation

@Suite struct BurstTallyTests {
  /// Events of many connections and seconds, in two orders and split in two.
  @Test func doesNotDependOnOrderOrSplit() {
    var events: [(connection: UInt64, instant: Int64)] = []
    for number in 0..<5_000 { events.append((UInt64(number % 37), Int64(number % 911) * 500_000)) }
    var whole = BurstTally()
    for event in events { whole.add(connection: event.connection, instant: event.instant) }
    var backwards = BurstTally()
    for event in events.reversed() { backwards.add(connection: event.connection, instant: event.instant) }
    var (first, second) = (BurstTally(), BurstTally())
    for (index, event) in events.enumerated() {
      if index % 3 == 0 {
        first.add(connection: event.connection, instant: event.instant)
      } else {
        second.add(connection: event.connection, instant: event.instant)
      }
    }
    first.merge(second)
    #expect(whole == backwards)
    #expect(whole == first)
    #expect(whole.entries.count == BurstTally.limit)
  }

  @Test func countsWhatAConnectionSendsInASecond() {
    var tally = BurstTally()
    for number in 0..<40 { tally.add(connection: 8, instant: 1_700_000_000_000_000 + Int64(number) * 1_000) }
    tally.add(connection: 8, instant: 1_700_000_001_000_000)
    tally.add(connection: 9, instant: 1_700_000_000_000_000)
    #expect(tally.entries.map(\.count).sorted() == [1, 1, 40])
  }
}

@Suite struct PlanTallyTests {
  private func lines(_ table: String, _ type: String, _ rows: Int) -> [UInt8] {
    Array(
      ("# explain: id\tselect_type\ttable\ttype\tpossible_keys\tkey\tkey_len\tref\trows\n"
        + "# explain: 1\tSIMPLE\t\(table)\t\(type)\ta\ta\t4\tNULL\t\(rows)\n").utf8)
  }

  private func add(_ lines: [UInt8], _ micros: UInt64, to tally: inout PlanTally) {
    let padded = lines + [UInt8](repeating: 0, count: scanPadding)
    tally.add(padded.span, 0..<lines.count, queryTimeMicros: micros)
  }

  @Test func tellsPlansApartByWhatIsDecidedNotByRows() {
    var tally = PlanTally()
    add(lines("t", "ref", 3), 10, to: &tally)
    add(lines("t", "ref", 90_000), 30, to: &tally)
    add(lines("t", "ALL", 90_000), 500, to: &tally)
    let entries = tally.entries.sorted { $0.count > $1.count }
    #expect(entries.map(\.count) == [2, 1])
    #expect(entries.map(\.queryTimeSum) == [40, 500])
    #expect(entries.map(\.queryTimeMax) == [30, 500])
  }

  /// Whatever stands in the columns that do not count, and however few columns there are.
  @Test(arguments: [
    ("1\tSIMPLE\tt\tref\ta,b\tk\t4", "1\tSIMPLE\tt\tref\tc\tk\t8\tx\t9", true),
    ("1\tSIMPLE\tt\tref\ta\tk", "1\tSIMPLE\tt\tref\ta\tj", false),
    ("1\tSIMPLE\tt\tref\ta\tk", "2\tSIMPLE\tt\tref\ta\tk", false),
    ("1\tSIMPLE\tt\tref\ta\tk", "1\tSIMPLE\tt\trange\ta\tk", false),
    ("1\tSIMPLE", "1\tSIMPLE", true), ("1\tSIMPLE", "1\tPRIMARY", false),
  ])
  func comparesTheColumnsThatCount(a: String, b: String, areEqual: Bool) {
    var tally = PlanTally()
    for line in [a, b] { add(Array("# explain: \(line)\n# explain: 1\tSIMPLE\tu\tALL\t\tz\n".utf8), 1, to: &tally) }
    #expect(tally.entries.count == (areEqual ? 1 : 2))
  }

  @Test func doesNotDependOnOrderOrSplitWhenThereAreTooMany() {
    let plans = (0..<100).map { lines("t\($0)", "ref", $0) }
    var (whole, first, second) = (PlanTally(), PlanTally(), PlanTally())
    for (index, plan) in plans.enumerated() { add(plan, UInt64(index), to: &whole) }
    for (index, plan) in plans.enumerated().reversed() {
      if index % 2 == 0 { add(plan, UInt64(index), to: &first) } else { add(plan, UInt64(index), to: &second) }
    }
    second.merge(first)
    #expect(whole == second)
    #expect(whole.entries.count == PlanTally.limit)
  }

  /// Of which event the lines were depended on which worker came first, and a digest of MariaDB's log differed from run to
  /// run.
  @Test func theLinesAreThoseOfTheSlowestWhateverTheOrder() {
    let plans = [(3, 10), (90_000, 30), (7, 30), (8, 30), (1, 2)].map { (lines("t", "ref", $0.0), UInt64($0.1)) }
    var random = SeededGenerator(seed: 5)
    for _ in 0..<50 {
      var (whole, part) = (PlanTally(), PlanTally())
      for (plan, micros) in plans.shuffled(using: &random) {
        if random.once(in: 2) { add(plan, micros, to: &whole) } else { add(plan, micros, to: &part) }
      }
      whole.merge(part)
      #expect(whole.entries.map(\.lines) == [lines("t", "ref", 7)])
    }
  }

  /// Histories keep these hashes, and a plan must not look new because the program is.
  @Test func hashesOfPlansStayWhatTheyAre() throws {
    var tally = PlanTally()
    add(lines("orders", "ref", 3), 10, to: &tally)
    var writer = ByteWriter()
    tally.write(to: &writer)
    var reader = ByteReader(writer.bytes)
    _ = try reader.number()
    let hash = try reader.number()
    #expect(hash == 6_441_088_674_510_888_023)
  }

  /// Counts of a digest that somebody made up overflowed when they were read.
  @Test func countsOfOneHashThatAreTooLargeStayLarge() throws {
    var writer = ByteWriter()
    for number in [2, 5, .max, 5, .max] as [UInt64] { writer.put(number) }
    var reader = ByteReader(writer.bytes)
    let tally = try BurstTally(from: &reader)
    var again = ByteWriter()
    tally.write(to: &again)
    var expected = ByteWriter()
    for number in [1, 5, .max] as [UInt64] { expected.put(number) }
    #expect(again.bytes == expected.bytes)
  }
}
