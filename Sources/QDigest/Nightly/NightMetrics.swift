import Aggregation
import Comparison
import NightReport
import Reporting
import SQLText
import SlowLog

/// Numbers of a night in Prometheus' text format, for node_exporter's textfile collector.
struct NightMetrics {
  private let report: NightReport
  /// Classes with numbers of their own: each is a time series that is kept for long.
  private static let shownClasses = 20

  init(_ report: NightReport) { self.report = report }

  func rendered() -> [UInt8] {
    var text = ""
    func family(_ name: String, _ help: String, _ samples: [(labels: [(String, String)], value: Double)]) {
      text += "# HELP qdigest_\(name) \(help)\n# TYPE qdigest_\(name) gauge\n"
      for sample in samples {
        let labels = (report.labels.map { ($0.name, $0.value) } + sample.labels).map {
          "\(Self.name($0))=\"\(Self.escaped($1))\""
        }
        text +=
          "qdigest_\(name)\(labels.isEmpty ? "" : "{\(labels.joined(separator: ","))}") \(Self.number(sample.value))\n"
      }
    }
    let total = report.total
    family("run_timestamp_seconds", "When the last run was.", [([], Double(report.generatedAt.microseconds) / 1e6)])
    family("events", "Events read by the last run.", [([], Double(total.events))])
    family("classes", "Query classes in the last run.", [([], Double(total.classes))])
    family("response_time_seconds", "Response time of all events of the last run.", [([], total.responseTime)])
    family(
      "query_time_seconds", "Percentiles of Query_time in the last run.",
      [([("quantile", "0.5")], total.p50), ([("quantile", "0.95")], total.p95), ([("quantile", "0.99")], total.p99)])
    family(
      "changes", "Classes that have changed, by kind.",
      ["new", "gone", "worse", "better"].map { kind in
        ([("kind", kind)], Double(report.changes.count { $0.kind.rawValue == kind }))
      })
    let findings = report.classes.flatMap(\.annotation.findings)
    family(
      "findings", "Findings by severity.",
      ["note", "warning", "critical"].map { severity in
        ([("severity", severity)], Double(findings.count { $0.severity.rawValue == severity }))
      })
    family(
      "skipped_bytes", "Bytes of the logs that belong to no event.", [([], Double(report.accounting.skippedBytes))])
    family(
      "unreadable_logs", "Logs that could not be read whole.",
      [([], Double(report.accounting.files.count { !$0.problems.isEmpty }))])
    family(
      "class_response_time_seconds", "Response time of the classes that took most.",
      report.classes.prefix(Self.shownClasses).map { one in
        (
          [("class", one.queryClass.id.hex32), ("query", one.queryClass.distilled)],
          Double(one.queryClass.responseTime) / 1e6
        )
      })
    return Array(text.utf8)
  }

  /// Label names are letters, digits and underscores.
  static func name(_ text: String) -> String {
    let name = String(
      String.UnicodeScalarView(
        text.unicodeScalars.map { $0.isASCII && ($0.properties.isAlphabetic || isDigit($0)) ? $0 : "_" }))
    return name.unicodeScalars.first.map(isDigit) ?? true ? "_" + name : name
  }

  private static func isDigit(_ scalar: Unicode.Scalar) -> Bool { (0x30...0x39).contains(scalar.value) }

  /// By scalars, since a quote with a combining mark behind it, or a return before a line feed, is another character.
  static func escaped(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\": result.append(contentsOf: "\\\\".unicodeScalars)
      case "\"": result.append(contentsOf: "\\\"".unicodeScalars)
      case "\n": result.append(contentsOf: "\\n".unicodeScalars)
      case "\r": result.append(" ")
      default: result.append(scalar)
      }
    }
    return String(result)
  }

  private static func number(_ value: Double) -> String {
    value == value.rounded() && abs(value) < 1e15 ? String(Int64(value)) : "\(value)"
  }
}
