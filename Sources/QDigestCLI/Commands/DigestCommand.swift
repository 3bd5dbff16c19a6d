import ArgumentParser
import Input
import QDigest
import Selection

/// `qdigest digest`: logs in, reports out.
struct DigestCommand: ParsableCommand, PreparedCommand {
  static let configuration = CommandConfiguration(
    commandName: "digest",
    abstract: "Tells what eats a MySQL or MariaDB server, from its slow query log.",
    usage: """
      qdigest [<options>] [<file> ...]
      qdigest nightly [<options>] --history <file> <log> ...
      qdigest diff [<options>] <before> <after>
      qdigest merge [<options>] <file> ...
      qdigest history [<options>] <file>
      qdigest findings [<options>] [<file> ...]
      qdigest capture [<options>] [<file> ...]
      qdigest rules [<ID>]
      qdigest config [--check]
      qdigest fingerprint [<options>] [<statement> ...]
      """,
    discussion: """
      EXAMPLES:
        qdigest slow.log                          the report, on a terminal
        qdigest slow.log.2.gz slow.log.1 slow.log --since 24h --limit 20
        qdigest /var/log/mysql                    all slow logs in a folder
        zcat slow.gz | qdigest -                  from a pipe, packed or not
        qdigest --where 'Query_time > 1 && db == "shop"' slow.log
        qdigest --group-by user,fingerprint --order-by Rows_examined:sum slow.log
        qdigest -f text -o report.txt -f json -o report.json slow.log
        qdigest --explain plans.jsonl slow.log    with plans that were captured
        qdigest findings slow.log                 only what is wrong, and what to do
        qdigest -f pt-json slow.log               what pt-query-digest prints
        qdigest -f slowlog --where 'user == "app"' slow.log > app.log
        echo 'SELECT * FROM t WHERE id = 7' | qdigest fingerprint --id

      EXPRESSIONS (--where):
        Names are those of the log, in any case: Query_time Lock_time Rows_sent
        Rows_examined Bytes_sent ... Thread_id Errno Time, flags such as Full_scan,
        and the texts user host client db statement fingerprint command tables id
        file. Numbers take units: 500ms, 2s, 10MB, 1M. Text stands in quotes.
        == != < <= > >= =~ !~ in (...) && || ! ( ) and or not; =~ takes a regular
        expression: statement =~ "(?i)join". A comparison with something that an
        event lacks is false.

      EXIT STATUS:
        0  fine
        1  findings at or above a threshold that was set
        2  some input could not be read, or a report could not be written
        64 wrong usage

      The manual is qdigest(1).
      """)

  @OptionGroup var input: InputArguments
  @OptionGroup(title: "Selection") var selection: SelectionOptions
  @OptionGroup(title: "Classes") var classes: ClassOptions
  @OptionGroup(title: "Findings") var findings: FindingOptions
  @OptionGroup(title: "Server") var server: ServerOptions
  @OptionGroup(title: "Reports") var reports: ReportOptions
  @OptionGroup(title: "Running") var running: RunOptions
  @OptionGroup(title: "Running") var interrupt: InterruptOption

  func run() throws {
    let host = Host.current()
    var configuration = try configuration(in: host)
    configuration.inputs = try Self.files(input, in: host)
    configuration.server = try server.server(in: host, isMeant: false)
    try Self.run(configuration, running, interrupt, in: host)
  }

  /// Runs a digest with a progress bar, messages and signals as the terminal has them.
  static func run(
    _ configuration: Configuration, _ running: RunOptions, _ interrupt: InterruptOption, in host: Host
  ) throws {
    try supervise(running, interrupt.onInterrupt, in: host) { surroundings in
      try DigestRun(configuration, surroundings).run()
    }
  }

  /// Does work on logs with a progress bar, messages and signals as the terminal has them.
  static func supervise(
    _ running: RunOptions, _ action: InterruptOption.Action = .end, in host: Host,
    _ work: (DigestRun.Surroundings) throws -> RunStatus
  ) throws {
    let bar = progressBar(running, in: host)
    let cleanUp: @Sendable () -> Void = {
      bar?.finish()
      host.temporaryFiles.removeAll()
    }
    let stop = action == .report ? ReadingStop() : nil
    let signals = Signals.beforeEnding(askedFirst: stop, cleanUp)
    defer { signals.stop() }
    var surroundings = DigestRun.Surroundings()
    surroundings.temporaryFiles = host.temporaryFiles
    surroundings.stop = stop
    surroundings.tell = { Messages(bar: bar).tell($0) }
    if let bar { surroundings.progress = { bar.update($0) } }
    surroundings.willWriteReports = { bar?.finish() }
    surroundings.leave = { Main.leave(after: cleanUp) }
    let status = try work(surroundings)
    if status != .fine { throw ExitCode(status.rawValue) }
  }

  func prepare(in host: Host) throws { _ = try configuration(in: host) }

  private func configuration(in host: Host) throws -> Configuration {
    var configuration = try Configuration(of: selection, classes, running, in: host)
    try findings.apply(to: &configuration, in: host)
    try reports.apply(to: &configuration, in: host)
    return configuration
  }

  /// The logs named, else standard input.
  static func files(_ input: InputArguments, in host: Host) throws(UsageError) -> [String] {
    if let first = input.files.first {
      try refuseMistypedCommand(first)
      return input.files
    }
    // Somebody who types just the name of the program wants to know what it takes.
    guard !host.input.isTerminal else {
      throw UsageError(
        "no log to read", hint: "qdigest slow.log reads a file, qdigest - what you type; see qdigest --help")
    }
    return ["-"]
  }

  /// Whoever mistypes a command does not want a file of that name.
  private static func refuseMistypedCommand(_ word: String) throws(UsageError) {
    let commands = QDigestCommand.configuration.subcommands.compactMap { $0.configuration.commandName }
    guard word.utf8.allSatisfy({ (0x61...0x7A).contains($0) }), !InputCheck.exists(word),
      let command = Suggestion.nearest(to: word, among: commands)
    else { return }
    throw UsageError("there is no command and no file '\(word)'", hint: "did you mean \(command)?")
  }

  private static func progressBar(_ running: RunOptions, in host: Host) -> ProgressBar? {
    let isWanted = running.progress.holds(auto: host.errors.isTerminal && !running.quiet)
    guard isWanted else { return nil }
    let delay: Duration = running.progress == .always ? .zero : .seconds(1)
    return ProgressBar(delay: delay, columns: host.errorColumns ?? host.columns ?? 80) { StandardError.write($0) }
  }
}
