public import ArgumentParser
public import QDigest

/// `qdigest nightly`: what was logged since the last run, remembered, compared, reported.
struct NightlyCommand: ParsableCommand, PreparedCommand {
  static let configuration = CommandConfiguration(
    commandName: "nightly",
    abstract: "Reads what was logged since the last run, remembers it, and reports what has changed.",
    discussion: """
      EXAMPLES:
        qdigest nightly --history /var/lib/qdigest/history.sqlite \\
          --report-dir /var/lib/qdigest/www /var/log/mysql/slow.log*
        qdigest nightly --history h.sqlite --fail-on regression slow.log
        qdigest nightly --history h.sqlite --label host=db1 slow.log
        qdigest nightly --history h.sqlite --metrics qdigest.prom slow.log

      Each event is counted once: a log is known again when it has grown, was
      renamed, packed, copied or cut off. A run that is killed leaves the history
      as it was, and the next one takes up everything.
      """)

  @Argument(
    help: ArgumentHelp(
      "Slow logs: files, plain or compressed by gzip or zstd; directories of rotated logs.", valueName: "file"),
    completion: .file())
  var files: [String] = []
  @Option(
    help: ArgumentHelp(
      "Logs by a pattern, '/var/log/mysql/slow.log*', where no shell expands it; may be repeated.",
      valueName: "pattern"))
  var log: [String] = []
  @Option(
    help: ArgumentHelp("The history, an SQLite file; made if it is not there.", valueName: "file"), completion: .file())
  var history: String?
  @Option(
    name: .customLong("report-dir"),
    help: ArgumentHelp("Where the pages go: HTML, Markdown, text, JSON, and an index.", valueName: "folder"),
    completion: .directory)
  var reportDirectory: String?
  @Option(
    help: ArgumentHelp("Numbers in Prometheus' text format, for node_exporter.", valueName: "file"), completion: .file()
  )
  var metrics: String?
  @Option(
    help: ArgumentHelp(
      "Names the server: host=db1; may be repeated. Each set of labels has its own nights.", valueName: "name=value"))
  var label: [String] = []
  @Option(help: ArgumentHelp("How long runs are remembered.", valueName: "days"))
  var keep = "400d"
  @Option(help: ArgumentHelp("How many days before a night is compared with.", valueName: "days"))
  var baseline = "7d"
  @Option(
    name: .customLong("min-share"),
    help: ArgumentHelp("The least part of the response time of a class whose change is told.", valueName: "percent"))
  var minShare = "1%"
  @ArgumentParser.Flag(
    name: .customLong("show-samples"), help: "Show statements of the log on the pages; else fingerprints only.")
  var showSamples = false
  @Option(
    name: .customLong("fail-on"),
    help: ArgumentHelp("End with status 1 on a change: regression, new, warning (either).", valueName: "change"))
  var failOn: ChangeThreshold?
  @Option(help: ArgumentHelp("For days and display, and for times that name no zone.", valueName: "zone"))
  var timezone = "UTC"
  @Option(
    name: .customLong("explain"),
    help: ArgumentHelp("Plans to join; may be repeated.", valueName: "file"), completion: .file())
  var explain: [String] = []
  @Option(
    help: ArgumentHelp(
      "Turns rules on and off, sets their limits, suppresses findings. (default: .qdigest.toml, if it is there)",
      valueName: "file"),
    completion: .file())
  var rules: String?
  @OptionGroup(title: "Running") var running: RunOptions

  func run() throws {
    let host = Host.current()
    var nightly = try configuration(in: host)
    guard history != nil else {
      throw UsageError("nightly needs --history", hint: "--history history.sqlite; the file is made if it is not there")
    }
    nightly.base.inputs = try files + log.flatMap { pattern throws(UsageError) in try LogPattern.files(pattern) }
    guard !nightly.base.inputs.isEmpty else {
      throw UsageError("no log to read", hint: "name logs, or folders of them, or patterns with --log")
    }
    try DigestCommand.supervise(running, in: host) { [nightly] in try NightlyRun(nightly, $0).run() }
  }

  func prepare(in host: Host) throws { _ = try configuration(in: host) }

  private func configuration(in host: Host) throws -> NightlyConfiguration {
    var base = Configuration()
    base.zone = try host.zones.rules(named: timezone)
    for label in label { try base.add(label: label) }
    base.joinPlans(from: explain)
    if let rules { try base.useRules(from: rules) } else { try base.useRulesOfWorkingDirectory() }
    base.today = host.today
    try running.apply(to: &base, in: host)
    var nightly = NightlyConfiguration(base, history: history ?? "", now: host.now)
    nightly.reportFolder = reportDirectory
    nightly.metricsFile = metrics
    nightly.keepDays = try Days.count(keep, option: "--keep")
    nightly.baselineDays = try Days.count(baseline, option: "--baseline")
    nightly.minShare = try Share.value(minShare, option: "--min-share")
    nightly.showsSamples = showSamples
    nightly.threshold = failOn
    return nightly
  }
}

extension ChangeThreshold: ExpressibleByArgument {}
