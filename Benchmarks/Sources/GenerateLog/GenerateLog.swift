/// `generate-log`: writes a slow log that is the same for the same options, and what a correct digest of it says.
@main
enum GenerateLog {
  static func main() {
    do {
      let options = try Options(CommandLine.arguments.dropFirst())
      if options.showsHelp {
        print(Options.help)
      } else {
        try run(options)
      }
    } catch let failure as Failure {
      fail(failure.text)
    } catch {
      fail("\(error)")
    }
  }

  static func run(_ options: Options) throws {
    let words = Vocabulary()
    var output = try options.output.map { try Output(path: $0, words: words) } ?? Output(descriptor: 1, words: words)
    var random = Random(seed: options.seed)
    var zipf = Zipf(count: options.fingerprints, exponent: options.zipfExponent)
    var header = HeaderWriter(dialect: options.dialect, words: words)
    var statement = StatementWriter(
      words: words, random: Random(seed: random.next()), lists: options.listMinimum...options.listMaximum,
      rows: options.rowMinimum...options.rowMaximum)
    var expectation = Expectation(classes: options.fingerprints)
    var now = options.startMicros
    var events = 0

    header.appendBanner(to: &output)
    while events < options.events && output.count < options.bytes {
      let query = QueryClass(index: zipf.draw(&random), in: words)
      now += random.below(options.gapMicros)
      let event = Event(of: query, endMicros: now, in: words, random: &random)
      header.append(event, to: &output)
      statement.append(query, to: &output)
      output.append(";\n")
      expectation.count(event, in: query.index)
      events += 1
      try output.flushIfFull()
    }
    try output.flush()
    if let path = options.expected { try expectation.write(to: path, bytes: output.count, words: words) }
  }
}
