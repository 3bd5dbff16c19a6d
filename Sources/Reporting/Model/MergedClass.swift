package import Aggregation
import SQLText
import SlowLog

extension QueryClass {
  /// Many classes taken together: MISC, what the limit leaves out.
  ///
  /// It has no fingerprint and no samples, and the ID that stands for no class.
  ///
  /// - Parameter jobs: how many threads may add them up.
  /// - Complexity: O(number of classes · attributes), whatever the number of events.
  static func merging(_ classes: [QueryClass], jobs: Int = 1) -> QueryClass {
    let pieces = stride(from: 0, to: classes.count, by: piece).map {
      classes[$0..<min(classes.count, $0 + piece)]
    }
    let sums = ParallelMap.map(pieces, jobs: jobs) { piece in
      var merged = QueryClass(id: QueryID(high: 0, low: 0))
      for part in piece { merged.merge(part, samples: 0) }
      return merged
    }
    var merged = QueryClass(id: QueryID(high: 0, low: 0))
    for sum in sums { merged.merge(sum, samples: 0) }
    merged.key = []
    merged.fingerprint = []
    return merged
  }

  /// How many classes are worth a thread's while.
  private static let piece = 2_000
}

extension QueryClass {
  /// Response time: the sum of `Query_time`, in microseconds.
  package var responseTime: UInt128 { metric(.queryTime)?.sum ?? 0 }

  /// Rows read for each one sent, `nil` if none was sent or the log does not say it.
  var rowsExaminedPerRowSent: Double? {
    guard let examined = metric(.rowsExamined), let sent = metric(.rowsSent), sent.sum > 0 else { return nil }
    return Double(examined.sum) / Double(sent.sum)
  }

  /// Seconds from the first event to the last; `nil` if that is no time at all.
  var span: Double? {
    guard let firstSeen, let lastSeen, lastSeen > firstSeen else { return nil }
    return Double(lastSeen.microseconds - firstSeen.microseconds) / 1e6
  }

  /// Events per second between the first and the last.
  var queriesPerSecond: Double? { span.map { Double(count) / $0 } }

  /// Response time per second between the first event and the last: how many ran at once, on average.
  var concurrency: Double? { span.map { Double(responseTime) / 1e6 / $0 } }

  /// The attributes that any event has, in the order in which reports show them, unknown ones last by name.
  package var orderedMetrics: [Metric] {
    let known = Dictionary(uniqueKeysWithValues: KnownAttribute.allCases.map { ($0.name, $0.slot) })
    return metrics.filter { !$0.values.isEmpty }.sorted {
      let a = known[$0.attribute.name] ?? .max
      let b = known[$1.attribute.name] ?? .max
      return a != b ? a < b : $0.attribute.name < $1.attribute.name
    }
  }

  /// The flags that any event says something about, in the order of `Flag`.
  var orderedFlags: [FlagCount] {
    flags.filter { $0.known > 0 }.sorted { $0.flag.rawValue < $1.flag.rawValue }
  }
}
