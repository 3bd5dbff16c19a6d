import ArgumentParser
import QDigest

/// `qdigest merge`: digests of several servers or days as one.
struct MergeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "merge",
    abstract: "Merges digests (written with --format qdg), logs and nights of a history into one report.",
    discussion: """
      EXAMPLES:
        qdigest -f qdg -o db1.qdg --label host=db1 slow.log
        qdigest merge db1.qdg db2.qdg db3.qdg
        qdigest merge -f qdg -o week.qdg mon.qdg tue.qdg wed.qdg
        qdigest merge --history history.sqlite --since 7d
        qdigest merge --history history.sqlite --weekday monday --label host=db1

      The result is that of digesting all logs together.
      """)

  @Argument(help: ArgumentHelp("Digests and logs.", valueName: "file"), completion: .file())
  var files: [String] = []
  @Option(
    help: ArgumentHelp("Merge nights of this history; --label tells of which server.", valueName: "file"),
    completion: .file())
  var history: String?
  @Option(help: ArgumentHelp("Nights that ended from then on: 7d, 2026-11-21.", valueName: "time")) var since: String?
  @Option(help: ArgumentHelp("Nights that ended before.", valueName: "time")) var until: String?
  @Option(help: ArgumentHelp("Nights of this day of the week only: monday.", valueName: "day")) var weekday: String?
  @OptionGroup(title: "Classes") var classes: ClassOptions
  @OptionGroup(title: "Reports") var reports: ReportOptions
  @OptionGroup(title: "Running") var running: RunOptions

  func run() throws {
    let host = Host.current()
    guard !files.isEmpty || history != nil else {
      throw UsageError("merge needs something to merge", hint: "name digests or logs, or nights with --history")
    }
    for file in files where !InputCheck.exists(file) {
      throw UsageError("there is no file '\(InlineText.visible(file))'")
    }
    var configuration = Configuration()
    configuration.inputs = files
    configuration.today = host.today
    try classes.apply(to: &configuration)
    try reports.apply(to: &configuration, in: host)
    try running.apply(to: &configuration, in: host)
    let window = try window(configuration, in: host)
    try DigestCommand.supervise(running, in: host) { try MergeRun(configuration, window, $0).run() }
  }

  private func window(_ configuration: Configuration, in host: Host) throws(UsageError) -> HistoryWindow? {
    guard let history else {
      if let option = [("--since", since), ("--until", until), ("--weekday", weekday)].first(where: { $0.1 != nil }) {
        throw UsageError("\(option.0) without --history", hint: "it tells which nights of a history are merged")
      }
      return nil
    }
    if let weekday, !HistoryWindow.weekdays.contains(weekday.lowercased()) {
      throw UsageError(
        "--weekday takes \(HistoryWindow.weekdays.joined(separator: ", ")), not '\(InlineText.visible(weekday))'")
    }
    var times = configuration
    try times.select(since: since, until: until, now: host.now)
    var window = HistoryWindow(history)
    window.since = times.since
    window.until = times.until
    window.weekday = weekday
    return window
  }
}
