import Aggregation
import Comparison
import JSONText
import Reporting
import SQLText
import SlowLog

/// The report of a night for programs: schema `qdigest-night/1`.
///
/// Keys: `schema`, `generator`, `instance`, `labels`, `generated_at`, `first_seen`, `last_seen`, `zone`, `headline`,
/// `baseline`, `total`, `usual`, `changes`, `classes`, `other_classes`, `other_response_time`, `load`, `histogram`,
/// `nights`, `heat`, `users`, `hosts`, `databases`, `input`, `notes`, `shows_samples`. Times are seconds, moments UTC.
/// A change has the members of `qdigest diff --format json`. Members may be added, never taken away.
package struct NightJSON {
  private let shown: ShownReport

  package init(_ report: NightReport) { self.init(ShownReport(report)) }

  package init(_ shown: ShownReport) { self.shown = shown }

  package func rendered() -> [UInt8] {
    let report = shown.report
    var writer = JSONWriter(layout: .pretty)
    writer.value(
      .object([
        ("schema", "qdigest-night/1"), ("generator", .string(report.generator)), ("instance", .string(report.instance)),
        ("labels", .object(report.labels.map { ($0.name, .string($0.value)) })),
        ("generated_at", Self.moment(report.generatedAt)), ("first_seen", Self.moment(report.firstSeen)),
        ("last_seen", Self.moment(report.lastSeen)), ("zone", .string(report.zone.name)),
        ("headline", Self.strings(shown.headline)), ("baseline", .optional(report.baseline) { .string($0) }),
        ("total", Self.value(report.total)), ("usual", .optional(report.usual, Self.value)),
        ("changes", .array(shown.changes.map(NightJSON.value))), ("classes", .array(shown.classes.map(Self.value))),
        ("other_classes", .integer(report.otherClasses)), ("other_response_time", .double(report.otherResponseTime)),
        ("load", load), ("histogram", histogram), ("nights", .array(report.nights.map(Self.value))), ("heat", heat),
        ("users", Self.counts(report.users)), ("hosts", Self.counts(report.hosts)),
        ("databases", Self.counts(report.databases)), ("input", input), ("notes", Self.strings(shown.notes)),
        ("shows_samples", .bool(report.showsSamples)),
      ]))
    writer.newline()
    return writer.takeBytes()
  }

  private var load: JSONValue {
    .object([
      ("start", Self.moment(shown.load.start)), ("bin_width", .integer(shown.load.binWidth)),
      (
        "series",
        .array(
          shown.load.series.map { series in
            .object([
              ("rank", .optional(series.rank) { .integer($0) }), ("name", .string(series.name)),
              ("values", .array(series.values.map { .double($0) })),
            ])
          })
      ),
    ])
  }

  private var histogram: JSONValue {
    .array(
      shown.report.histogram.steps.map {
        .object([
          ("from", .decimal(micros: $0.from)), ("to", .decimal(micros: $0.to)), ("count", .integer($0.count)),
          ("sum", .double($0.sum / 1e6)),
        ])
      })
  }

  private var heat: JSONValue {
    .object([
      ("days", Self.strings(shown.report.heat.days)),
      ("hours", .array(shown.report.heat.hours.map { .array($0.map { .optional($0) { .double($0) } }) })),
    ])
  }

  private var input: JSONValue {
    let account = shown.report.accounting
    return .object([
      ("events", .integer(account.events)), ("selected_events", .integer(account.selectedEvents)),
      ("bytes", .integer(account.bytes)), ("event_bytes", .integer(account.eventBytes)),
      ("banner_bytes", .integer(account.bannerBytes)), ("skipped_bytes", .integer(account.skippedBytes)),
      ("truncated_tails", .integer(account.truncatedTails)), ("imitations", .integer(account.imitations)),
      (
        "first_imitation",
        .optional(account.firstImitation) {
          .object([("file", .string($0.file)), ("offset", .integer($0.offset))])
        }
      ),
      ("server_versions", Self.strings(account.serverVersions)),
      (
        "files",
        .array(
          account.files.map {
            .object([
              ("path", .string($0.path)), ("bytes", .integer($0.bytes)), ("events", .integer($0.events)),
              ("problems", Self.strings($0.problems)),
            ])
          })
      ),
    ])
  }
}
