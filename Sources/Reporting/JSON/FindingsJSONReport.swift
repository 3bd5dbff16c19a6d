import Aggregation
import JSONText
import SQLText

/// What rules found, for programs: the findings of all classes shown in one list, and the classes that no rule could be
/// asked about, with the reason.
package struct FindingsJSONReport: Sendable {
  private let report: JSONReport

  package init(_ model: ReportModel) { report = JSONReport(model) }

  package func write(to sink: ([UInt8]) throws -> Void) rethrows {
    var writer = JSONWriter(layout: .pretty)
    writer.beginObject()
    writer.key("findings")
    writer.beginArray()
    for ranked in report.model.ranked {
      for finding in ranked.annotation.findings { writer.value(value(of: finding, ranked.queryClass)) }
      try sink(writer.takeBytes())
    }
    writer.endArray()
    writer.key("unexamined")
    writer.beginArray()
    for ranked in report.model.ranked {
      guard let reason = ranked.annotation.unexamined else { continue }
      writer.value(.object([("class", .string(ranked.queryClass.id.hex32)), ("reason", .string(reason))]))
    }
    writer.endArray()
    writer.endObject()
    writer.newline()
    try sink(writer.takeBytes())
  }

  private func value(of finding: ReportedFinding, _ queryClass: QueryClass) -> JSONValue {
    guard case .object(var object) = report.value(of: finding) else { return .null }
    object.append("class", .string(queryClass.id.hex32))
    object.append("response_time", .decimal(micros: UInt64(clamping: queryClass.responseTime)))
    object.append("share", report.share(of: queryClass))
    return .object(object)
  }
}
