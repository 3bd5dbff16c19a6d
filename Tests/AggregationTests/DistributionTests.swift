import Aggregation
import QDigestTestSupport
import Testing

/// Counts, sums and percentiles against the values themselves.
@Suite struct DistributionTests {
  /// Where values come from: of all magnitudes, close together, few different ones, at the borders.
  enum Source: String, CaseIterable {
    case magnitudes, close, few, borders, huge

    func value(_ generator: inout SeededGenerator) -> UInt64 {
      switch self {
      case .magnitudes: generator.next() >> UInt64(generator.number(0...63))
      case .close: 1_000_000 + UInt64(generator.number(0...50))
      case .few: generator.pick([0, 1, 500_000, 10_000_000])
      case .borders: UInt64(1 << generator.number(0...62)) + generator.pick([0, 1]) &- generator.pick([0, 1])
      case .huge: UInt64.max - UInt64(generator.number(0...3))
      }
    }
  }

  private static let sizes = [0, 1, 2, 3, 31, 32, 33, 34, 64, 100, 1_000, 3_000]

  @Test(arguments: Source.allCases)
  func agreesWithTheSortedValues(_ source: Source) {
    let seed = Seeds.chosen(1)
    var generator = SeededGenerator(seed: seed)
    for size in Self.sizes {
      let values = (0..<size).map { _ in source.value(&generator) }
      var distribution = Distribution()
      for value in values { distribution.add(value) }
      Self.check(distribution, values.sorted(), "\(source), seed \(seed), \(size) values")
    }
  }

  /// Rows are taken by columns, some at a time; that must be what adding one value after the other gives.
  @Test(arguments: Source.allCases)
  func columnsOfRowsAreTheirValues(_ source: Source) {
    let seed = Seeds.chosen(3)
    var generator = SeededGenerator(seed: seed)
    for size in Self.sizes {
      let width = generator.number(1...6)
      let column = generator.number(0...width - 1)
      let numbers = (0..<size * width).map { _ in source.value(&generator) }
      var one = Distribution()
      var rows = Distribution()
      for row in 0..<size { one.add(numbers[row * width + column]) }
      var row = 0
      while row < size {
        let next = min(size, row + generator.number(1...40))
        rows.add(numbers.span, from: row * width + column, to: next * width, every: width)
        row = next
      }
      #expect(rows == one, "\(source), seed \(seed), \(size) rows of \(width), column \(column)")
    }
  }

  private static func check(_ distribution: Distribution, _ sorted: [UInt64], _ what: String) {
    #expect(distribution.count == UInt64(sorted.count), "\(what)")
    #expect(distribution.sum == sorted.reduce(UInt128(0)) { $0 + UInt128($1) }, "\(what)")
    guard let first = sorted.first, let last = sorted.last else { return }
    #expect(distribution.min == first && distribution.max == last, "\(what)")
    #expect(distribution.exactValues == (sorted.count <= 32 ? sorted : nil), "\(what)")
    for fraction in [0.0, 0.001, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99, 0.999, 1] {
      let rank = max(1, Int((fraction * Double(sorted.count)).rounded(.up)))
      let exact = sorted[rank - 1]
      let found = distribution.percentile(fraction)
      let off = found > exact ? found - exact : exact - found
      if sorted.count <= 32 {
        #expect(off == 0, "\(what), \(fraction): \(found), not \(exact)")
      } else {
        #expect(off <= exact / 128 + (exact % 128 > 0 ? 1 : 0), "\(what), \(fraction): \(found), not \(exact)")
      }
      #expect(found >= first && found <= last)
    }
  }

  /// The variance of values that are large beside their spread is where floating point loses digits.
  @Test(arguments: [Source.magnitudes, .close, .few, .borders])
  func varianceIsThatOfTheValues(_ source: Source) {
    var generator = SeededGenerator(seed: Seeds.chosen(2))
    for size in Self.sizes where size > 0 {
      // Below 2⁴⁰, as times in microseconds are.
      let values = (0..<size).map { _ in source.value(&generator) >> 24 }
      var distribution = Distribution()
      for value in values { distribution.add(value) }
      let n = Int128(size)
      let sum = values.reduce(Int128(0)) { $0 + Int128($1) }
      // Σ (n·x − Σx)², divided by n³: whole numbers but for the last step.
      let squares = values.reduce(0.0) { $0 + Double(n * Int128($1) - sum) * Double(n * Int128($1) - sum) }
      let expected = squares / Double(n * n * n)
      #expect(abs(distribution.variance - expected) <= expected * 1e-9, "\(source) \(size)")
      #expect(abs(distribution.mean - Double(sum) / Double(n)) <= distribution.mean * 1e-12)
      #expect(abs(distribution.standardDeviation - expected.squareRoot()) <= expected.squareRoot() * 1e-9)
    }
  }

  /// However values are spread over parts, and in whatever order the parts are merged.
  @Test(arguments: Source.allCases)
  func orderOfMergingDoesNotMatter(_ source: Source) {
    let seed = Seeds.chosen(3)
    var generator = SeededGenerator(seed: seed)
    for size in Self.sizes {
      let values = (0..<size).map { _ in source.value(&generator) }
      var whole = Distribution()
      for value in values { whole.add(value) }
      for _ in 0..<4 {
        var parts = [Distribution](repeating: Distribution(), count: generator.number(1...6))
        for value in values { parts[generator.number(0...parts.count - 1)].add(value) }
        while parts.count > 1 {
          let part = parts.remove(at: generator.number(0...parts.count - 1))
          parts[generator.number(0...parts.count - 1)].merge(part)
        }
        #expect(parts[0] == whole, "\(source), seed \(seed), \(size) values")
        #expect(parts[0].buckets.elementsEqual(whole.buckets, by: ==))
        #expect(parts[0].variance == whole.variance)
        #expect([0.5, 0.95, 0.99].allSatisfy { parts[0].percentile($0) == whole.percentile($0) })
      }
    }
  }

  @Test func differentValuesDiffer() {
    for size in [1, 32, 33, 500] {
      var a = Distribution()
      var b = Distribution()
      for value in 0..<size {
        a.add(UInt64(value) * 1_000)
        b.add(UInt64(value) * 1_000 + (value == size - 1 ? 1 : 0))
      }
      #expect(a != b)
    }
  }

  @Test func bucketsCoverAllNumbersOnce() {
    var expected: UInt64 = 0
    for bucket in 0...Distribution.bucket(of: .max) {
      let (low, width) = Distribution.bounds(ofBucket: bucket)
      #expect(low == expected)
      #expect(Distribution.bucket(of: low) == bucket && Distribution.bucket(of: low + (width - 1)) == bucket)
      #expect(width == 1 || width <= low / 64)
      expected = low &+ width
    }
    #expect(expected == 0)
  }

  /// A log may hold any number, again and again: neither adding nor merging nor asking may trap.
  @Test func hugeValuesDoNotOverflow() {
    var a = Distribution()
    for _ in 0..<40 { a.add(.max) }
    var b = a
    for _ in 0..<10 { b.merge(b) }
    #expect(b.count == 40 << 10)
    #expect(b.sum == UInt128(UInt64.max) * (40 << 10))
    #expect(b.percentile(0.5) == .max && b.min == .max)
    #expect(b.variance.isFinite && b.variance >= 0)
    a.add(0)
    #expect(a.variance.isFinite && a.variance >= 0)
  }
}
