import ArgumentParser
import QDigest

/// `qdigest capture`: plans of a log's top classes, from a live server.
struct CaptureCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "capture",
    abstract: "Asks a live server how it runs the top statements of a log.",
    discussion: """
      EXAMPLES:
        qdigest capture --host db1 --user dba -p -o plans.jsonl slow.log
        qdigest --explain plans.jsonl slow.log
        qdigest --host db1 --user dba -p slow.log      both at once

      Only EXPLAIN of single statements is sent, one at a time: queries in a
      read-only transaction; INSERT, REPLACE, UPDATE and DELETE only where all tables
      are base tables and all functions built in, in a transaction that is rolled
      back. Statements that could do more than be explained are skipped; the capture
      file says why. The password comes from the option file, MYSQL_PWD or the
      terminal (-p), never from the command line. A capture file names tables and
      holds literals of the log; nobody but its owner may read it.
      """)

  @OptionGroup var input: InputArguments
  @OptionGroup(title: "Selection") var selection: SelectionOptions
  @OptionGroup(title: "Classes") var classes: ClassOptions
  @OptionGroup(title: "Server") var server: ServerOptions
  @Option(
    name: .shortAndLong, help: ArgumentHelp("The capture file. (default: -)", valueName: "file"), completion: .file())
  var output: String?
  @OptionGroup(title: "Running") var running: RunOptions

  func run() throws {
    let host = Host.current()
    var configuration = try Configuration(of: selection, classes, running, in: host)
    configuration.inputs = try DigestCommand.files(input, in: host)
    configuration.reports = try ReportRequest.pairs(formats: [.findingsJSON], outputs: output.map { [$0] } ?? [])
    configuration.server = try server.server(in: host, isMeant: true)
    var surroundings = DigestRun.Surroundings()
    surroundings.temporaryFiles = host.temporaryFiles
    surroundings.tell = { Messages(bar: nil).tell($0) }
    let signals = Signals.beforeEnding { host.temporaryFiles.removeAll() }
    defer { signals.stop() }
    let status = try CaptureRun(configuration, surroundings).run()
    if status != .fine { throw ExitCode(status.rawValue) }
  }
}
