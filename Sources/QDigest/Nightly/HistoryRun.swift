import Aggregation
import History
import JSONText
import Reporting
import SQLText
import SlowLog

/// What `qdigest history` has been asked.
public enum HistoryQuestion: Sendable, Hashable {
  /// All runs.
  case runs
  /// One class over time, by its ID.
  case queryClass(String)
  /// Whether the file is sound.
  case check
}

/// In what form a history is told.
public enum HistoryForm: String, Sendable, Hashable, CaseIterable {
  case text, json, csv
}

/// One run of `qdigest history`.
package struct HistoryRun {
  private let path: String
  private let question: HistoryQuestion
  private let form: HistoryForm
  private let jobs: Int

  package init(_ path: String, _ question: HistoryQuestion, as form: HistoryForm, jobs: Int = 1) {
    self.path = path
    self.jobs = jobs
    self.question = question
    self.form = form
  }

  /// - Parameter tell: called with what is wrong.
  package func run(_ tell: (RunMessage) -> Void) throws -> RunStatus {
    do throws(HistoryError) {
      let history = try History(reading: path)
      let table: FigureTable
      switch question {
      case .check:
        let problems = try history.check(jobs: jobs)
        for problem in problems { tell(RunMessage(.problem, "\(path): \(problem)")) }
        guard problems.isEmpty else { return .incomplete }
        table = FigureTable(columns: ["check"], rows: [["fine"]])
      case .runs: table = Self.table(of: try history.runs())
      case .queryClass(let id): table = try Self.table(of: id, in: history, path)
      }
      return write(table)
    } catch {
      tell(RunMessage(.problem, error.message, hint: error.hint))
      return .incomplete
    }
  }

  private func write(_ table: FigureTable) -> RunStatus {
    do throws(OutputError) {
      try StandardOutput().write(table.rendered(as: form).span)
      return .fine
    } catch {
      return error.code == .readerIsGone ? .fine : .incomplete
    }
  }

  private static func table(of runs: [RunSummary]) -> FigureTable {
    FigureTable(
      columns: ["run", "day", "server", "from", "to", "events", "classes", "response_time", "p95", "page"],
      rows: runs.map { run in
        let p95 = run.total.metric(.queryTime)?.percentile(0.95) ?? 0
        return [
          String(run.id), run.day, run.instance, TimeText.iso(run.windowStart), TimeText.iso(run.windowEnd),
          String(run.events), String(run.classes), FigureTable.seconds(run.responseTime), FigureTable.seconds(p95),
          run.page ?? "",
        ]
      })
  }

  private static func table(of text: String, in history: History, _ path: String) throws(HistoryError) -> FigureTable {
    guard let id = QueryID(hex: text) else {
      throw HistoryError("'\(InlineText.visible(text))' is no query ID", hint: "an ID has 32 hexadecimal digits")
    }
    let runs = try history.runs()
    let figures = try history.figures(of: [id], in: runs.map(\.id))[id] ?? []
    guard !figures.isEmpty else { throw HistoryError("\(path): there is no class \(id.hex32)") }
    let named = Dictionary(uniqueKeysWithValues: runs.map { ($0.id, $0) })
    return FigureTable(
      columns: ["run", "day", "server", "count", "response_time", "mean", "p95", "plan"],
      rows: figures.map { figure in
        [
          String(figure.run), named[figure.run]?.day ?? "", named[figure.run]?.instance ?? "", String(figure.count),
          FigureTable.seconds(figure.responseTime), FigureTable.seconds(figure.responseTime / max(1, figure.count)),
          FigureTable.seconds(figure.p95), figure.plan ?? "",
        ]
      })
  }
}
