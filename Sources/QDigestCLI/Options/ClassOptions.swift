public import ArgumentParser
public import QDigest

/// What a class is, and which classes a report shows.
struct ClassOptions: ParsableArguments {
  @Option(
    name: .customLong("group-by"),
    help: ArgumentHelp(
      "What the events of a class have in common: fingerprint, user, host, db, client, tables, command; several with commas.",
      valueName: "keys"))
  var groupBy: [String] = []

  @Option(
    help: ArgumentHelp(
      "Fingerprints as pt-query-digest makes them, or by tokens, so that no literal is ever left.", valueName: "style"))
  var fingerprint = FingerprintStyle.pt

  @ArgumentParser.Flag(
    name: .customLong("preserve-embedded-numbers"),
    help: "Keep the digits in names such as catch22 (with --fingerprint pt).")
  var preserveEmbeddedNumbers = false

  @Option(
    name: .customLong("order-by"),
    help: ArgumentHelp(
      "What the worst class has most of; aggregates are sum, min, max, mean, p50, p95, p99, count.",
      valueName: "attribute:aggregate"))
  var orderBy = "Query_time:sum"

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      "How many classes: a number, a share of the total (95%), or both (95%:20), whichever is reached first. (default: 95%:20; all in json)",
      valueName: "limit"))
  var limit: String?

  @Option(
    help: ArgumentHelp(
      "Classes shown beyond the limit: those whose 95th percentile is at least this in at least so many events. (default: Query_time:1:10)",
      valueName: "attribute:p95:events"))
  var outliers: [String] = []

  @Option(help: ArgumentHelp("How many samples to keep of each class.", valueName: "n"))
  var samples = "1"

  func apply(to configuration: inout Configuration) throws(UsageError) {
    try configuration.group(by: groupBy)
    configuration.fingerprintStyle = fingerprint
    configuration.preservesEmbeddedNumbers = preserveEmbeddedNumbers
    try configuration.order(by: orderBy)
    if let limit { try configuration.limit(to: limit) }
    if !outliers.isEmpty { try configuration.showOutliers(outliers) }
    configuration.samplesPerClass = try WholeNumber.value(of: samples, option: "--samples", in: 1...1_000)
  }
}

extension FingerprintStyle: ExpressibleByArgument {}
