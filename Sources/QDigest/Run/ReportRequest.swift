/// In what form a report is written.
public enum ReportFormat: String, Sendable, Hashable, CaseIterable {
  /// For people.
  case text
  /// Typed and complete, described by a JSON Schema.
  case json
  /// What pt-query-digest 3.7.1 prints with `--output json`.
  case ptJSON = "pt-json"
  /// What rules found, for people.
  case findings
  /// What rules found, for programs.
  case findingsJSON = "findings-json"
  /// The digest itself, to be merged or compared later.
  case qdg
  /// The selected events as they stand in the log.
  case slowLog = "slowlog"
}

/// Where a report goes.
public enum ReportTarget: Sendable, Hashable {
  case standardOutput
  case file(String)

  /// `-` is standard output.
  public init(_ argument: String) { self = argument == "-" ? .standardOutput : .file(argument) }
}

/// One report of a run.
public struct ReportRequest: Sendable, Hashable {
  public var format: ReportFormat
  public var target: ReportTarget

  public init(_ format: ReportFormat = .text, to target: ReportTarget = .standardOutput) {
    self.format = format
    self.target = target
  }
}

extension ReportRequest {
  /// Joins formats and outputs as they were typed: the *n*th output belongs to the *n*th format.
  ///
  /// Without any format there is one text report. A format without an output goes to standard output, which at most one
  /// report can have.
  public static func pairs(
    formats: [ReportFormat], outputs: [String]
  ) throws(UsageError) -> [ReportRequest] {
    if formats.isEmpty, let word = outputs.first(where: namesFormat) {
      throw UsageError(
        "--output '\(word)': --output names a file, and '\(word)' is what a format is called",
        hint: "--format \(word == "json" ? "pt-json" : word) for the format, --output ./\(word) for a file of that name"
      )
    }
    let formats = formats.isEmpty ? [.text] : formats
    guard outputs.count <= formats.count else {
      throw UsageError(
        "\(outputs.count) times --output, but \(formats.count == 1 ? "one report" : "\(formats.count) reports") to write",
        hint: "each --output belongs to a --format: --format text --output a.txt --format json --output b.json")
    }
    var requests: [ReportRequest] = []
    for (index, format) in formats.enumerated() {
      let target = index < outputs.count ? ReportTarget(outputs[index]) : .standardOutput
      if let other = requests.first(where: { $0.target == target }) {
        throw UsageError(
          "two reports, \(other.format.rawValue) and \(format.rawValue), would go to "
            + (target == .standardOutput ? "standard output" : "the same file, '\(outputs[index])'"),
          hint: "give each --format its own --output")
      }
      requests.append(ReportRequest(format, to: target))
    }
    for case .file("") in requests.map(\.target) {
      throw UsageError("--output needs the name of a file", hint: "--output - is standard output")
    }
    return requests
  }

  /// Whether a file of this name would hold another kind of report than it says: pt-query-digest's `--output` takes
  /// a format.
  private static func namesFormat(_ output: String) -> Bool {
    ReportFormat(rawValue: output).map { $0 != .text } ?? false
  }
}
