import Aggregation
import Comparison
import History
import Input
import SQLText
import SlowLog

/// One side of a comparison: logs, a digest in a file, or a window of a history.
struct ComparedSide {
  var window: Window
  /// In words, for the head of a report.
  var name: String
  var messages: [RunMessage] = []

  /// Logs (a file, a folder) or a digest that was written with `--format qdg`.
  init(_ argument: String, _ configuration: Configuration) throws(UsageError) {
    name = InlineText.visible(argument)
    if argument != "-", DigestFile.isOne(argument) {
      window = Window(try DigestFile.digest(at: argument))
      return
    }
    let inputs = InputSet(arguments: [argument])
    messages = inputs.problems.map { RunMessage(.problem, $0.message, hint: $0.hint) }
    let digest = Digester.digest(inputs, options: configuration.digestOptions)
    messages += ReadingMessages(digest.accounting, inputs).problems
    window = Window(digest)
  }

  /// Runs of a history.
  init(_ runs: [RunSummary], of history: History, classes: Set<QueryID>, name: String) throws(HistoryError) {
    self.name = name
    let digest = try history.digest(of: runs.map(\.id), classes: classes)
    window = Window(
      digest ?? Self.empty, days: runs.reduce(0) { $0 + $1.days }, nights: try Self.nights(runs, history, classes))
  }

  private static let empty = Digest(
    groupBy: [.fingerprint], fingerprintMode: "pt", labels: [], accounting: Accounting(),
    global: QueryClass.total(of: []), classes: [])

  private static func nights(
    _ runs: [RunSummary], _ history: History, _ classes: Set<QueryID>
  ) throws(HistoryError) -> [Window.Night] {
    let figures = try history.figures(of: classes, in: runs.map(\.id))
    var nights = Dictionary(uniqueKeysWithValues: runs.map { ($0.id, Window.Night(days: $0.days, classes: [:])) })
    for (id, points) in figures {
      for point in points {
        nights[point.run]?.classes[id] = Window.Figures(
          count: point.count, logMean: point.logMean, logVariance: point.logVariance)
      }
    }
    return runs.compactMap { nights[$0.id] }
  }
}
