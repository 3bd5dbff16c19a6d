import ArgumentParser

/// What a signal does while logs are read.
struct InterruptOption: ParsableArguments {
  enum Action: String, ExpressibleByArgument, CaseIterable {
    case end, report
  }

  @Option(
    name: .customLong("on-interrupt"),
    help: ArgumentHelp(
      "What ^C and SIGTERM do while logs are read: end the program, or report what was read so far; a second one ends it.",
      valueName: "action"))
  var onInterrupt = Action.end
}
