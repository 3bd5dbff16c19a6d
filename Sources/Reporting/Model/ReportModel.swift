package import Aggregation
import SQLText
package import SlowLog

/// A class that a report shows.
package struct RankedClass: Sendable {
  /// Place among all classes, from 1.
  package var rank: Int
  package var queryClass: QueryClass
  package var reason: InclusionReason
  package var annotation: ClassAnnotation
}

/// What a report tells, before any renderer makes text of it.
///
/// - Shape: `ranked` and `misc` together are all classes of the digest.
package struct ReportModel: Sendable {
  package var digest: Digest
  package var ranking: Ranking
  /// For display; output that programs read is in UTC.
  package var zone: ZoneRules
  /// In order of rank.
  package var ranked: [RankedClass]
  /// What the limit leaves out, taken together; `nil` if nothing is.
  package var misc: QueryClass?
  package var miscClasses: Int
  /// What the reader should know about the report itself, a sentence each.
  package var notes: [String]

  /// - Parameters:
  ///   - jobs: how many threads may work at once; the result is the same.
  ///   - annotation: asked for each class that is shown, in order.
  package init(
    digest: Digest, ranking: Ranking = Ranking(), zone: ZoneRules = .utc, jobs: Int = 1,
    annotation: (_ class: QueryClass, _ rank: Int) -> ClassAnnotation = { _, _ in ClassAnnotation() }
  ) {
    var ranking = ranking
    var notes: [String] = []
    if !ranking.order.isByCount, !digest.classes.isEmpty,
      digest.global.metric(ranking.order.attribute)?.isEmpty ?? true
    {
      notes.append(
        "No event has \(ranking.order.attribute.name), so the classes are ordered by \(ClassOrder().description).")
      ranking.order = ClassOrder()
    }
    let selection = ranking.select(from: digest.classes, global: digest.global)
    self.digest = digest
    self.ranking = ranking
    self.zone = zone
    self.notes = notes
    ranked = selection.shown.map {
      RankedClass(
        rank: $0.rank, queryClass: $0.class.described(), reason: $0.reason,
        annotation: annotation($0.class, $0.rank))
    }
    misc = selection.leftOut.isEmpty ? nil : QueryClass.merging(selection.leftOut, jobs: jobs)
    miscClasses = selection.leftOut.count
  }
}

extension ReportModel {
  var global: QueryClass { digest.global }

  /// A class's part of the whole response time, from 0 to 1.
  func share(of class: QueryClass) -> Double {
    global.responseTime > 0 ? Double(`class`.responseTime) / Double(global.responseTime) : 0
  }

  /// Whether a class is what it is by default: all events with one fingerprint.
  var isGroupedByFingerprintAlone: Bool { digest.groupBy == [.fingerprint] }
}
