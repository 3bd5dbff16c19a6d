import Aggregation
import Comparison
import JSONText
import Reporting
import SQLText

/// A night's report as renderers may see it: without literals unless samples are shown.
///
/// Every renderer takes this, none the report itself, so that none can forget it. Control characters and the like
/// are still in the texts; each renderer makes them visible in its way.
package struct ShownReport: Sendable {
  let report: NightReport
  let classes: [ShownClass]
  let changes: [Change]
  let headline: [String]
  let notes: [String]
  let load: LoadChart

  /// - Parameter jobs: how many threads may work at once.
  package init(_ report: NightReport, jobs: Int = 1) {
    self.report = report
    let showsSamples = report.showsSamples
    classes = ParallelMap.map(report.classes, jobs: jobs, chunk: 8) { ShownClass($0, showsSamples: showsSamples) }
    guard !report.showsSamples else {
      (changes, headline, notes, load) = (report.changes, report.headline, report.notes, report.load)
      return
    }
    let redaction = Redaction()
    changes = report.changes.map { Self.redacted($0, redaction) }
    headline = report.headline.map(redaction.prose)
    notes = report.notes.map(redaction.prose)
    var load = report.load
    for index in load.series.indices {
      let name = redaction.statement(Array(load.series[index].name.utf8))
      load.series[index].name = String(decoding: name, as: UTF8.self)
    }
    self.load = load
  }

  /// What rules say, the most response time at stake first; `cleared` suspicions are left out.
  var findings: [(class: ShownClass, finding: ReportedFinding)] {
    classes.flatMap { shown in
      shown.findings.filter { $0.grade != "cleared" }.map { (class: shown, finding: $0) }
    }
  }

  private static func redacted(_ change: Change, _ redaction: Redaction) -> Change {
    var change = change
    change.fingerprint = redaction.statement(change.fingerprint)
    if var plan = change.plan {
      plan.accesses = plan.accesses.map {
        .init(table: $0.table, before: redaction.prose($0.before), after: redaction.prose($0.after))
      }
      change.plan = plan
    }
    return change
  }
}

/// A class as renderers may see it.
struct ShownClass: Sendable {
  let base: NightClass
  let fingerprint: [UInt8]
  let findings: [ReportedFinding]
  let planLines: [StyledLine]
  let planJSON: JSONValue?
  let unexamined: String?
  /// Empty unless samples are shown.
  let samples: [Sample]

  var id: String { base.queryClass.id.hex32 }
  /// Seconds.
  var responseTime: Double { Double(base.queryClass.responseTime) / 1e6 }

  init(_ base: NightClass, showsSamples: Bool) {
    let annotation = base.annotation
    let queryClass = base.queryClass
    guard !showsSamples else {
      self.base = base
      (fingerprint, samples) = (queryClass.fingerprint, queryClass.samples)
      (findings, unexamined) = (annotation.findings, annotation.unexamined)
      (planLines, planJSON) = (annotation.plan?.lines ?? [], annotation.plan?.json)
      return
    }
    let redaction = Redaction(
      literalsOf: queryClass.samples.map(\.statement), shown: queryClass.fingerprint(redactedBy: Redaction()))
    fingerprint = queryClass.fingerprint(redactedBy: redaction)
    samples = []
    let redacted = annotation.redacted(by: redaction)
    (findings, unexamined) = (redacted.findings, redacted.unexamined)
    (planLines, planJSON) = (redacted.plan?.lines ?? [], redacted.plan?.json)
    // What is not to be shown cannot slip out either.
    var bare = base
    bare.queryClass.samples = []
    bare.queryClass.key = []
    bare.queryClass.fingerprint = fingerprint
    bare.annotation = ClassAnnotation()
    bare.change?.fingerprint = fingerprint
    self.base = bare
  }
}
