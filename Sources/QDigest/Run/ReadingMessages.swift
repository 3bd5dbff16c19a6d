import Aggregation
import Input

/// What has to be told once the logs have been read.
struct ReadingMessages {
  private(set) var problems: [RunMessage] = []
  private(set) var notes: [RunMessage] = []
  /// Whether nothing that was read is a slow log, not even an empty one.
  private(set) var isFutile: Bool

  init(_ accounting: Accounting, _ inputs: InputSet) {
    let known = Set(inputs.problems.map(\.message))
    isFutile = !accounting.files.isEmpty
    for file in accounting.files {
      for problem in file.problems where !known.contains(problem) {
        problems.append(RunMessage(.problem, problem, hint: file.hints[problem]))
      }
      if let kind = Self.otherKind(of: file) {
        let name = inputs.files.first { "\($0.name)" == file.path }?.name
        problems.append(
          RunMessage(
            .problem, "\(file.path): this is no slow log" + (kind == .text ? "" : ", it looks like \(kind)"),
            hint: name.flatMap(kind.hint(for:))))
      } else if file.events > 0 || file.problems.isEmpty {
        isFutile = false
      }
    }
  }

  /// What a file is that is no slow log; an empty one, and one with nothing but a banner, are.
  private static func otherKind(of file: FileAccount) -> LogKind? {
    guard file.events == 0, file.bytes > 0, let kind = LogKind(rawValue: file.kind) else { return nil }
    return kind == .slowLog || kind == .empty ? nil : kind
  }
}
