/// How the values of one attribute are spread over the events of a class.
///
/// `count`, `sum`, `min`, `max` and the standard deviation are exact. The values themselves are kept as
/// long as there are at most ``exactLimit`` of them; from then on each is counted in a bucket, 64 buckets
/// to every doubling, so that a percentile is off by at most 1/128 (0.79 %). Which of the two holds
/// depends on the number of values alone, so any order of adding and merging gives the same result.
///
/// - Units: the program's (`Attribute.unit`); times are whole microseconds.
/// - Complexity: `add` amortised O(1); `merge` O(number of buckets); a percentile O(number of buckets).
/// - Source: the log-linear buckets of HdrHistogram, with the relative-error bound of DDSketch
///   (Masson et al., VLDB 2019).
package struct Distribution: Sendable, Equatable {
  /// Up to this many values percentiles are exact.
  package static let exactLimit = 32

  package private(set) var count: UInt64 = 0
  /// Exact; wide, so that it cannot overflow.
  package private(set) var sum: UInt128 = 0
  /// Exact as well, unless a log holds numbers beyond all measure; then the largest number there is.
  package private(set) var sumOfSquares: UInt128 = 0
  package private(set) var min: UInt64 = .max
  package private(set) var max: UInt64 = 0

  /// The values in the order of arrival, while there are at most `exactLimit`; else empty.
  private var values: [UInt64] = []
  /// The counts of the buckets `firstBucket ..< firstBucket + counts.count`, once the values are too many.
  private var counts: [UInt32] = []
  private var firstBucket = 0

  package init() {}

  /// What is left of values that are too many to be kept.
  ///
  /// - Parameter buckets: ascending; the first holds `min`, the last `max`.
  init(
    count: UInt64, sum: UInt128, sumOfSquares: UInt128, min: UInt64, max: UInt64,
    buckets: [(bucket: Int, count: UInt32)]
  ) {
    self.count = count
    self.sum = sum
    self.sumOfSquares = sumOfSquares
    self.min = min
    self.max = max
    reserve(Self.bucket(of: min), Self.bucket(of: max))
    for (bucket, number) in buckets { counts[bucket - firstBucket] = number }
  }

  package var isEmpty: Bool { count == 0 }
  package var isExact: Bool { count <= UInt64(Self.exactLimit) }

  /// Equal if they describe the same values, in whatever order these came.
  package static func == (a: Self, b: Self) -> Bool {
    guard a.count == b.count, a.sum == b.sum, a.sumOfSquares == b.sumOfSquares, a.min == b.min, a.max == b.max
    else { return false }
    return a.isExact ? a.values.sorted() == b.values.sorted() : a.buckets.elementsEqual(b.buckets, by: ==)
  }
}

extension Distribution {
  package mutating func add(_ value: UInt64) {
    note(value)
    if count <= UInt64(Self.exactLimit) {
      values.append(value)
    } else {
      spill()
      countInBucket(Self.bucket(of: value), 1)
    }
  }

  /// Adds `numbers[start]`, `numbers[start + step]` and so on before `end`: what `add` does for each of them, with
  /// the totals kept aside until the last one.
  package mutating func add(_ numbers: Span<UInt64>, from start: Int, to end: Int, every step: Int) {
    var i = start
    while i < end, count < UInt64(Self.exactLimit) {
      add(numbers[i])
      i += step
    }
    guard i < end else { return }
    spill()
    var added: UInt64 = 0
    var smallest = UInt64.max
    var largest: UInt64 = 0
    var total: UInt128 = 0
    var squares: UInt128 = 0
    for i in stride(from: i, to: end, by: step) {
      let value = numbers[i]
      added += 1
      total &+= UInt128(value)
      let square = value.multipliedFullWidth(by: value)
      // Of fewer than 2³² values below 2⁴⁸ no sum of squares overflows.
      if value < 1 << 48 { squares &+= UInt128(_low: square.low, _high: square.high) } else { addSquares(square) }
      if value < smallest { smallest = value }
      if value > largest { largest = value }
    }
    reserve(Self.bucket(of: smallest), Self.bucket(of: largest))
    let lowest = firstBucket
    var window = counts.mutableSpan
    for i in stride(from: i, to: end, by: step) {
      let bucket = Self.bucket(of: numbers[i]) - lowest
      if window[bucket] < .max { window[bucket] += 1 }
    }
    count += added
    sum &+= total
    addSquares(squares)
    min = Swift.min(min, smallest)
    max = Swift.max(max, largest)
  }

  package mutating func merge(_ other: Self) {
    guard other.count > 0 else { return }
    if count + other.count <= UInt64(Self.exactLimit) {
      values.append(contentsOf: other.values)
    } else {
      spill()
      if other.isExact {
        for value in other.values { countInBucket(Self.bucket(of: value), 1) }
      } else {
        reserve(other.firstBucket, other.firstBucket + other.counts.count - 1)
        for (index, number) in other.counts.enumerated() where number > 0 {
          countInBucket(other.firstBucket + index, number)
        }
      }
    }
    count += other.count
    sum += other.sum
    addSquares(other.sumOfSquares)
    min = Swift.min(min, other.min)
    max = Swift.max(max, other.max)
  }

  private mutating func note(_ value: UInt64) {
    count += 1
    sum &+= UInt128(value)
    addSquares(value.multipliedFullWidth(by: value))
    if value < min { min = value }
    if value > max { max = value }
  }

  private mutating func addSquares(_ square: (high: UInt64, low: UInt64)) {
    addSquares(UInt128(_low: square.low, _high: square.high))
  }

  private mutating func addSquares(_ squares: UInt128) {
    let (total, overflow) = sumOfSquares.addingReportingOverflow(squares)
    sumOfSquares = overflow ? .max : total
  }

  /// Moves the kept values into buckets.
  private mutating func spill() {
    guard !values.isEmpty else { return }
    reserve(Self.bucket(of: values.min()!), Self.bucket(of: values.max()!))
    for value in values { countInBucket(Self.bucket(of: value), 1) }
    values = []
  }

  private mutating func countInBucket(_ bucket: Int, _ number: UInt32) {
    reserve(bucket, bucket)
    let (total, overflow) = counts[bucket - firstBucket].addingReportingOverflow(number)
    counts[bucket - firstBucket] = overflow ? .max : total
  }

  /// Widens the window of counters so that it holds the buckets from `low` to `high`.
  private mutating func reserve(_ low: Int, _ high: Int) {
    if counts.isEmpty {
      firstBucket = low
      counts = [UInt32](repeating: 0, count: high - low + 1)
      return
    }
    if low < firstBucket {
      counts.insert(contentsOf: repeatElement(0, count: firstBucket - low), at: 0)
      firstBucket = low
    }
    let end = firstBucket + counts.count
    if high >= end { counts.append(contentsOf: repeatElement(0, count: high - end + 1)) }
  }
}

// MARK: - Buckets

extension Distribution {
  /// Values below this have a bucket of their own.
  private static let linearLimit: UInt64 = 128

  /// The bucket of a value: 64 to every doubling, one for each value below 128. At most 3,775.
  package static func bucket(of value: UInt64) -> Int {
    if value < linearLimit { return Int(value) }
    let exponent = 63 - value.leadingZeroBitCount
    return 128 + (exponent - 7) * 64 + Int((value >> UInt64(exponent - 6)) & 63)
  }

  /// The smallest value of a bucket, and how many values it covers.
  package static func bounds(ofBucket bucket: Int) -> (low: UInt64, width: UInt64) {
    if bucket < 128 { return (UInt64(bucket), 1) }
    let exponent = (bucket - 128) / 64 + 7
    let width = UInt64(1) << UInt64(exponent - 6)
    return ((64 + UInt64((bucket - 128) % 64)) * width, width)
  }

  /// The buckets that hold values, from the smallest value up, with their counts.
  ///
  /// - Complexity: O(number of buckets), O(*n* log *n*) in the number of values while these are kept.
  package var buckets: [(bucket: Int, count: UInt32)] {
    if isExact {
      var result: [(bucket: Int, count: UInt32)] = []
      for value in values.sorted() {
        let bucket = Self.bucket(of: value)
        if result.last?.bucket == bucket { result[result.count - 1].count += 1 } else { result.append((bucket, 1)) }
      }
      return result
    }
    return counts.enumerated().compactMap { $1 > 0 ? (bucket: firstBucket + $0, count: $1) : nil }
  }

  /// The values themselves, sorted, where there are few enough to be kept; else `nil`.
  package var exactValues: [UInt64]? { isExact ? values.sorted() : nil }
}

// MARK: - What reports ask for

extension Distribution {
  /// The value that the share `fraction` of the values does not exceed (nearest rank: of `n` values the one
  /// of rank `⌈fraction · n⌉`). Exact up to `exactLimit` values, else within 1/128 of the true one.
  package func percentile(_ fraction: Double) -> UInt64 {
    guard count > 0 else { return 0 }
    let rank = Swift.max(1, UInt64((fraction * Double(count)).rounded(.up)))
    if rank >= count { return max }
    if isExact { return values.sorted()[Int(rank) - 1] }
    var passed: UInt64 = 0
    for (index, number) in counts.enumerated() where number > 0 {
      passed += UInt64(number)
      if passed >= rank {
        let (low, width) = Self.bounds(ofBucket: firstBucket + index)
        return Swift.min(Swift.max(low + width / 2, min), max)
      }
    }
    return max
  }

  /// In the program's units.
  package var mean: Double { count == 0 ? 0 : Double(sum) / Double(count) }

  /// Of the population, over all values, in the program's units.
  ///
  /// The variance is `(n·Σx² − (Σx)²) / n²`; both products are taken exactly where they fit 128 bits, so
  /// that a spread that is small beside the mean is not lost in rounding.
  package var standardDeviation: Double { variance.squareRoot() }

  package var variance: Double {
    guard count > 1 else { return 0 }
    let n = UInt128(count)
    let (a, overflowA) = n.multipliedReportingOverflow(by: sumOfSquares)
    let (b, overflowB) = sum.multipliedReportingOverflow(by: sum)
    let size = Double(count)
    if !overflowA, !overflowB { return Double(a - b) / (size * size) }
    return Swift.max(0, Double(sumOfSquares) / size - mean * mean)
  }

  /// Variance divided by mean, both in the report's units (`scale` of the program's make one).
  package func varianceToMean(scale: UInt64) -> Double {
    mean > 0 ? variance / mean / Double(scale) : 0
  }
}
