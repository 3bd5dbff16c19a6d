import ArgumentParser
import QDigest

/// `qdigest fingerprint`: statements in, one fingerprint each out.
struct FingerprintCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fingerprint",
    abstract: "Prints the fingerprints of statements.",
    discussion: """
      EXAMPLES:
        qdigest fingerprint 'SELECT * FROM t WHERE id = 7'
        echo 'SELECT * FROM t WHERE id = 7' | qdigest fingerprint --id
        qdigest fingerprint --mode strict --null < statements > fingerprints

      Without arguments, statements are read from standard input: one a line, or with
      --null each up to a NUL, so that they may span lines. Each gives one result in
      the same order. A ; behind a statement is no part of it.
      """)

  @Argument(help: ArgumentHelp("Statements; without any, they are read from standard input.", valueName: "statement"))
  var statements: [String] = []

  @ArgumentParser.Flag(help: "Read and write statements that end with NUL instead of a newline.")
  var null = false

  @ArgumentParser.Flag(help: "Put the query ID and a tab before each fingerprint.")
  var id = false

  @Option(
    help: ArgumentHelp(
      "As pt-query-digest makes them, or by tokens, so that no literal is ever left.", valueName: "style"))
  var mode = FingerprintStyle.pt

  @ArgumentParser.Flag(
    name: .customLong("preserve-embedded-numbers"), help: "Keep the digits in names such as catch22 (with --mode pt).")
  var preserveEmbeddedNumbers = false

  @OptionGroup var config: ConfigOption

  func run() throws {
    var options = FingerprintRun.Options()
    options.style = mode
    options.preservesEmbeddedNumbers = preserveEmbeddedNumbers
    options.isNulSeparated = null
    options.showsID = id
    var run = FingerprintRun(options)
    if !statements.isEmpty {
      try run.run(statements: statements)
      return
    }
    guard !Host.current().input.isTerminal else {
      throw UsageError("no statement given", hint: "qdigest fingerprint 'SELECT 1', or statements on standard input")
    }
    try run.runOnStandardInput()
  }
}
