import ArgumentParser
import QDigest

/// `qdigest merge`: digests of several servers or days as one.
struct MergeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "merge",
    abstract: "Merges digests (written with --format qdg) and logs into one report.",
    discussion: """
      EXAMPLES:
        qdigest -f qdg -o db1.qdg --label host=db1 slow.log
        qdigest merge db1.qdg db2.qdg db3.qdg
        qdigest merge -f qdg -o week.qdg mon.qdg tue.qdg wed.qdg

      The result is that of digesting all logs together.
      """)

  @Argument(help: ArgumentHelp("Digests and logs.", valueName: "file"), completion: .file()) var files: [String]
  @OptionGroup(title: "Classes") var classes: ClassOptions
  @OptionGroup(title: "Reports") var reports: ReportOptions
  @OptionGroup(title: "Running") var running: RunOptions

  func run() throws {
    let host = Host.current()
    for file in files where !InputCheck.exists(file) {
      throw UsageError("there is no file '\(InlineText.visible(file))'")
    }
    var configuration = Configuration()
    configuration.inputs = files
    configuration.today = host.today
    try classes.apply(to: &configuration)
    try reports.apply(to: &configuration, in: host)
    try running.apply(to: &configuration, in: host)
    try DigestCommand.supervise(running, in: host) { try MergeRun(configuration, $0).run() }
  }
}
