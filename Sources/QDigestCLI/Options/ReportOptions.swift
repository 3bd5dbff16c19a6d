public import ArgumentParser
public import QDigest

/// What is written, and where.
struct ReportOptions: ParsableArguments {
  @Option(
    name: .shortAndLong,
    help:
      "The report's form; may be repeated. pt-json is what pt-query-digest prints, slowlog the selected events themselves."
  )
  var format: [ReportFormat] = []

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      "Where the report goes, written whole or not at all; may be repeated: the nth belongs to the nth format. (default: -)",
      valueName: "file"),
    completion: .file())
  var output: [String] = []

  @Option(
    help: ArgumentHelp(
      "Stamps every report with where the log is from: host=db1; may be repeated.", valueName: "name=value"))
  var label: [String] = []

  @ArgumentParser.Flag(name: .customLong("full-samples"), help: "Show sample statements whole, however long they are.")
  var fullSamples = false

  @ArgumentParser.Flag(help: "Show no literal of any statement: ? in its place, and no comments.") var redact = false

  @Option(help: ArgumentHelp("Columns of the text report. (default: the terminal's, else 80)", valueName: "columns"))
  var width: String?

  @Option(
    help: ArgumentHelp("Colours in the text report; auto: on a terminal, unless NO_COLOR is set.", valueName: "when"))
  var color = When.auto

  func apply(to configuration: inout Configuration, in host: Host) throws(UsageError) {
    configuration.reports = try ReportRequest.pairs(formats: format, outputs: output)
    for label in label { try configuration.add(label: label) }
    configuration.showsWholeSamples = fullSamples
    configuration.redacts = redact
    if redact, configuration.reports.contains(where: { $0.format == .slowLog }) {
      throw UsageError(
        "--redact: --format slowlog writes the events as they are", hint: "another --format, or no --redact")
    }
    if let width {
      configuration.width = try WholeNumber.value(of: width, option: "--width", in: 40...10_000)
    } else if let columns = host.columns {
      configuration.width = min(max(columns, 40), 10_000)
    }
    configuration.colors =
      switch color {
      case .always: .always
      case .never: .never
      case .auto: host.output.isTerminal && host.allowsColor ? .onStandardOutput : .never
      }
  }
}

extension ReportFormat: ExpressibleByArgument {}

/// Whether something is done, where that can depend on the terminal.
enum When: String, ExpressibleByArgument, CaseIterable {
  case auto, always, never

  func holds(auto: Bool) -> Bool { self == .always || (self == .auto && auto) }
}
