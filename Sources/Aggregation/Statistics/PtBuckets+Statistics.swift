package import SlowLog

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The approximations that pt-query-digest prints for one metric, in the log's units.
package struct PtStatistics: Sendable, Equatable {
  package var p95: Double
  package var median: Double
  package var standardDeviation: Double

  package init(p95: Double, median: Double, standardDeviation: Double) {
    self.p95 = p95
    self.median = median
    self.standardDeviation = standardDeviation
  }
}

/// pt-query-digest's way to p95, median and standard deviation, kept so that pt-json agrees with it to the digit.
///
/// A value counts in bucket `1 + ln(value / 0.000001) / ln(1.05)`, cut to a whole number, and later stands for the
/// bucket's lower end; what is below 0.000001 counts in bucket 0 and stands for 0. The values are those that the log
/// has: seconds for times, except that MariaDB writes some in milliseconds.
///
///     12 ms = 0.012      1 + ln(12000) / ln(1.05) = 193.5…      bucket 193, which stands for 0.0117…
///
/// - Source: package EventAggregator of pt-query-digest 3.7.1 (`bucket_idx`, `_calc_metrics`, `buckets_of`).
extension PtBuckets {
  /// How many buckets there are.
  package static let number = 1_000

  private static let smallest = 0.000001
  private static let growth = 1.05
  private static let logOfGrowth = log(1.05)
  private static let offset = 1 - log(0.000001) / log(1.05)

  /// The bucket of a value in the program's units, of which `scale` make one of the log's
  /// (`PtBuckets.scale(of:)`).
  package static func bucket(of value: UInt64, scale: UInt64) -> Int {
    let inLog = Double(value) / Double(scale)
    if inLog < smallest { return 0 }
    return min(Int(offset + log(inLog) / logOfGrowth), number - 1)
  }

  /// How many of the program's units make one of those that the log has, from which pt-query-digest counts.
  package static func scale(of attribute: Attribute) -> UInt64 {
    switch attribute.name {
    case KnownAttribute.pagesReadTime.name, KnownAttribute.engineTime.name: 1_000
    default: attribute.unit.scale
    }
  }

  /// What the values of a bucket stand for.
  package static func value(ofBucket bucket: Int) -> Double {
    bucket == 0 ? 0 : pow(growth, Double(bucket - 1)) * smallest
  }

  package mutating func add(_ value: UInt64, scale: UInt64) {
    let bucket = Self.bucket(of: value, scale: scale)
    reserve(bucket + 1)
    counts[bucket] += 1
  }

  package mutating func merge(_ other: Self) {
    reserve(other.counts.count)
    for (bucket, count) in other.counts.enumerated() { counts[bucket] += count }
  }

  /// Counters reach only as far as the largest bucket in use.
  private mutating func reserve(_ size: Int) {
    if size > counts.count { counts.append(contentsOf: repeatElement(0, count: size - counts.count)) }
  }
}

// MARK: - What pt-json asks for

extension PtBuckets {
  /// The approximations over these buckets; `values` knows the exact number of values, minimum and maximum.
  package func statistics(of values: Distribution, scale: UInt64) -> PtStatistics {
    guard values.count > 0 else { return PtStatistics(p95: 0, median: 0, standardDeviation: 0) }
    let low = Double(values.min) / Double(scale)
    let high = Double(values.max) / Double(scale)
    if values.min == values.max { return PtStatistics(p95: high, median: high, standardDeviation: 0) }
    if values.count == 2 {
      let mean = (low + high) / 2
      let deviation = high - mean
      return PtStatistics(p95: high, median: mean, standardDeviation: (deviation * deviation * 2).squareRoot())
    }
    return statistics(count: Int(values.count), low: low, high: high)
  }

  /// The walk from the top bucket down that yields all three.
  private func statistics(count: Int, low: Double, high: Double) -> PtStatistics {
    let cutoff = count >= 10 ? Int(Double(count) * 0.95) : count
    var left = count
    var passed = 0
    var bucketOfP95 = 0
    var median = 0.0
    var previous = Self.number - 1
    var sum = 0.0
    var sumOfSquares = 0.0
    for bucket in counts.indices.reversed() where counts[bucket] > 0 {
      let here = Int(counts[bucket])
      let value = Self.value(ofBucket: bucket)
      left -= here
      passed += here
      if bucketOfP95 == 0, passed > count - cutoff { bucketOfP95 = bucket }
      if median == 0, left <= count / 2 {
        median = cutoff % 2 == 1 || here > 1 ? value : (value + Self.value(ofBucket: previous)) / 2
      }
      sum += Double(here) * value
      sumOfSquares += Double(here) * (value * value)
      previous = bucket
    }
    let n = Double(count)
    let variance = sumOfSquares / n - (sum / n) * (sum / n)
    let deviation = variance > 0 ? variance.squareRoot() : 0
    return PtStatistics(
      p95: Self.value(ofBucket: bucketOfP95), median: median,
      standardDeviation: min(deviation, (high - low) / 2))
  }

  /// The counts of the eight decades from one microsecond up; the first one also takes what is below it, but for
  /// bucket 0, which pt-query-digest leaves out. The last one has no upper end.
  package var decades: [UInt64] {
    var result = [UInt64](repeating: 0, count: 8)
    for (bucket, count) in counts.enumerated().dropFirst() where count > 0 {
      result[Self.decade(ofBucket: bucket)] += UInt64(count)
    }
    return result
  }

  private static let decadeStarts: [Int] = (1...7).map { decade in
    bucket(of: UInt64(pow(10.0, Double(decade))), scale: 1_000_000)
  }

  private static func decade(ofBucket bucket: Int) -> Int { decadeStarts.count { $0 <= bucket } }
}
