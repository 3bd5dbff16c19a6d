import ArgumentParser
import QDigest

/// `qdigest findings`: logs in, what is wrong with their statements out.
struct FindingsCommand: ParsableCommand, PreparedCommand {
  /// How findings are written.
  enum Form: String, ExpressibleByArgument, CaseIterable {
    case text, json
  }

  static let configuration = CommandConfiguration(
    commandName: "findings",
    abstract: "Tells what is wrong with the statements of a log, how that is known, and what to do.",
    discussion: """
      EXAMPLES:
        qdigest findings slow.log
        qdigest findings --explain plans.jsonl slow.log
        qdigest findings --format json slow.log
        qdigest findings --fail-on warning:confirmed slow.log

      A finding is suspect where only the text of the statement speaks for it, and
      confirmed where the log's numbers or a plan prove it. What they refute is
      cleared, and shown with --show-cleared. MariaDB's plans in the log are used by
      themselves. qdigest rules lists the rules.
      """)

  @OptionGroup var input: InputArguments
  @OptionGroup(title: "Selection") var selection: SelectionOptions
  @OptionGroup(title: "Classes") var classes: ClassOptions
  @OptionGroup(title: "Findings") var findings: FindingOptions
  @OptionGroup(title: "Server") var server: ServerOptions
  @Option(name: .shortAndLong, help: "The report's form.") var format = Form.text
  @Option(
    name: .shortAndLong, help: ArgumentHelp("Where it goes. (default: -)", valueName: "file"), completion: .file())
  var output: String?
  @ArgumentParser.Flag(help: "Show no literal of any statement: ? in its place, and no comments.") var redact = false
  @OptionGroup(title: "Running") var running: RunOptions
  @OptionGroup(title: "Running") var interrupt: InterruptOption

  func run() throws {
    let host = Host.current()
    var configuration = try configuration(in: host)
    configuration.inputs = try DigestCommand.files(input, in: host)
    configuration.server = try server.server(in: host, isMeant: false)
    try DigestCommand.run(configuration, running, interrupt, in: host)
  }

  func prepare(in host: Host) throws { _ = try configuration(in: host) }

  private func configuration(in host: Host) throws -> Configuration {
    var configuration = try Configuration(of: selection, classes, running, in: host)
    try findings.apply(to: &configuration, in: host)
    configuration.reports = try ReportRequest.pairs(
      formats: [format == .text ? .findings : .findingsJSON], outputs: output.map { [$0] } ?? [])
    configuration.redacts = redact
    configuration.width = min(max(host.columns ?? 80, 40), 10_000)
    return configuration
  }
}
