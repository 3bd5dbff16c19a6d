import Aggregation
import QDigestTestSupport
import SlowLog
import Testing

/// The sample of a class is its event with the largest `Query_time`, the last one of several.
@Suite struct SampleTests {
  @Test(arguments: [1, 300, 1 << 20])
  func theWorstQueryTimeIsTheSample(chunkBytes: Int) throws {
    let times = ["0.5", "2", "1.999999", "2.000000", "0", "1"]
    let log = times.enumerated().map { event("SELECT \($0)", queryTime: $1) }.joined()
    for limit in 1...4 {
      let result = try digest(log) {
        $0.chunkBytes = chunkBytes
        $0.jobs = 2
        $0.samplesPerClass = limit
      }
      let expected = ["SELECT 3", "SELECT 1", "SELECT 2", "SELECT 5"].prefix(limit)
      #expect(result.classes[0].samples.map(\.text) == Array(expected))
    }
  }

  @Test func ofEqualTimesTheLastOneWins() throws {
    let equal = (0..<50).map { event("SELECT \($0)", queryTime: "1") }.joined()
    for chunkBytes in [1, 1_000, 1 << 20] {
      let result = try digest([equal, equal]) {
        $0.chunkBytes = chunkBytes
        $0.jobs = 3
      }
      let sample = result.classes[0].samples[0]
      #expect(sample.text == "SELECT 49" && sample.file.hasSuffix("1.log"))
      #expect(sample.byteOffset == UInt64(equal.utf8.count - event("SELECT 49", queryTime: "1").utf8.count))
    }
  }

  @Test func aSampleSaysWhereItIsFrom() throws {
    let log =
      event("SELECT 1", time: "2026-11-22T08:00:00.25Z", thread: 12, queryTime: "3", use: "shop")
      + event("SELECT 2", queryTime: nil)
    let sample = try #require(try digest(log).classes.first?.samples.first)
    #expect(sample.text == "SELECT 1" && sample.queryTimeMicros == 3_000_000 && sample.lockTimeMicros == 1)
    #expect(sample.rowsSent == 1 && sample.rowsExamined == 10 && sample.threadID == 12)
    #expect(sample.instant == Instant(seconds: 1_795_334_400, microseconds: 250_000))
    #expect(sample.user == Array("app".utf8) && sample.host == Array("web1".utf8) && sample.db == Array("shop".utf8))
    #expect(sample.byteOffset == 0 && sample.omittedBytes == 0 && sample.explain == nil)
  }

  @Test func ofALongStatementHeadAndTailAreKept() throws {
    let statement = "SELECT '" + String(repeating: "a", count: 200_000) + "' AS b"
    let sample = try #require(try digest(event(statement)).classes.first?.samples.first)
    #expect(sample.headCount == 65_536 && sample.statement.count == 131_072)
    #expect(sample.omittedBytes == statement.utf8.count - 131_072)
    #expect(sample.text.hasPrefix("SELECT 'aa") && sample.text.hasSuffix("aa' AS b"))
  }

  /// Where times run backwards in one log, those of another log must not make the order go round in a circle.
  @Test func precedenceIsATotalOrder() {
    var generator = SeededGenerator(seed: Seeds.chosen(5))
    let samples = (0..<60).map { _ in
      var sample = Sample(
        statement: [], queryTimeMicros: UInt64(generator.number(1...2)),
        file: generator.pick(["a", "b", "ä", "a\u{308}"]),
        byteOffset: UInt64(generator.number(0...4)))
      if generator.once(in: 2) { sample.instant = Instant(seconds: Int64(generator.number(0...3))) }
      return sample
    }
    for a in samples {
      for b in samples {
        let isSamePlace =
          a.queryTimeMicros == b.queryTimeMicros && a.file.utf8.elementsEqual(b.file.utf8)
          && a.byteOffset == b.byteOffset
        #expect([a.precedes(b), b.precedes(a), isSamePlace].count { $0 } == 1)
        for c in samples where a.precedes(b) && b.precedes(c) { #expect(a.precedes(c)) }
      }
    }
  }
}
