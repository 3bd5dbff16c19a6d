import ArgumentParser
import QDigest

/// `qdigest diff`: what has changed between two logs, digests, or nights of a history.
struct DiffCommand: ParsableCommand, PreparedCommand {
  /// How changes are written.
  enum Form: String, ExpressibleByArgument, CaseIterable {
    case text, json
  }

  static let configuration = CommandConfiguration(
    commandName: "diff",
    abstract: "Tells what has changed from one log to another, beyond noise.",
    usage: """
      qdigest diff [<options>] <before> <after>
      qdigest diff [<options>] --history <file>
      """,
    discussion: """
      EXAMPLES:
        qdigest diff before.log after.log
        qdigest diff --format json before.qdg after.log
        qdigest diff --fail-on regression before.log after.log
        qdigest diff --history history.sqlite --baseline 7d

      A side is a log, a folder of logs, or a digest written with --format qdg.
      A change is told if the class has a share of the response time, if chance
      does not explain it (Mann and Whitney's test, corrected for the number of
      classes), and if it is large enough: a quarter in time, twice the calls.
      """)

  @Argument(help: ArgumentHelp("Before and after.", valueName: "side"), completion: .file()) var sides: [String] = []
  @Option(
    help: ArgumentHelp("Compare the last run of this history with those before.", valueName: "file"),
    completion: .file())
  var history: String?
  @Option(help: ArgumentHelp("How many days before, with --history.", valueName: "days")) var baseline = "7d"
  @Option(
    help: ArgumentHelp("Which server, with --history: host=db1; may be repeated.", valueName: "name=value"))
  var label: [String] = []
  @Option(
    name: .customLong("min-share"),
    help: ArgumentHelp("The least part of the response time of a class whose change is told.", valueName: "percent"))
  var minShare = "1%"
  @Option(
    name: .customLong("fail-on"),
    help: ArgumentHelp("End with status 1 on a change: regression, new, warning (either).", valueName: "change"))
  var failOn: ChangeThreshold?
  @Option(name: .shortAndLong, help: "The report's form.") var format = Form.text
  @Option(
    name: .shortAndLong, help: ArgumentHelp("Where it goes. (default: -)", valueName: "file"), completion: .file())
  var output: String?
  @OptionGroup(title: "Selection") var selection: SelectionOptions
  @OptionGroup(title: "Running") var running: RunOptions

  func run() throws {
    let host = Host.current()
    guard sides.count == (history == nil ? 2 : 0) else {
      throw UsageError(
        "diff compares two logs, or the nights of a history",
        hint: "qdigest diff before.log after.log, or qdigest diff --history history.sqlite")
    }
    for side in sides where side != "-" && !InputCheck.exists(side) {
      throw UsageError("there is no file '\(InlineText.visible(side))'")
    }
    let configuration = try configuration(in: host)
    try DigestCommand.supervise(running, in: host) { surroundings in try DiffRun(configuration, surroundings).run() }
  }

  func prepare(in host: Host) throws { _ = try configuration(in: host) }

  private func configuration(in host: Host) throws -> DiffConfiguration {
    var base = Configuration()
    try selection.apply(to: &base, in: host)
    try running.apply(to: &base, in: host)
    for label in label { try base.add(label: label) }
    base.reports = try ReportRequest.pairs(formats: [.text], outputs: output.map { [$0] } ?? [])
    base.width = min(max(host.columns ?? 80, 40), 10_000)
    base.colors = host.output.isTerminal && host.allowsColor ? .onStandardOutput : .never
    var configuration = DiffConfiguration(base, sides: sides)
    configuration.history = history
    configuration.baselineDays = try Days.count(baseline, option: "--baseline")
    configuration.minShare = try Share.value(minShare, option: "--min-share")
    configuration.isJSON = format == .json
    configuration.threshold = failOn
    return configuration
  }
}
