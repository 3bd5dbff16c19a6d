package import Aggregation
import SQLText
import SlowLog

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What has changed from one window to another, class by class.
///
/// A change is told if it matters (the class has a share of the response time) and is beyond noise (a test on the
/// sketches, corrected for the number of questions), and large enough to be looked at.
///
/// - Complexity: O(classes), and for those that matter O(buckets).
package struct Comparison: Sendable {
  /// The most important first: what is new or worse by the response time it costs, then what is gone or better.
  package private(set) var changes: [Change] = []
  /// How many classes were looked at: those that have the share.
  package private(set) var comparedClasses = 0

  private let before: Window
  private let after: Window
  private let options: ComparisonOptions

  /// - Precondition: both digests are grouped alike.
  package init(before: Window, after: Window, options: ComparisonOptions = ComparisonOptions()) {
    self.before = before
    self.after = after
    self.options = options
    let old = Dictionary(uniqueKeysWithValues: before.digest.classes.map { ($0.id, $0) })
    let new = Dictionary(uniqueKeysWithValues: after.digest.classes.map { ($0.id, $0) })
    var pairs: [(QueryClass, QueryClass)] = []
    var appeared: [QueryClass] = []
    var gone: [QueryClass] = []
    for one in after.digest.classes {
      if let other = old[one.id] {
        if max(share(of: one, in: after), share(of: other, in: before)) >= options.minShare {
          pairs.append((other, one))
        }
      } else if share(of: one, in: after) >= options.minShare {
        appeared.append(one)
      }
    }
    for one in before.digest.classes where new[one.id] == nil && share(of: one, in: before) >= options.minShare {
      gone.append(one)
    }
    comparedClasses = pairs.count + appeared.count + gone.count
    changes = shifts(of: pairs) + presence(appeared, gone)
    changes.sort(by: Self.isMoreImportant)
  }

  private static func isMoreImportant(_ a: Change, _ b: Change) -> Bool {
    let isBad = { (change: Change) in change.kind == .new || change.kind == .worse }
    if isBad(a) != isBad(b) { return isBad(a) }
    return abs(a.stake) != abs(b.stake) ? abs(a.stake) > abs(b.stake) : a.id < b.id
  }
}

// MARK: - Classes on both sides

extension Comparison {
  private func shifts(of pairs: [(QueryClass, QueryClass)]) -> [Change] {
    var asked: [(pair: Int, question: Question)] = []
    for (index, pair) in pairs.enumerated() {
      let comparison = ClassComparison(
        pair.0, pair.1, daysBefore: before.days, daysAfter: after.days, noise: noise(of: pair.0), options: options)
      asked += comparison.questions.map { (index, $0) }
    }
    var found: [Int: [Change.Shift]] = [:]
    for family in Question.Family.allCases {
      let asked = asked.filter { $0.question.family == family }
      let corrected = Correction.benjaminiHochberg(asked.map(\.question.probability))
      for (place, (index, question)) in asked.enumerated() {
        // The level is shared out over the families, and so is what is told.
        let probability = min(1, corrected[place] / family.rawValue)
        guard question.isLarge, probability < options.level else { continue }
        found[index, default: []].append(shift(question, probability))
      }
    }
    return found.map { index, shifts in change(pairs[index].0, pairs[index].1, shifts) }
  }

  private func noise(of one: QueryClass) -> NightNoise {
    NightNoise(
      before.nights.map { night in
        (night.classes[one.id] ?? Window.Figures(count: 0, logMean: 0, logVariance: 0), night.days)
      })
  }

  private func shift(_ question: Question, _ probability: Double) -> Change.Shift {
    let width = 2.576 * question.logError
    let bounds: ClosedRange<Double>? =
      width.isFinite && question.factor > 0 ? question.factor * exp(-width)...question.factor * exp(width) : nil
    return Change.Shift(
      metric: question.metric, statistic: question.statistic, before: question.before, after: question.after,
      ratio: question.before > 0 ? question.after / question.before : nil, ratioBounds: bounds, pValue: probability)
  }

  private func change(_ old: QueryClass, _ new: QueryClass, _ shifts: [Change.Shift]) -> Change {
    let main = shifts[0]
    let isWorse = (main.after ?? 0) > (main.before ?? 0)
    return Change(
      id: new.id, fingerprint: new.fingerprint, distilled: new.described().distilled, kind: isWorse ? .worse : .better,
      main: main, others: Array(shifts.dropFirst()), shareBefore: share(of: old, in: before),
      shareAfter: share(of: new, in: after), stake: timePerDay(new, after) - timePerDay(old, before))
  }
}

// MARK: - Classes on one side

extension Comparison {
  private func presence(_ appeared: [QueryClass], _ gone: [QueryClass]) -> [Change] {
    let total = before.days + after.days
    // If nothing had changed, each event would fall on either side as the sides are long.
    let probabilities =
      appeared.map { pow(after.days / total, Double($0.count)) }
      + gone.map { pow(before.days / total, Double($0.count)) }
    let corrected = Correction.benjaminiHochberg(probabilities)
    let all = appeared.map { ($0, Change.Kind.new) } + gone.map { ($0, Change.Kind.gone) }
    return zip(all, corrected).compactMap { one, probability in
      probability < options.presenceLevel ? change(one.0, one.1, probability) : nil
    }
  }

  private func change(_ one: QueryClass, _ kind: Change.Kind, _ probability: Double) -> Change {
    let window = kind == .new ? after : before
    let calls = Double(one.count) / window.days
    let share = share(of: one, in: window)
    let time = timePerDay(one, window)
    return Change(
      id: one.id, fingerprint: one.fingerprint, distilled: one.described().distilled, kind: kind,
      main: Change.Shift(
        metric: Attribute.queryTime.name, statistic: .count, before: kind == .new ? nil : calls,
        after: kind == .new ? calls : nil, ratio: nil, ratioBounds: nil, pValue: probability),
      shareBefore: kind == .new ? 0 : share, shareAfter: kind == .new ? share : 0, stake: kind == .new ? time : -time)
  }

  private func share(of one: QueryClass, in window: Window) -> Double {
    let total = Double(window.digest.global.metric(.queryTime)?.sum ?? 0)
    return total > 0 ? Double(one.metric(.queryTime)?.sum ?? 0) / total : 0
  }

  /// Seconds of response time a day.
  private func timePerDay(_ one: QueryClass, _ window: Window) -> Double {
    Double(one.metric(.queryTime)?.sum ?? 0) / 1e6 / window.days
  }
}

extension Window.Figures {
  /// - Complexity: O(number of buckets).
  package init(of one: QueryClass) {
    self.init(count: one.count, logMean: 0, logVariance: 0)
    guard let values = one.metric(.queryTime), values.count > 0 else { return }
    var sum = 0.0
    var squares = 0.0
    for (bucket, count) in values.buckets {
      let (low, width) = Distribution.bounds(ofBucket: bucket)
      let value = log(max(1, Double(low) + Double(width - 1) / 2))
      sum += Double(count) * value
      squares += Double(count) * value * value
    }
    let n = Double(values.count)
    logMean = sum / n
    logVariance = n > 1 ? max(0, squares - n * logMean * logMean) / (n - 1) : 0
  }
}
