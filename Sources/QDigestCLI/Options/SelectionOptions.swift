import ArgumentParser
import QDigest

/// Which events are digested.
struct SelectionOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Events from this moment on: 2026-11-21T00:00Z, '2026-11-21 08:30', 2026-11-21, today, or a time before now: 24h, 7d.",
      valueName: "time"))
  var since: String?

  @Option(help: ArgumentHelp("Events before this moment.", valueName: "time"))
  var until: String?

  @Option(
    help: ArgumentHelp(
      "For display, and for times that name no zone: UTC, local, +02:00, America/Sao_Paulo.", valueName: "zone"))
  var timezone = "UTC"

  @Option(
    name: .customLong("where"),
    help: ArgumentHelp(
      "Events for which this holds: 'Query_time > 1 && db == \"shop\" && !(user == \"backup\")'. See EXPRESSIONS.",
      valueName: "expression"))
  var expression: String?

  func apply(to configuration: inout Configuration, in host: Host) throws(UsageError) {
    configuration.zone = try host.zones.rules(named: timezone)
    try configuration.select(since: since, until: until, now: host.now)
    if let expression { try configuration.select(where: expression, now: host.now) }
  }
}
