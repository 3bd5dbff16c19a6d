import ArgumentParser
import QDigest
import Settings

/// `qdigest config`: which options stand in files, and whether they are right.
struct ConfigCommand: ParsableCommand {
  static let name = "config"

  static let configuration = CommandConfiguration(
    commandName: name,
    abstract: "Shows the options that stand in files, and checks them.",
    discussion: """
      EXAMPLES:
        qdigest config
        qdigest config --check
        qdigest config --check --config ./qdigest.toml

      Options are read from /etc/qdigest.toml, then from
      ~/.config/qdigest/config.toml; what the command line gives goes before both.
      Each option can stand there under its own name: at the top for all commands
      that take it, in a table for one:

        timezone = "local"

        [nightly]
        history = "/var/lib/qdigest/history.sqlite"
        report-dir = "/var/lib/qdigest/www"
        log = ["/var/log/mysql/slow.log*"]
        label = ["host=db1"]
      """)

  @ArgumentParser.Flag(help: "Whether each value is one that its command takes; status 64 if not.")
  var check = false
  @OptionGroup var config: ConfigOption

  func run() throws {
    let host = Host.current()
    let reading = try SettingsReading(config.config.map { ["--config", $0] } ?? [], in: host)
    var lines = reading.found.map { "# \(InlineText.visible($0.path)): \($0.isThere ? "read" : "not there")" }
    var places: Set<SettingPlace> = []
    for command in reading.settings.table.names {
      let options = reading.settings.options(of: command)
      guard !options.isEmpty else { continue }
      places.formUnion(options.map(\.value.place))
      if check {
        try Self.check(options, of: command, reading.settings.table, in: host)
      } else {
        lines += ["", "[\(command)]"] + options.map { "\(InlineText.visible($0.line))  # \($0.value.place)" }
      }
    }
    if check {
      let count = places.count
      lines.append(count == 0 ? "# no options" : "# \(count) \(count == 1 ? "option" : "options"), all fine")
    }
    try StandardOutput().write(Array((lines.joined(separator: "\n") + "\n").utf8).span)
  }

  /// Parses each option alone and then all together, and takes the command as far as it comes without reading a log.
  private static func check(
    _ options: [ConfiguredOption], of command: String, _ table: CommandTable, in host: Host
  ) throws {
    let word = table.needsWord.contains(command) ? ["-"] : []
    for option in options {
      do {
        _ = try QDigestCommand.parseAsRoot([command] + option.words + word)
      } catch {
        throw UsageError("\(option.value.place): \(Main.sentence(of: error))")
      }
    }
    let words = ConfiguredArguments([command] + options.flatMap(\.words) + word, checking: options)
    do {
      let parsed = try QDigestCommand.parseAsRoot(words.words)
      if let command = parsed as? any PreparedCommand { try command.prepare(in: host) }
    } catch let error as UsageError {
      throw UsageError(words.naming(error.message), hint: error.hint)
    }
  }
}

/// A command that can tell whether its options are right before it does its work.
protocol PreparedCommand {
  /// Goes through all options; reads no log, asks no server, writes nothing.
  func prepare(in host: Host) throws
}
