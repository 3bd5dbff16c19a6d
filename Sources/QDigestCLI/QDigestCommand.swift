import ArgumentParser
import QDigest

/// The program: its commands, of which `digest` is meant where none is named.
struct QDigestCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "qdigest",
    abstract: "Tells what eats a MySQL or MariaDB server, from its slow query log.",
    version: "qdigest \(QDigestVersion.current)",
    subcommands: [
      DigestCommand.self, NightlyCommand.self, DiffCommand.self, MergeCommand.self, HistoryCommand.self,
      FindingsCommand.self, RulesCommand.self,
      CaptureCommand.self, FingerprintCommand.self, ConfigCommand.self,
    ],
    defaultSubcommand: DigestCommand.self)
}
