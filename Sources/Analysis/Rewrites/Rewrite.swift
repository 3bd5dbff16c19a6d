import SQLText

/// Writes a statement anew, where what comes of it is the same for sure, or the difference can be told.
///
/// Each way of doing so looks at the very statement and at the definitions of its tables; where it lacks either it gives
/// `nil`, and the rule's general advice stands alone.
enum Rewrite {
  /// The statement with the pieces from `first` through `last` replaced.
  static func replacing(
    _ outline: StatementOutline, from first: Int, through last: Int, with text: String
  ) -> String? {
    // A longer statement is not read in a report.
    guard outline.bytes.count <= 2_000 else { return nil }
    let start = outline.pieces[first].token.start
    let end = outline.pieces[last].token.end
    let bytes = outline.bytes[..<start] + Array(text.utf8) + outline.bytes[end...]
    return String(decoding: bytes, as: UTF8.self)
  }
}

extension Verdict {
  /// Puts the rewritten statement in front of the advice.
  func rewritten(_ statement: String?, or advice: String? = nil, provided condition: String? = nil) -> Verdict {
    guard let statement else { return self }
    return advising(
      "write: \(statement)\(condition.map { " (the same, provided that \($0))" } ?? "")\(advice.map { "; or \($0)" } ?? "")"
    )
  }
}
