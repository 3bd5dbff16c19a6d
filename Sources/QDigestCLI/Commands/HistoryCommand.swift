public import ArgumentParser
public import QDigest

/// `qdigest history`: what a history holds.
struct HistoryCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "history",
    abstract: "Tells what a history holds: its runs, or one class over time; checks that it is sound.",
    discussion: """
      EXAMPLES:
        qdigest history history.sqlite
        qdigest history --class 62E0EC46778F2A124048C91431C71B3C history.sqlite
        qdigest history --format csv history.sqlite > nights.csv
        qdigest history --check history.sqlite

      Times are in seconds.
      """)

  @Argument(help: ArgumentHelp("The history.", valueName: "file"), completion: .file()) var file: String
  @Option(name: .customLong("class"), help: ArgumentHelp("The class with this ID, run by run.", valueName: "id"))
  var queryClass: String?
  @ArgumentParser.Flag(help: "Whether the file is sound: SQLite's own check, and every digest unpacked once.")
  var check = false
  @Option(name: .shortAndLong, help: "The form.") var format = HistoryForm.text
  @OptionGroup var config: ConfigOption

  func run() throws {
    guard queryClass == nil || !check else {
      throw UsageError("--class and --check are two questions", hint: "ask one after the other")
    }
    let question = check ? HistoryQuestion.check : queryClass.map { .queryClass($0) } ?? .runs
    let run = HistoryRun(file, question, as: format, jobs: Host.current().cores)
    let status = try run.run { Messages().tell($0) }
    if status != .fine { throw ExitCode(status.rawValue) }
  }
}

extension HistoryForm: ExpressibleByArgument {}
