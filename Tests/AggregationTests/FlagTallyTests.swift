import QDigestTestSupport
import SlowLog
import Testing

@testable import Aggregation

@Suite struct FlagTallyTests {
  /// More events than a byte counts, each with flags drawn, against counting them one by one. (They were counted by their
  /// combination, in an array as long as the largest: half a megabyte for each class.)
  @Test(arguments: [0, 1, 254, 255, 256, 511, 1_000]) func countsLikeCountingEach(events: Int) {
    var random = SeededGenerator(seed: UInt64(events))
    var tally = FlagTally()
    var known = [UInt64](repeating: 0, count: 8)
    var yes = known
    for _ in 0..<events {
      let told = UInt64.random(in: 0...255, using: &random)
      let said = told & UInt64.random(in: 0...255, using: &random)
      tally.add(told << 8 | said)
      for bit in 0..<8 {
        known[bit] += told >> UInt64(bit) & 1
        yes[bit] += said >> UInt64(bit) & 1
      }
    }
    let expected = Flag.allCases.filter { known[Int($0.rawValue)] > 0 }
      .map { FlagCount(flag: $0, yes: yes[Int($0.rawValue)], known: known[Int($0.rawValue)]) }
    #expect(tally.all == expected)
  }
}
