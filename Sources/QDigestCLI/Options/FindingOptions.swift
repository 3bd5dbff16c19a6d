import ArgumentParser
import QDigest

/// What is looked for in the statements, and what is known of their plans.
struct FindingOptions: ParsableArguments {
  @Option(
    name: .customLong("explain"),
    help: ArgumentHelp(
      "Plans to join: capture files, or EXPLAIN output in any format with its statement above it; may be repeated.",
      valueName: "file"),
    completion: .file())
  var explain: [String] = []

  @Option(
    help: ArgumentHelp(
      "Turns rules on and off, sets their limits, suppresses findings (TOML or JSON). (default: .qdigest.toml, if it is there)",
      valueName: "file"),
    completion: .file())
  var rules: String?

  @Option(
    name: .customLong("fail-on"),
    help: ArgumentHelp(
      "End with status 1 on a finding this severe: note, warning, critical; with :confirmed only if proven.",
      valueName: "severity"))
  var failOn: String?

  @ArgumentParser.Flag(name: .customLong("show-cleared"), help: "Show also what a plan or the log has refuted.")
  var showCleared = false

  func apply(to configuration: inout Configuration, in host: Host) throws(UsageError) {
    configuration.joinPlans(from: explain)
    if let rules { try configuration.useRules(from: rules) } else { try configuration.useRulesOfWorkingDirectory() }
    if let failOn { configuration.failureThreshold = try FailureThreshold(failOn) }
    configuration.showsCleared = showCleared
    configuration.today = host.today
  }
}
