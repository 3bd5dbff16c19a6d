import Aggregation
import SlowLog

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// One question asked of a class that is there before and after.
struct Question {
  /// Questions of a kind are corrected together; times, which matter most, get most of the level.
  enum Family: Double, CaseIterable {
    case times = 0.7
    case tail = 0.15
    case rows = 0.1
    case calls = 0.05
  }

  var family: Family
  var metric: String
  var statistic: Change.Statistic
  var before: Double
  var after: Double
  /// The factor between the two, as the test sees it, and its standard error in logarithms.
  var factor: Double
  var logError: Double
  var probability: Double
  /// Whether the difference is large enough to be told, if it is one.
  var isLarge: Bool
}

/// Asks whether times, rows or calls of one class have changed.
struct ClassComparison {
  private let before: QueryClass
  private let after: QueryClass
  private let daysBefore: Double
  private let daysAfter: Double
  private let noise: NightNoise
  private let options: ComparisonOptions

  init(
    _ before: QueryClass, _ after: QueryClass, daysBefore: Double, daysAfter: Double, noise: NightNoise,
    options: ComparisonOptions
  ) {
    self.before = before
    self.after = after
    self.daysBefore = daysBefore
    self.daysAfter = daysAfter
    self.noise = noise
    self.options = options
  }

  /// In order of weight: what is found by an earlier one says it best.
  var questions: [Question] {
    [times, tail, rows, calls].compactMap(\.self)
  }

  private var times: Question? {
    shift(.times, of: .queryTime, minRatio: options.minRatio, variance: noise.timeVariance)
  }

  private var rows: Question? {
    shift(.rows, of: .rowsExamined, minRatio: options.minRowsRatio, variance: 0)
  }

  private func shift(
    _ family: Question.Family, of attribute: Attribute, minRatio: Double, variance: Double
  ) -> Question? {
    guard let a = before.metric(attribute), let b = after.metric(attribute), a.max > 0 || b.max > 0,
      let test = RankTest(before: a, after: b)
    else { return nil }
    let (factor, error) = test.ratio()
    // What differs between nights anyway is added to what differs between events.
    let logError = (error * error + variance * (1 + 1 / max(1, noise.nights))).squareRoot()
    let score = logError > error && logError > 0 ? log(factor) / logError : test.score()
    let scale = Double(attribute.unit.scale)
    let mean = (a.mean / scale, b.mean / scale)
    let p95 = (Double(a.percentile(0.95)) / scale, Double(b.percentile(0.95)) / scale)
    // Of mean and 95th percentile the one that moved like the values as a whole says it best.
    let usesTail = Self.distance(p95.1 / p95.0, factor) < Self.distance(mean.1 / mean.0, factor)
    let told = usesTail ? p95 : mean
    let isLarge = (factor >= minRatio && told.1 > told.0) || (factor <= 1 / minRatio && told.1 < told.0)
    return Question(
      family: family, metric: attribute.name, statistic: usesTail ? .p95 : .mean, before: told.0, after: told.1,
      factor: factor,
      logError: logError, probability: twoSided(score), isLarge: isLarge)
  }

  private static func distance(_ ratio: Double, _ factor: Double) -> Double {
    ratio > 0 && ratio.isFinite ? abs(log(ratio) - log(factor)) : .infinity
  }

  private var tail: Question? {
    guard let a = before.metric(.queryTime), let b = after.metric(.queryTime),
      let test = TailTest(before: a, after: b)
    else { return nil }
    // The share of values beyond a limit differs between nights as the times do.
    let score = test.score / (1 + noise.timeVariance * Double(min(a.count, b.count)) / 4).squareRoot()
    let isLarge = test.score > 0 ? test.ratio >= options.minTailRatio : test.ratio <= 1 / options.minTailRatio
    return Question(
      family: .tail, metric: Attribute.queryTime.name, statistic: .p95, before: Double(a.percentile(0.95)) / 1e6,
      after: Double(b.percentile(0.95)) / 1e6, factor: test.ratio,
      logError: score == 0 ? .infinity : abs(log(max(test.ratio, 1e-9)) / score), probability: twoSided(score),
      isLarge: isLarge)
  }

  private var calls: Question? {
    guard before.count > 0, after.count > 0 else { return nil }
    let a = Double(before.count) / daysBefore
    let b = Double(after.count) / daysAfter
    let between = noise.countVariance * (1 + 1 / max(1, noise.nights))
    let error = (1 / Double(before.count) + 1 / Double(after.count) + between).squareRoot()
    let factor = b / a
    return Question(
      family: .calls, metric: Attribute.queryTime.name, statistic: .count, before: a, after: b, factor: factor,
      logError: error,
      probability: twoSided(log(factor) / error),
      isLarge: factor >= options.minCountRatio || factor <= 1 / options.minCountRatio)
  }
}
