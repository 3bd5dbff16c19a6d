import Aggregation
package import JSONText
import SQLText
import SlowLog

/// The report in the shape of `pt-query-digest --output json` 3.7.1, for scripts that read that.
///
/// Structure, names, types and digits are the reference's: nearly all numbers are strings, whole numbers are cut and
/// not rounded, `pct` is the class's part of the events that have the attribute whatever the metric, statements end
/// after 10,000 bytes and fingerprints after 5,000. Keys are sorted, as it sorts them when its output is to be
/// compared; else their order there is random. It differs in this:
/// - text beyond ASCII is encoded once, not twice;
/// - classes with equal sums are ordered by ID, and what a log says of text attributes other than user, host and
///   database is left out;
/// - times are kept in whole microseconds, so that MariaDB's milliseconds have three decimals that count;
/// - there is a time range whatever the log's format, and a `QC_hit` whatever the log's spelling.
package struct PtJSONReport: Sendable {
  let model: ReportModel
  let layout: JSONWriter.Layout
  let timesAreISO: Bool

  /// The digest should have been made with `keepsPtBuckets`; without, percentiles are qdigest's own.
  package init(_ model: ReportModel, layout: JSONWriter.Layout = .compact) {
    self.model = model
    self.layout = layout
    timesAreISO = model.digest.accounting.serverVersions.contains { Self.writesISOTimes($0) }
  }

  package func write(to sink: ([UInt8]) throws -> Void) rethrows {
    var writer = JSONWriter(layout: layout)
    writer.beginObject()
    writer.key("classes")
    writer.beginArray()
    for ranked in model.ranked {
      writer.value(value(of: ranked.queryClass))
      try sink(writer.takeBytes())
    }
    writer.endArray()
    writer.field("global", global)
    writer.endObject()
    writer.newline()
    try sink(writer.takeBytes())
  }

  package func render() -> [UInt8] {
    var bytes: [UInt8] = []
    write { bytes.append(contentsOf: $0) }
    return bytes
  }

  /// Whether a server of this version writes `# Time: 2026-11-21T03:04:05.678901Z`: MySQL from 5.7 on. The reference
  /// shows times in the log's own form.
  private static func writesISOTimes(_ version: String) -> Bool {
    if version.contains("MariaDB") { return false }
    let numbers = version.split(separator: ".").prefix(2).map { Int($0.prefix { $0.isNumber }) ?? 0 }
    return numbers.lexicographicallyPrecedes([5, 7]) == false
  }
}

// MARK: - All events

extension PtJSONReport {
  private var global: JSONValue {
    let whole = model.global
    var object = JSONObject()
    if let concurrency = whole.concurrency { object.append("concurrency", .double(concurrency)) }
    let files = model.digest.accounting.files
    object.append(
      "files", .array(files.map { .object([("name", .string($0.path)), ("size", .integer($0.storedBytes))]) }))
    var metrics: [(String, JSONValue)] = whole.orderedFlags.map {
      ($0.flag.name, .object([("cnt", .string("\($0.yes)"))]))
    }
    for metric in whole.orderedMetrics {
      metrics.append((metric.attribute.name, .object(figures(of: metric, isGlobal: true).sorted { $0.0 < $1.0 })))
    }
    object.append("metrics", .object(metrics.sorted { $0.0 < $1.0 }))
    if let perSecond = whole.queriesPerSecond { object.append("queries_per_second", .double(perSecond)) }
    object.append("query_count", .integer(whole.count))
    object.append("unique_query_count", .integer(model.digest.classes.count))
    return .object(object)
  }

  /// What both a class and all events have of one attribute, in the log's units.
  private func figures(of metric: Metric, isGlobal: Bool) -> [(String, JSONValue)] {
    let values = metric.values
    let scale = PtBuckets.scale(of: metric.attribute)
    let statistics =
      metric.ptBuckets.map { $0.statistics(of: values, scale: scale) }
      ?? PtStatistics(
        p95: Double(values.percentile(0.95)) / Double(scale), median: Double(values.percentile(0.5)) / Double(scale),
        standardDeviation: values.standardDeviation / Double(scale))
    let isTime = Self.isTime(metric.attribute.name, isGlobal: isGlobal)
    func exact(_ value: UInt128) -> JSONValue { .string(Self.text(value, scale: scale, isTime: isTime)) }
    func approximate(_ value: Double) -> JSONValue { .string(Self.text(value, isTime: isTime)) }
    let mean = Double(values.sum) / Double(scale) / Double(max(values.count, 1))
    return [
      ("avg", approximate(mean)), ("max", exact(UInt128(values.max))), ("median", approximate(statistics.median)),
      ("min", exact(UInt128(values.min))), ("pct_95", approximate(statistics.p95)),
      ("stddev", approximate(statistics.standardDeviation)), ("sum", exact(values.sum)),
    ]
  }

  /// Whether the reference shows an attribute with six decimals: it goes by the name's end.
  private static func isTime(_ name: String, isGlobal: Bool) -> Bool {
    (isGlobal ? ["time", "wait"] : ["_time", "_wait"]).contains { name.hasSuffix($0) }
  }

  /// A value of which `scale` make one of the log's unit, as `%.6f` or `%d` prints it.
  private static func text(_ value: UInt128, scale: UInt64, isTime: Bool) -> String {
    guard isTime else { return String(value / UInt128(scale)) }
    return scale == 1_000_000 ? sixDecimals(millionths: value) : text(Double(value) / Double(scale), isTime: true)
  }

  /// The same of a double: `%.6f` rounds its exact value, so a product that seems to lie halfway between two
  /// millionths is decided by what was lost in computing it.
  private static func text(_ value: Double, isTime: Bool) -> String {
    guard value.isFinite, value > 0, value < 1e30 else { return isTime ? "0.000000" : "0" }
    guard isTime else { return String(UInt128(value)) }
    let product = value * 1e6
    let whole = product.rounded(.down)
    let lost = (-product).addingProduct(value, 1e6)
    let isUp = product - whole == 0.5 && lost != 0 ? lost > 0 : product.rounded(.toNearestOrEven) > whole
    return sixDecimals(millionths: UInt128(whole) + (isUp ? 1 : 0))
  }

  private static func sixDecimals(millionths: UInt128) -> String {
    let fraction = String(millionths % 1_000_000)
    return "\(millionths / 1_000_000)." + String(repeating: "0", count: 6 - fraction.count) + fraction
  }
}

// MARK: - A class

extension PtJSONReport {
  private func value(of class: QueryClass) -> JSONValue {
    let sample = `class`.samples.first
    var object = JSONObject()
    object.append("attribute", .string(model.digest.groupBy.map(\.rawValue).joined(separator: ",")))
    object.append("checksum", .string(`class`.id.hex32))
    object.append("distillate", model.isGroupedByFingerprintAlone ? .string(repairing: distilled(`class`)) : .null)
    if let sample { object.append("example", example(sample, of: `class`)) }
    object.append("fingerprint", .string(repairing: Self.prefix(item(of: `class`), 5_000)))
    if let buckets = `class`.metrics.first(where: { $0.attribute == .queryTime })?.ptBuckets {
      let decades = JSONValue.array(buckets.decades.map { .integer($0) })
      object.append("histograms", .object([("Query_time", decades)]))
    }
    object.append("metrics", .object(metrics(of: `class`).sorted { $0.0 < $1.0 }))
    object.append("query_count", .integer(`class`.count))
    let tables = tables(of: `class`)
    if !tables.isEmpty { object.append("tables", .array(tables)) }
    if let last = `class`.lastSeen { object.append("ts_max", .string(time(last))) }
    if let first = `class`.firstSeen { object.append("ts_min", .string(time(first))) }
    return .object(object)
  }

  /// What events of the class have in common.
  private func item(of class: QueryClass) -> [UInt8] {
    model.isGroupedByFingerprintAlone ? `class`.fingerprint : Array(`class`.key.map(\.value).joined(separator: [0x2C]))
  }

  private func example(_ sample: Sample, of class: QueryClass) -> JSONValue {
    var object = JSONObject()
    object.append("Query_time", .string(Self.text(UInt128(sample.queryTimeMicros), scale: 1_000_000, isTime: true)))
    if model.isGroupedByFingerprintAlone, sample.omittedBytes == 0,
      let select = SelectConversion.select(for: sample.statement, fingerprint: `class`.fingerprint)
    {
      object.append("as_select", .string(repairing: select))
    }
    let whole = sample.omittedBytes > 0 ? sample.statement.prefix(sample.headCount) : sample.statement[...]
    object.append("query", whole.isEmpty ? "/* No query */" : .string(repairing: Self.prefix(Array(whole), 10_000)))
    object.append("ts", .optional(sample.instant) { .string(time($0)) })
    return .object(object)
  }

  private func metrics(of class: QueryClass) -> [(String, JSONValue)] {
    let distilled = String(decoding: distilled(`class`), as: UTF8.self)
    let hidesAffected =
      model.isGroupedByFingerprintAlone && ["SELECT", "SHOW", "SET", "ADMIN"].contains { distilled.hasPrefix($0) }
    var result: [(String, JSONValue)] = []
    for metric in `class`.orderedMetrics where !(hidesAffected && metric.attribute == .rowsAffected) {
      let all = model.global.metric(metric.attribute)?.count ?? 0
      let isTime = Self.isTime(metric.attribute.name, isGlobal: false)
      let part = JSONValue.string(
        Self.text(all > 0 ? Double(metric.values.count) / Double(all) : 0, isTime: isTime))
      let figures = figures(of: metric, isGlobal: false) + [("pct", part)]
      result.append((metric.attribute.name, .object(figures.sorted { $0.0 < $1.0 })))
    }
    result += `class`.orderedFlags.map { ($0.flag.name, .object([("yes", .string("\($0.yes)"))])) }
    for (name, values) in [("user", `class`.users), ("host", `class`.hosts), ("db", `class`.dbs)] {
      guard let value = values.counts.keys.max(by: { $0.lexicographicallyPrecedes($1) }) else { continue }
      result.append((name, .object([("value", .string(repairing: value))])))
    }
    return result
  }

  /// Of the sample, as the reference has it.
  private func distilled(_ class: QueryClass) -> [UInt8] {
    `class`.samples.first.map { PtDistill.distill($0.statement) } ?? `class`.ptDistilled
  }

  /// For each table of the sample, as the reference finds them, the statements that show how it is and was made.
  private func tables(of class: QueryClass) -> [JSONValue] {
    guard model.isGroupedByFingerprintAlone, let sample = `class`.samples.first else { return [] }
    let standard = sample.db.flatMap { $0.isEmpty ? nil : $0 } ?? `class`.dbs.ranked.first?.value ?? []
    var seen: Set<[UInt8]> = []
    return PtDistill.tables(of: sample.statement).filter { seen.insert($0).inserted }.map { name in
      let parts = name.split(separator: UInt8(ascii: "."), maxSplits: 2).prefix(2).map { Self.unquoted($0) }
      let table = parts.last ?? ""
      let db = parts.count == 2 ? parts[0] : String(decoding: standard, as: UTF8.self)
      let path = [db, table].filter { !$0.isEmpty }.map { "`\(Self.replacing("`", in: $0, with: "``"))`" }
      return .object([
        ("create", .string("SHOW CREATE TABLE \(path.joined(separator: "."))\\G")),
        ("status", .string("SHOW TABLE STATUS\(db.isEmpty ? "" : " FROM `\(db)`") LIKE '\(table)'\\G")),
      ])
    }
  }

  /// A name without the backticks around it.
  private static func unquoted(_ name: ArraySlice<UInt8>) -> String {
    var name = name
    if name.first == UInt8(ascii: "`") { name.removeFirst() }
    if name.last == UInt8(ascii: "`") { name.removeLast() }
    return replacing("``", in: String(decoding: name, as: UTF8.self), with: "`")
  }

  private static func replacing(_ part: String, in text: String, with other: String) -> String {
    text.split(separator: part, omittingEmptySubsequences: false).joined(separator: other)
  }

  /// To the second, in the form that the server writes.
  private func time(_ instant: Instant) -> String {
    let text = TimeText.moment(instant, in: model.zone)
    return timesAreISO ? "\(text.prefix(10))T\(text.dropFirst(11))" : text
  }

  /// The first `limit` bytes, without a part of a character at the end.
  private static func prefix(_ bytes: [UInt8], _ limit: Int) -> ArraySlice<UInt8> {
    guard bytes.count > limit else { return bytes[...] }
    var end = limit
    while end > limit - 3, end > 0, bytes[end] & 0xC0 == 0x80 { end -= 1 }
    return bytes[..<end]
  }
}
