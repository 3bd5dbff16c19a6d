import ArgumentParser
import Capture
import QDigest

/// `qdigest capture`: plans of a log's top classes, from a live server.
struct CaptureCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "capture",
    abstract: "Asks a live server how it runs the top statements of a log.",
    discussion: """
      EXAMPLES:
        qdigest capture --host db1 --user dba -o plans.jsonl slow.log
        qdigest --explain plans.jsonl slow.log

      Only EXPLAIN of single SELECT statements is sent, in a read-only transaction,
      one at a time. Statements that could do more than be explained are skipped; the
      capture file says why. The password comes from the option file or MYSQL_PWD,
      never from the command line. Plans name tables and hold literals of the log.
      """)

  @OptionGroup var input: InputArguments
  @OptionGroup(title: "Selection") var selection: SelectionOptions
  @OptionGroup(title: "Classes") var classes: ClassOptions
  @Option(help: ArgumentHelp("The server's host.", valueName: "host")) var host: String?
  @Option(help: ArgumentHelp("Its port. (default: 3306)", valueName: "port")) var port: String?
  @Option(help: ArgumentHelp("Its socket, for a server on this machine.", valueName: "path")) var socket: String?
  @Option(help: ArgumentHelp("The account.", valueName: "user")) var user: String?
  @Option(help: ArgumentHelp("The database of statements whose own is unknown.", valueName: "name"))
  var database: String?
  @Option(
    name: .customLong("defaults-file"),
    help: ArgumentHelp("The option file to read [client] from. (default: those of every client)", valueName: "file"))
  var defaultsFile: String?
  @Option(
    name: .customLong("ssl-mode"),
    help: ArgumentHelp("DISABLED, PREFERRED, REQUIRED or VERIFY_IDENTITY.", valueName: "mode"))
  var sslMode = "PREFERRED"
  @Option(name: .customLong("ssl-ca"), help: ArgumentHelp("Certificates to verify by.", valueName: "file"))
  var sslCA: String?
  @Option(help: ArgumentHelp("Statements a second, at most.", valueName: "n")) var rate = "10"
  @Option(help: ArgumentHelp("Milliseconds that one EXPLAIN may take.", valueName: "ms")) var timeout = "3000"
  @Option(
    name: .shortAndLong, help: ArgumentHelp("The capture file. (default: -)", valueName: "file"), completion: .file())
  var output: String?
  @OptionGroup(title: "Running") var running: RunOptions

  func run() throws {
    let host = Host.current()
    var configuration = try Configuration(of: input, selection, classes, running, in: host)
    configuration.reports = try ReportRequest.pairs(formats: [.findingsJSON], outputs: output.map { [$0] } ?? [])
    var surroundings = DigestRun.Surroundings()
    surroundings.temporaryFiles = host.temporaryFiles
    surroundings.tell = { Messages(bar: nil).tell($0) }
    let signals = Signals.beforeEnding { host.temporaryFiles.removeAll() }
    defer { signals.stop() }
    let status = try CaptureRun(configuration, try options(in: host), surroundings).run()
    if status != .fine { throw ExitCode(status.rawValue) }
  }

  private func options(in surroundings: Host) throws -> CaptureRun.Options {
    var options = CaptureRun.Options()
    options.address.host = host
    options.address.port = UInt32(try port.map { try WholeNumber.value(of: $0, option: "--port", in: 1...65_535) } ?? 0)
    options.address.socket = socket
    options.address.user = user
    options.address.database = database
    options.address.defaultsFile = defaultsFile
    options.address.password = surroundings.databasePassword
    guard let mode = ServerAddress.TLSMode(rawValue: sslMode.uppercased()) else {
      throw UsageError(
        "--ssl-mode takes \(ServerAddress.TLSMode.allCases.map(\.rawValue).joined(separator: ", ")), not '\(InlineText.visible(sslMode))'"
      )
    }
    options.address.tls = mode
    options.address.tlsCA = sslCA
    options.pauseMillis = 1_000 / (try WholeNumber.value(of: rate, option: "--rate", in: 1...1_000))
    options.timeoutMillis = try WholeNumber.value(of: timeout, option: "--timeout", in: 1...600_000)
    options.now = surroundings.now
    return options
  }
}
