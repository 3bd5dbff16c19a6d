import ArgumentParser
import QDigest

/// How the work is done.
struct RunOptions: ParsableArguments {
  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("Workers; the result does not depend on it. (default: all cores)", valueName: "n"))
  var jobs: String?

  @Option(
    name: .customLong("max-event-bytes"),
    help: ArgumentHelp("Longest event; what is longer is skipped and counted: 256MiB, 1GB, 1000000.", valueName: "size")
  )
  var maxEventBytes = "256MiB"

  @Option(
    name: .customLong("max-classes"),
    help: ArgumentHelp(
      "Classes in memory: those with the least response time beyond are added up in one, by one worker. (default: all)",
      valueName: "n"))
  var maxClasses: String?

  @Option(
    help: ArgumentHelp(
      "A bar on standard error; auto: on a terminal, when the work takes longer than a second.", valueName: "when"))
  var progress = When.auto

  @ArgumentParser.Flag(name: .shortAndLong, help: "No progress and no notes; problems are still told.")
  var quiet = false

  @OptionGroup var config: ConfigOption

  func apply(to configuration: inout Configuration, in host: Host) throws {
    configuration.jobs = try jobs.map { try WholeNumber.value(of: $0, option: "--jobs", in: 1...1_024) } ?? host.cores
    try configuration.limitEvents(to: maxEventBytes)
    configuration.maxClasses = try maxClasses.map {
      try WholeNumber.value(of: $0, option: "--max-classes", in: 1...100_000_000)
    }
    configuration.isQuiet = quiet
  }
}
