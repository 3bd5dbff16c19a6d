import Aggregation
import History
package import SlowLog

/// Nights of a history, to be merged: those of a stretch of time, or every Monday of it.
package struct HistoryWindow: Sendable {
  /// The SQLite file.
  package var history: String
  /// Nights that ended from this moment on.
  package var since: Instant?
  /// Nights that ended before this moment.
  package var until: Instant?
  /// `monday`, in any case.
  package var weekday: String?

  package init(_ history: String) { self.history = history }

  package static let weekdays = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]

  /// - Parameter labels: of the server; without any, all servers are merged.
  func digest(of labels: [(name: String, value: String)], samples: Int) throws -> Digest {
    let history = try History(reading: history)
    let all = try history.runs(of: labels.isEmpty ? nil : History.name(of: labels))
    let runs = all.filter(holds)
    guard let digest = try history.digest(of: runs.map(\.id), samples: samples) else {
      throw UsageError(
        all.isEmpty ? "the history has no nights of that server" : "none of the history's \(all.count) nights is meant",
        hint: "qdigest history lists them")
    }
    return digest
  }

  private func holds(_ run: RunSummary) -> Bool {
    if let since, run.windowEnd < since { return false }
    if let until, run.windowEnd >= until { return false }
    guard let weekday else { return true }
    return CivilTime.day(run.day)?.weekdayName.lowercased() == weekday.lowercased()
  }
}
