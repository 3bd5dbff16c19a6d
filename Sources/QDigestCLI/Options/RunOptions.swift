import ArgumentParser
import QDigest

/// How the work is done.
struct RunOptions: ParsableArguments {
  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("Workers; the result does not depend on it. (default: all cores)", valueName: "n"))
  var jobs: Int?

  @Option(
    name: .customLong("max-event-bytes"),
    help: ArgumentHelp("Longest event; what is longer is skipped and counted: 256MiB, 1GB, 1000000.", valueName: "size")
  )
  var maxEventBytes = "256MiB"

  @Option(help: "A bar on standard error; auto: on a terminal, when the work takes longer than a second.")
  var progress = When.auto

  @ArgumentParser.Flag(name: .shortAndLong, help: "No progress and no notes; problems are still told.")
  var quiet = false

  func apply(to configuration: inout Configuration, in host: Host) throws(UsageError) {
    let jobs = jobs ?? host.cores
    guard (1...1024).contains(jobs) else { throw UsageError("--jobs takes a number from 1 to 1024, not '\(jobs)'") }
    configuration.jobs = jobs
    try configuration.limitEvents(to: maxEventBytes)
    configuration.isQuiet = quiet
  }
}
