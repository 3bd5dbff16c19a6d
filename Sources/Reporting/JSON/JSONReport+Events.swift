import Aggregation
import JSONText

extension JSONReport {
  func value(of sample: Sample) -> JSONValue {
    var object = JSONObject()
    object.append("statement", .string(repairing: sample.statement))
    if String(validating: sample.statement, as: UTF8.self) == nil { object.append("repaired", .bool(true)) }
    if sample.omittedBytes > 0 {
      object.append("omitted_bytes", .integer(sample.omittedBytes))
      object.append("omitted_after", .integer(sample.headCount))
    }
    object.append("query_time", .decimal(micros: sample.queryTimeMicros))
    object.append("lock_time", .optional(sample.lockTimeMicros) { .decimal(micros: $0) })
    object.append("rows_sent", .optional(sample.rowsSent) { .integer($0) })
    object.append("rows_examined", .optional(sample.rowsExamined) { .integer($0) })
    object.append("time", moment(sample.instant))
    object.append("user", .optional(sample.user) { .string(repairing: $0) })
    object.append("host", .optional(sample.host) { .string(repairing: $0) })
    object.append("db", .optional(sample.db) { .string(repairing: $0) })
    object.append("thread_id", .optional(sample.threadID) { .integer($0) })
    object.append("file", .string(sample.file))
    object.append("byte_offset", .integer(sample.byteOffset))
    if let explain = sample.explain { object.append("explain", .string(repairing: explain)) }
    return .object(object)
  }

  func value(of finding: ReportedFinding) -> JSONValue {
    .object([
      ("rule", .string(finding.rule)), ("title", .string(finding.title)), ("grade", .string(finding.grade)),
      ("severity", .string(finding.severity.rawValue)), ("evidence", .string(finding.evidence)),
      ("advice", .string(finding.advice)),
    ])
  }

  /// What was read, and where every byte of it went.
  var input: JSONValue {
    let accounting = model.digest.accounting
    return .object([
      ("files", .array(accounting.files.map { value(of: $0) })),
      ("server_versions", .array(accounting.serverVersions.map { .string($0) })),
      ("events", .integer(accounting.events)),
      ("selected_events", .integer(accounting.selectedEvents)),
      ("events_without_time", .integer(accounting.eventsWithoutTime)),
      ("rate_limited_events", .integer(accounting.rateLimitedEvents)),
      ("bytes", .integer(accounting.bytes)),
      ("event_bytes", .integer(accounting.eventBytes)),
      ("banner_bytes", .integer(accounting.bannerBytes)),
      ("skipped_bytes", .integer(accounting.skippedBytes)),
      ("first_skipped", place(accounting.firstSkipped)),
      ("unknown_attributes", counts(accounting.unknownAttributes.named)),
      ("dropped_values", counts(accounting.droppedValues)),
      ("folded_classes", .integer(accounting.foldedClasses)),
      ("truncated_tails", .integer(accounting.truncatedTails)),
      ("disbelieved_times", .integer(accounting.disbelievedTimes)),
      ("imitations", .integer(accounting.imitations)),
      ("first_imitation", place(accounting.firstImitation)),
    ])
  }

  private func value(of file: FileAccount) -> JSONValue {
    .object([
      ("path", .string(file.path)), ("bytes", .integer(file.bytes)), ("stored_bytes", .integer(file.storedBytes)),
      ("compression", .string(file.compression)), ("events", .integer(file.events)),
      ("problems", .array(file.problems.map { .string($0) })),
    ])
  }

  private func place(_ place: (file: String, offset: UInt64)?) -> JSONValue {
    .optional(place) { .object([("file", .string($0.file)), ("offset", .integer($0.offset))]) }
  }

  private func counts(_ counts: [String: UInt64]) -> JSONValue {
    .object(counts.sorted { $0.key < $1.key }.map { ($0.key, .integer($0.value)) })
  }
}
