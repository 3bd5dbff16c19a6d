import Aggregation
import Reporting
import Testing

@Suite struct HistogramTests {
  private static func distribution(_ values: [UInt64]) -> Distribution {
    var result = Distribution()
    for value in values { result.add(value) }
    return result
  }

  @Test func stepsFollowOneAnother() {
    let steps = TimeHistogram(of: Self.distribution([3, 4, 5, 19, 20, 1_999])).steps
    #expect(steps.map(\.from) == [2, 5, 10, 20, 50, 100, 200, 500, 1_000])
    #expect(steps.map(\.to) == [5, 10, 20, 50, 100, 200, 500, 1_000, 2_000])
    #expect(steps.map(\.count) == [2, 1, 1, 1, 0, 0, 0, 0, 1])
    #expect(steps.map(\.sum).reduce(0, +) == 2_050)
  }

  @Test(arguments: [[], [0], [0, 1], [.max], [0, .max], [1, 10, 100]] as [[UInt64]])
  func holdsEveryValue(values: [UInt64]) {
    let histogram = TimeHistogram(of: Self.distribution(values))
    #expect(histogram.steps.reduce(0) { $0 + $1.count } == UInt64(values.count))
    #expect(histogram.decades.reduce(0) { $0 + $1.count } == UInt64(values.count))
    #expect(zip(histogram.steps, histogram.steps.dropFirst()).allSatisfy { $0.to == $1.from })
  }

  @Test func decadesGatherSteps() {
    let decades = TimeHistogram(of: Self.distribution([0, 3, 9, 10, 99, 5_000])).decades
    #expect(decades.map(\.from) == [0, 1, 10, 100, 1_000])
    #expect(decades.map(\.count) == [1, 2, 2, 0, 1])
    #expect(decades.last?.to == 10_000)
  }

  /// Many values: those counted in a wrong step are within 1/128 of its border.
  @Test(arguments: [1, 2, 3] as [UInt64]) func isAsExactAsTheSketch(seed: UInt64) {
    var random = Generator(seed: seed)
    let values = (0..<5_000).map { _ in UInt64(1) << random.next(below: 30) + random.next(below: 1 << 20) }
    let steps = TimeHistogram(of: Self.distribution(values)).steps
    #expect(steps.reduce(0) { $0 + $1.count } == 5_000, "seed \(seed)")
    for step in steps {
      func counted(from: Double, to: Double) -> Int { values.count { Double($0) >= from && Double($0) < to } }
      let low = Double(step.from)
      let high = Double(step.to)
      #expect(Int(step.count) >= counted(from: low * (1 + 1 / 64.0), to: high * (1 - 1 / 64.0)), "seed \(seed)")
      #expect(Int(step.count) <= counted(from: low * (1 - 1 / 64.0), to: high * (1 + 1 / 64.0)), "seed \(seed)")
    }
  }
}
