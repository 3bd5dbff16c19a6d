import Aggregation
import QDigestTestSupport
import Testing

/// Users, hosts and databases: exact counts, at most so many of them, in any order.
@Suite struct CountedValuesTests {
  private static func name(_ number: Int) -> [UInt8] { Array("user_\(number)".utf8) }

  @Test func countsExactlyUpToTheLimit() {
    var values = CountedValues()
    for round in 1...3 {
      for number in 0..<CountedValues.limit { values.add(Self.name(number), UInt64(number * round)) }
    }
    #expect(values.counts.count == CountedValues.limit - 1)  // the first was never counted
    #expect(values.others == 0)
    #expect(values.counts[Self.name(17)] == 17 * 6)
    #expect(values.total == UInt64(6 * (0..<CountedValues.limit).reduce(0, +)))
  }

  /// Above the limit as well as below: the same values are kept with the same counts.
  @Test(arguments: [10, 1_000, 1_001, 2_500])
  func orderAndSplitDoNotMatter(different: Int) {
    let seed = Seeds.chosen(UInt64(different))
    var generator = SeededGenerator(seed: seed)
    var events = (0..<different * 2).map { _ in
      (name: generator.number(0...different - 1), count: generator.number(1...9))
    }
    events += (0..<different).map { (name: $0, count: 1) }
    var whole = CountedValues()
    for event in events { whole.add(Self.name(event.name), UInt64(event.count)) }
    var truth: [[UInt8]: UInt64] = [:]
    for event in events { truth[Self.name(event.name), default: 0] += UInt64(event.count) }
    #expect(whole.counts.count == min(different, CountedValues.limit))
    #expect(whole.counts.allSatisfy { truth[$0.key] == $0.value }, "a kept value's count is exact")
    #expect(whole.total == truth.values.reduce(0, +))
    for parts in [1, 2, 5] {
      var counted = [CountedValues](repeating: CountedValues(), count: parts)
      for event in events.shuffled(using: &generator) {
        counted[generator.number(0...parts - 1)].add(Self.name(event.name), UInt64(event.count))
      }
      var merged = CountedValues()
      for part in counted.shuffled(using: &generator) { merged.merge(part) }
      #expect(merged == whole, "seed \(seed), \(different) values, \(parts) parts")
      #expect(merged.ranked.map(\.value) == whole.ranked.map(\.value))
    }
  }

  @Test func ranksByCountThenByBytes() {
    var values = CountedValues()
    for name in ["b", "a", "c", "c", "a\u{0}", "ä"] { values.add(Array(name.utf8)) }
    #expect(values.shown == ["c 2", "a 1", "a\u{0} 1", "b 1", "ä 1"])
  }
}
