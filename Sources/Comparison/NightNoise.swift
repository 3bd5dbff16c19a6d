#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// How much a class differs from night to night although nothing has changed.
///
/// What is seen of a few nights is an estimate with an error of its own; so it is drawn towards what is usual, which
/// weighs as much as four nights.
struct NightNoise {
  /// Variance between nights of the mean logarithm of times, beyond what their numbers of values explain; 0 where
  /// nothing is known of nights.
  let timeVariance: Double
  /// Variance between nights of the logarithm of the calls a day, beyond chance.
  let countVariance: Double
  let nights: Double

  /// Fewer nights than this tell nothing of how nights differ.
  private static let least = 4
  private static let usualWeight = 4.0
  /// As standard deviations of logarithms.
  private static let usual = (time: 0.04, count: 0.25)

  init(_ nights: [(figures: Window.Figures, days: Double)]) {
    self.nights = Double(nights.count)
    let (time, count) = (Self.usual.time * Self.usual.time, Self.usual.count * Self.usual.count)
    guard nights.count >= Self.least else {
      timeVariance = 0
      countVariance = count
      return
    }
    let timed = nights.filter { $0.figures.count >= 2 }.map { night in
      (mean: night.figures.logMean, error: night.figures.logVariance / Double(night.figures.count))
    }
    timeVariance = Self.drawn(Self.excess(timed), to: time, nights: timed.count)
    countVariance = Self.drawn(
      Self.excess(
        nights.map { night in
          let count = max(0.5, Double(night.figures.count))
          return (mean: log(count / night.days), error: 1 / count)
        }), to: count, nights: nights.count)
  }

  private static func drawn(_ seen: Double, to usual: Double, nights: Int) -> Double {
    let weight = Double(max(0, nights - 1))
    return max(0, (seen * weight + usual * usualWeight) / (weight + usualWeight))
  }

  /// Variance of means beyond that of their errors; below 0 where chance makes it so.
  ///
  /// - Source: DerSimonian & Laird 1986, with equal weights.
  private static func excess(_ values: [(mean: Double, error: Double)]) -> Double {
    guard values.count >= 2 else { return 0 }
    let n = Double(values.count)
    let mean = values.reduce(0) { $0 + $1.mean } / n
    let variance = values.reduce(0) { $0 + ($1.mean - mean) * ($1.mean - mean) } / (n - 1)
    return variance - values.reduce(0) { $0 + $1.error } / n
  }
}
