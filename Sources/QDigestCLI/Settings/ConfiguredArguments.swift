import ArgumentParser
import QDigest
import Settings

/// The arguments of a run: those of the command line, and before them those from files of settings that it does not
/// give itself.
struct ConfiguredArguments {
  private(set) var words: [String]
  /// What was taken from files.
  private(set) var taken: [ConfiguredOption] = []

  /// - Parameter words: as on the command line.
  init(_ words: [String], in host: Host) throws(UsageError) {
    self.words = words
    let command = Self.command(of: words)
    guard command.name != ConfigCommand.name, !Self.asksForHelp(words) else { return }
    // Most have no such file, and what options there are takes longer to tell than a small log to digest.
    guard try SettingsReading.hasFiles(words, in: host) else { return }
    let files = try SettingsReading(words, in: host)
    let given = Self.given(words, among: files.settings.table.options(of: command.name))
    taken = files.settings.options(of: command.name).filter { !given.contains($0.name) }
    if !given.union(taken.map(\.name)).contains(where: ["host", "socket"].contains), command.name != "capture" {
      // Which account asks for plans is of no meaning where no server is asked.
      taken.removeAll { ServerOptions.namesOfUseWithServer.contains($0.name) }
    }
    self.words =
      (command.isNamed ? [command.name] : []) + taken.flatMap(\.words) + words.dropFirst(command.isNamed ? 1 : 0)
  }

  /// Arguments that are all from files.
  init(_ words: [String], checking options: [ConfiguredOption]) {
    self.words = words
    taken = options
  }

  /// Says of a message of wrong usage where the option that it names stands, if it is one from a file.
  func naming(_ message: String) -> String {
    let option = taken.first { option in
      message.ranges(of: "--\(option.name)").contains { range in
        message[range.upperBound...].first.map { !$0.isLetter && $0 != "-" } ?? true
      }
    }
    guard let option else { return message }
    var lines = message.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    lines[0] += " (\(option.value.place))"
    return lines.joined(separator: "\n")
  }

  /// The command is the first word, and `digest` where that is none.
  private static func command(of words: [String]) -> (name: String, isNamed: Bool) {
    let names = QDigestCommand.configuration.subcommands.compactMap { $0.configuration.commandName }
    if let first = words.first, names.contains(first) { return (first, true) }
    return ("digest", false)
  }

  private static func asksForHelp(_ words: [String]) -> Bool {
    words.prefix { $0 != "--" }.contains { word in
      ["--help", "-h", "help", "--version"].contains(word) || word.hasPrefix("--generate-completion-script")
        || word.hasPrefix("--experimental-dump-help") || word.hasPrefix("---completion")
    }
  }

  /// The options that the command line gives itself. A format and its output belong together.
  private static func given(_ words: [String], among options: [CommandTable.Option]) -> Set<String> {
    var names: Set<String> = []
    for word in words.prefix(while: { $0 != "--" }) {
      if word.hasPrefix("--") {
        names.insert(String(word.dropFirst(2).prefix { $0 != "=" }))
      } else if word.hasPrefix("-") {
        for option in options where option.letter.map(word.dropFirst().contains) == true { names.insert(option.name) }
      }
    }
    if !names.isDisjoint(with: ["format", "output"]) { names.formUnion(["format", "output"]) }
    return names
  }
}
