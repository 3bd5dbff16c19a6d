import Aggregation
import SlowLog
import Testing

@Suite struct PtBucketsTests {
  /// Worked out with the reference's formula in another language.
  @Test(
    arguments: [
      (0, 1_000_000, 0), (1, 1_000_000, 1), (12_000, 1_000_000, 193), (1_000_000, 1_000_000, 284),
      (1_600_000, 1_000_000, 293), (1, 1, 284), (60, 1, 368), (12_345_678, 1, 618), (1_000_000_000_000_000, 1, 992),
      (.max, 1, 999), (1_000, 1_000, 284),
    ] as [(UInt64, UInt64, Int)])
  func bucketsAreTheReferences(value: UInt64, scale: UInt64, bucket: Int) {
    #expect(PtBuckets.bucket(of: value, scale: scale) == bucket)
  }

  @Test func aBucketStandsForItsLowerEnd() {
    #expect(PtBuckets.value(ofBucket: 0) == 0)
    #expect(PtBuckets.value(ofBucket: 1) == 0.000001)
    for bucket in 1..<PtBuckets.number {
      let ratio = PtBuckets.value(ofBucket: bucket) / PtBuckets.value(ofBucket: 1)
      #expect(ratio >= 1 && (bucket == 1 || PtBuckets.value(ofBucket: bucket - 1) < PtBuckets.value(ofBucket: bucket)))
    }
  }

  private static func statistics(_ values: [UInt64], scale: UInt64 = 1_000_000) -> PtStatistics {
    var buckets = PtBuckets()
    var distribution = Distribution()
    for value in values {
      buckets.add(value, scale: scale)
      distribution.add(value)
    }
    return buckets.statistics(of: distribution, scale: scale)
  }

  /// The special cases, in which no buckets are used.
  @Test func fewValuesAreExact() {
    #expect(Self.statistics([]) == PtStatistics(p95: 0, median: 0, standardDeviation: 0))
    #expect(Self.statistics([2_500_000]) == PtStatistics(p95: 2.5, median: 2.5, standardDeviation: 0))
    #expect(Self.statistics([7, 7, 7], scale: 1) == PtStatistics(p95: 7, median: 7, standardDeviation: 0))
    #expect(Self.statistics([1, 3], scale: 1) == PtStatistics(p95: 3, median: 2, standardDeviation: 2.0.squareRoot()))
  }

  /// Every approximation is at most one bucket below the value that it stands for.
  @Test(arguments: [1, 2, 3] as [UInt64]) func manyValuesAreOneBucketOff(seed: UInt64) {
    var random = Generator(seed: seed)
    let values = (0..<1_000).map { _ in 1 + random.next(below: 1_000_000) }
    let statistics = Self.statistics(values)
    let sorted = values.sorted().map { Double($0) / 1e6 }
    #expect(statistics.p95 <= sorted[949] && statistics.p95 >= sorted[949] / 1.0501, "seed \(seed)")
    #expect(statistics.median <= sorted[500] && statistics.median >= sorted[498] / 1.0501, "seed \(seed)")
  }

  @Test func mergingIsAddingAll() {
    var random = Generator(seed: 5)
    let values = (0..<500).map { _ in random.next(below: 1 << random.next(below: 40)) }
    var whole = PtBuckets()
    var parts = [PtBuckets(), PtBuckets(), PtBuckets()]
    for (index, value) in values.enumerated() {
      whole.add(value, scale: 1_000_000)
      parts[index % 3].add(value, scale: 1_000_000)
    }
    parts[2].merge(parts[0])
    parts[2].merge(parts[1])
    #expect(parts[2] == whole)
    #expect(whole.decades.reduce(0, +) + UInt64(whole.counts.first ?? 0) == 500)
  }

  @Test func decadesBeginAtPowersOfTen() {
    var buckets = PtBuckets()
    for value: UInt64 in [0, 5, 50, 500, 5_000, 50_000, 500_000, 5_000_000, 50_000_000, 500_000_000] {
      buckets.add(value, scale: 1_000_000)
    }
    #expect(buckets.decades == [1, 1, 1, 1, 1, 1, 1, 2])
  }

  @Test func millisecondsStayMilliseconds() {
    #expect(PtBuckets.scale(of: KnownAttribute.engineTime.attribute) == 1_000)
    #expect(PtBuckets.scale(of: .queryTime) == 1_000_000)
    #expect(PtBuckets.scale(of: .rowsSent) == 1)
  }
}
