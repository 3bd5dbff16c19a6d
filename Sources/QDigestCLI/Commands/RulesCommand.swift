import ArgumentParser
import QDigest

/// `qdigest rules`: the list of rules, or one rule's page.
struct RulesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rules", abstract: "Lists the rules, or explains one.",
    discussion: """
      EXAMPLES:
        qdigest rules
        qdigest rules QD104
      """)

  @Argument(help: ArgumentHelp("A rule's ID, for its page.", valueName: "ID")) var id: String?

  func run() throws {
    let text = try id.map { try RuleManual.page($0) } ?? RuleManual.list()
    try StandardOutput().write(Array((text + "\n").utf8).span)
  }
}
