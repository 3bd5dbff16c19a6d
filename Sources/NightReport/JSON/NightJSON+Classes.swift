import Aggregation
import Comparison
import JSONText
import Reporting
import SQLText
import SlowLog

extension NightJSON {
  static func value(_ change: Change) -> JSONValue {
    var object = JSONObject([
      .init(key: "class", value: .string(change.id.hex32)),
      .init(key: "fingerprint", value: .string(repairing: change.fingerprint)),
      .init(key: "distilled", value: .string(change.distilled)),
      .init(key: "kind", value: .string(change.kind.rawValue)),
    ])
    object.members += members(of: change.main).members
    object.append("others", .array(change.others.map { .object(members(of: $0)) }))
    object.append("share_before", .double(change.shareBefore))
    object.append("share_after", .double(change.shareAfter))
    object.append("stake", .double(change.stake))
    object.append("plan", .optional(change.plan) { .string($0.sentence) })
    object.append("findings_gained", strings(change.findingsGained))
    object.append("findings_lost", strings(change.findingsLost))
    return .object(object)
  }

  private static func members(of shift: Change.Shift) -> JSONObject {
    let pairs: [(String, JSONValue)] = [
      ("metric", .string(shift.metric)), ("statistic", .string(shift.statistic.rawValue)),
      ("before", .optional(shift.before) { .double($0) }), ("after", .optional(shift.after) { .double($0) }),
      ("ratio", .optional(shift.ratio) { .double($0) }),
      ("ratio_low", .optional(shift.ratioBounds) { .double($0.lowerBound) }),
      ("ratio_high", .optional(shift.ratioBounds) { .double($0.upperBound) }), ("p_value", .double(shift.pValue)),
    ]
    return JSONObject(pairs.map { JSONObject.Member(key: $0.0, value: $0.1) })
  }

  static func value(_ shown: ShownClass) -> JSONValue {
    let queryClass = shown.base.queryClass
    return .object([
      ("rank", .integer(shown.base.rank)), ("id", .string(shown.id)),
      ("fingerprint", .string(repairing: shown.fingerprint)), ("distilled", .string(queryClass.distilled)),
      ("tables", strings(queryClass.tables)), ("count", .integer(queryClass.count)),
      ("response_time", .double(shown.responseTime)), ("share", .double(shown.base.share)),
      ("metrics", .object(queryClass.orderedMetrics.map { ($0.attribute.name, metric($0)) })),
      ("findings", .array(shown.findings.map(finding))), ("unexamined", .optional(shown.unexamined) { .string($0) }),
      ("plan", shown.planJSON ?? .null), ("trend", .array(shown.base.trend.map(point))),
      (
        "samples",
        .array(
          shown.samples.map {
            .object([
              ("statement", .string(repairing: $0.statement)), ("omitted_bytes", .integer($0.omittedBytes)),
              ("query_time", .decimal(micros: $0.queryTimeMicros)), ("time", moment($0.instant)),
              ("file", .string($0.file)), ("byte_offset", .integer($0.byteOffset)),
            ])
          })
      ),
    ])
  }

  private static func metric(_ metric: Metric) -> JSONValue {
    let (values, scale) = (metric.values, Double(metric.attribute.unit.scale))
    return .object([
      ("count", .integer(values.count)), ("sum", .double(Double(values.sum) / scale)),
      ("min", .double(Double(values.min) / scale)), ("mean", .double(values.mean / scale)),
      ("p50", .double(Double(values.percentile(0.5)) / scale)),
      ("p95", .double(Double(values.percentile(0.95)) / scale)),
      ("p99", .double(Double(values.percentile(0.99)) / scale)), ("max", .double(Double(values.max) / scale)),
    ])
  }

  private static func finding(_ finding: ReportedFinding) -> JSONValue {
    .object([
      ("rule", .string(finding.rule)), ("title", .string(finding.title)), ("grade", .string(finding.grade)),
      ("severity", .string(finding.severity.rawValue)), ("evidence", .string(finding.evidence)),
      ("advice", .string(finding.advice)),
    ])
  }

  private static func point(_ point: ClassPoint) -> JSONValue {
    .object([
      ("day", .string(point.day)), ("count", .integer(point.count)), ("response_time", .double(point.responseTime)),
      ("mean", .double(point.mean)), ("p95", .double(point.p95)), ("plan", .optional(point.planHash) { .string($0) }),
    ])
  }

  static func value(_ totals: NightTotals) -> JSONValue {
    .object([
      ("events", .integer(totals.events)), ("classes", .integer(totals.classes)),
      ("response_time", .double(totals.responseTime)), ("p50", .double(totals.p50)), ("p95", .double(totals.p95)),
      ("p99", .double(totals.p99)), ("rows_examined", .optional(totals.rowsExamined) { .double($0) }),
    ])
  }

  static func value(_ night: NightPoint) -> JSONValue {
    .object([
      ("day", .string(night.day)), ("totals", value(night.totals)), ("page", .optional(night.page) { .string($0) }),
    ])
  }

  static func counts(_ names: [CountedName]) -> JSONValue {
    .array(names.map { .object([("name", .string(repairing: $0.name)), ("count", .integer($0.count))]) })
  }

  static func strings(_ texts: [String]) -> JSONValue { .array(texts.map { .string($0) }) }

  static func moment(_ instant: Instant?) -> JSONValue { .optional(instant) { .string(TimeText.iso($0)) } }
}
