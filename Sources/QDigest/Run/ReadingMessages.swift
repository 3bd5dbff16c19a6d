import Aggregation

/// What has to be told once the logs have been read.
struct ReadingMessages {
  private(set) var problems: [RunMessage] = []
  private(set) var notes: [RunMessage] = []

  /// - Parameter known: problems that were told before.
  init(_ accounting: Accounting, known: [String]) {
    for file in accounting.files {
      for problem in file.problems where !known.contains(problem) { problems.append(RunMessage(.problem, problem)) }
      if file.problems.isEmpty, file.events == 0, file.bytes > 0 { add(noEventsIn: file) }
    }
  }

  /// A log without events that is not empty: something else, most likely.
  private mutating func add(noEventsIn file: FileAccount) {
    guard file.kind != "a slow log" else { return }
    problems.append(RunMessage(.problem, "\(file.path): no slow log, it looks like \(file.kind)"))
  }
}
