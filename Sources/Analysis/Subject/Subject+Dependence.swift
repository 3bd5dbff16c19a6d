import Explain

extension Subject {
  /// Grades a subquery by how often the plan runs it and how many rows that reads.
  package func gradeDependent(_ what: String, rows: Double) -> Verdict {
    let dependent = planTables.filter { $0.isDependent && !$0.isIntermediate }
    guard !dependent.isEmpty else { return .cleared("\(what) does not run for every row in the plan") }
    let read = dependent.reduce(0) { $0 + ($1.rowsRead ?? 0) }
    let names = dependent.map(\.name).joined(separator: ", ")
    let runs = dependent.map { $0.actualLoops ?? $0.estimatedLoops }.max() ?? 0
    let numbers = "runs for every row: \(names) \(Count.text(runs)) times, \(Count.text(read)) rows read"
    if max(read, runs) >= rows { return .confirmed("\(what) \(numbers)") }
    if let examined, examined >= rows {
      return .confirmed("\(what) \(numbers); \(Count.text(examined)) rows examined in the 95th percentile")
    }
    return .cleared("\(what) \(numbers)")
  }
}
