import ArgumentParser
import Capture
import QDigest

/// Which server is asked for plans, by whom, and how gently.
struct ServerOptions: ParsableArguments {
  @Option(help: ArgumentHelp("The server's host.", valueName: "host")) var host: String?
  @Option(help: ArgumentHelp("Its port. (default: 3306)", valueName: "port")) var port: String?
  @Option(help: ArgumentHelp("Its socket, for a server on this machine.", valueName: "path")) var socket: String?
  @Option(help: ArgumentHelp("The account.", valueName: "user")) var user: String?
  @ArgumentParser.Flag(
    name: [.customShort("p"), .customLong("password-prompt")], help: "Ask for the password on the terminal.")
  var passwordPrompt = false
  @Option(help: ArgumentHelp("The database of statements whose own is unknown.", valueName: "name"))
  var database: String?
  @Option(
    name: .customLong("defaults-file"),
    help: ArgumentHelp("The option file to read [client] from. (default: those of every client)", valueName: "file"))
  var defaultsFile: String?
  @Option(
    name: .customLong("ssl-mode"),
    help: ArgumentHelp(
      "DISABLED, PREFERRED, REQUIRED, VERIFY_CA or VERIFY_IDENTITY. (default: PREFERRED)", valueName: "mode"))
  var sslMode: String?
  @Option(name: .customLong("ssl-ca"), help: ArgumentHelp("Certificates to verify by.", valueName: "file"))
  var sslCA: String?
  @ArgumentParser.Flag(
    help: "Run each SELECT to have actual rows and times (MySQL 8.0.18, MariaDB); it costs what the SELECT costs.")
  var analyze = false
  @Option(help: ArgumentHelp("Statements a second, at most. (default: 10)", valueName: "n")) var rate: String?
  @Option(help: ArgumentHelp("Milliseconds that one statement may take. (default: 3000)", valueName: "ms"))
  var timeout: String?

  /// Options that say nothing without a server.
  static let namesOfUseWithServer: Set<String> = [
    "port", "user", "database", "defaults-file", "ssl-mode", "ssl-ca", "rate", "timeout", "password-prompt", "analyze",
  ]

  /// The server, where options name one; the command `capture` always means one.
  func server(in surroundings: Host, isMeant: Bool) throws -> LiveServer? {
    guard isMeant || host != nil || socket != nil else {
      try refuseWithoutServer()
      return nil
    }
    var server = LiveServer()
    server.address.host = host
    server.address.port = UInt32(try port.map { try WholeNumber.value(of: $0, option: "--port", in: 1...65_535) } ?? 0)
    server.address.socket = socket
    server.address.user = user
    server.address.database = database
    server.address.defaultsFile = defaultsFile
    server.address.tls = try tlsMode()
    server.address.tlsCA = sslCA
    server.pauseMillis = 1_000 / (try WholeNumber.value(of: rate ?? "10", option: "--rate", in: 1...1_000))
    server.timeoutMillis = try WholeNumber.value(of: timeout ?? "3000", option: "--timeout", in: 1...600_000)
    server.analyzes = analyze
    server.now = surroundings.now
    // Asked for at the end: whoever typed something wrong has not typed a password before he is told.
    server.address.password = passwordPrompt ? try PasswordPrompt.ask() : surroundings.databasePassword
    return server
  }

  private func tlsMode() throws(UsageError) -> ServerAddress.TLSMode {
    let name = sslMode ?? ServerAddress.TLSMode.preferred.rawValue
    guard let mode = ServerAddress.TLSMode(rawValue: name.uppercased()) else {
      throw UsageError(
        "--ssl-mode takes \(ServerAddress.TLSMode.allCases.map(\.rawValue).joined(separator: ", ")), not '\(InlineText.visible(name))'"
      )
    }
    guard mode != .verifyCA || sslCA != nil else {
      throw UsageError("--ssl-mode VERIFY_CA needs --ssl-ca", hint: "name the file with the authority's certificate")
    }
    return mode
  }

  /// Whoever gives an account expects a server to be asked.
  private func refuseWithoutServer() throws(UsageError) {
    let given = [
      ("--port", port), ("--user", user), ("--database", database), ("--defaults-file", defaultsFile),
      ("--ssl-mode", sslMode), ("--ssl-ca", sslCA), ("--rate", rate), ("--timeout", timeout),
      ("--password-prompt", passwordPrompt ? "" : nil), ("--analyze", analyze ? "" : nil),
    ].first { $0.1 != nil }
    guard let given else { return }
    throw UsageError("\(given.0) without a server", hint: "--host or --socket names the one to ask for plans")
  }
}
