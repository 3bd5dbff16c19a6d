import Aggregation
package import JSONText
import SQLText
import SlowLog

/// The report that programs read: schema `qdigest/1`, described in `Schema/qdigest-1.schema.json`.
///
/// Numbers are numbers: times in seconds, written exactly from whole microseconds; moments in UTC. Bytes that are no
/// UTF-8 become U+FFFD. The same digest gives the same bytes. Classes are written one by one, so that the whole text
/// is never in memory.
package struct JSONReport: Sendable {
  package static let schema = "qdigest/1"

  let model: ReportModel
  let layout: JSONWriter.Layout
  /// Program and version, as in `qdigest 1.0.0`.
  let generator: String?

  package init(_ model: ReportModel, layout: JSONWriter.Layout = .pretty, generator: String? = nil) {
    self.model = model
    self.layout = layout
    self.generator = generator
  }

  package func write(to sink: ([UInt8]) throws -> Void) rethrows {
    var writer = JSONWriter(layout: layout)
    writer.beginObject()
    writer.field("schema", .string(Self.schema))
    if let generator { writer.field("generator", .string(generator)) }
    writer.field("labels", labels)
    writer.field("options", options)
    writer.field("input", input)
    writer.field("global", global)
    writer.key("classes")
    writer.beginArray()
    try sink(writer.takeBytes())
    for ranked in model.ranked {
      writer.value(value(of: ranked))
      try sink(writer.takeBytes())
    }
    writer.endArray()
    writer.field("findings", FindingsSummary(model).json)
    writer.field("misc", misc)
    writer.field("notes", .array(model.notes.map { .string($0) }))
    writer.endObject()
    writer.newline()
    try sink(writer.takeBytes())
  }

  package func render() -> [UInt8] {
    var bytes: [UInt8] = []
    write { bytes.append(contentsOf: $0) }
    return bytes
  }
}

// MARK: - The parts

extension JSONReport {
  /// Of labels with one name the last counts.
  private var labels: JSONValue {
    var object = JSONObject()
    for label in model.digest.labels { object[label.name] = .string(label.value) }
    return .object(object)
  }

  private var options: JSONValue {
    .object([
      ("group_by", .array(model.digest.groupBy.map { .string($0.rawValue) })),
      ("fingerprint", .string(model.digest.fingerprintMode)),
      ("order_by", .string(model.ranking.order.description)),
      ("limit", .string(model.ranking.limit.description)),
      ("outliers", .array(model.ranking.outliers.map { .string($0.description) })),
    ])
  }

  private var global: JSONValue {
    let whole = model.global
    var object = JSONObject([
      .init(key: "count", value: .integer(whole.count)),
      .init(key: "scaled_count", value: .integer(whole.scaledCount)),
      .init(key: "unique", value: .integer(model.digest.classes.count)),
    ])
    object.append("first_seen", moment(whole.firstSeen))
    object.append("last_seen", moment(whole.lastSeen))
    object.append("queries_per_second", .optional(whole.queriesPerSecond) { .number(decimalText($0, digits: 6)) })
    object.append("concurrency", .optional(whole.concurrency) { .number(decimalText($0, digits: 6)) })
    appendNumbers(of: whole, to: &object)
    return .object(object)
  }

  private func value(of ranked: RankedClass) -> JSONValue {
    let queryClass = ranked.queryClass
    var object = JSONObject([
      .init(key: "rank", value: .integer(ranked.rank)),
      .init(key: "id", value: .string(queryClass.id.hex32)),
      .init(key: "id16", value: .string(queryClass.id.hex16)),
    ])
    var key = JSONObject()
    for part in queryClass.key { key[part.key.rawValue] = .string(repairing: part.value) }
    object.append("key", .object(key))
    object.append("fingerprint", .string(repairing: queryClass.fingerprint))
    object.append("distilled", .string(queryClass.distilled))
    object.append("tables", .array(queryClass.tables.map { .string($0) }))
    object.append("command", .string(queryClass.command))
    object.append("is_administrator_command", .bool(queryClass.isAdministratorCommand))
    object.append("reason", .string(Self.reason(ranked.reason)))
    object.append("count", .integer(queryClass.count))
    object.append("scaled_count", .integer(queryClass.scaledCount))
    object.append("share", share(of: queryClass))
    object.append("first_seen", moment(queryClass.firstSeen))
    object.append("last_seen", moment(queryClass.lastSeen))
    appendNumbers(of: queryClass, to: &object)
    object.append("samples", .array(queryClass.samples.map { value(of: $0) }))
    object.append("findings", .array(ranked.annotation.findings.map { value(of: $0) }))
    if let reason = ranked.annotation.unexamined { object.append("unexamined", .string(reason)) }
    object.append("plan", ranked.annotation.plan?.json ?? .null)
    if let note = ranked.annotation.planNote { object.append("plan_note", .string(note)) }
    return .object(object)
  }

  private var misc: JSONValue {
    guard let misc = model.misc else { return .null }
    var object = JSONObject([
      .init(key: "classes", value: .integer(model.miscClasses)),
      .init(key: "count", value: .integer(misc.count)),
      .init(key: "scaled_count", value: .integer(misc.scaledCount)),
      .init(key: "share", value: share(of: misc)),
      .init(key: "first_seen", value: moment(misc.firstSeen)),
      .init(key: "last_seen", value: moment(misc.lastSeen)),
    ])
    appendNumbers(of: misc, to: &object)
    return .object(object)
  }

  /// A class's part of the response time, to a millionth.
  func share(of class: QueryClass) -> JSONValue {
    .number(quotientText(`class`.responseTime, by: model.global.responseTime, digits: 6))
  }

  private static func reason(_ reason: InclusionReason) -> String {
    switch reason {
    case .all: "all"
    case .top: "top"
    case .outlier: "outlier"
    }
  }

  func moment(_ instant: Instant?) -> JSONValue { .optional(instant) { .string(TimeText.iso($0)) } }
}
