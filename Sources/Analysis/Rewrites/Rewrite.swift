import SQLText

/// Writes a statement anew, where what comes of it is the same for sure, or the difference can be told.
///
/// Each way of doing so looks at the very statement and at the definitions of its tables; where it lacks either it gives
/// `nil`, and the rule's general advice stands alone.
enum Rewrite {
  /// Bytes; a longer statement is not read in a report.
  static let longest = 2_000

  /// The statement with the pieces from `first` through `last` replaced.
  static func replacing(
    _ outline: StatementOutline, from first: Int, through last: Int, with text: String
  ) -> String? {
    guard outline.bytes.count <= longest else { return nil }
    let start = outline.pieces[first].token.start
    let end = outline.pieces[last].token.end
    let bytes = outline.bytes[..<start] + Array(text.utf8) + outline.bytes[end...]
    return String(decoding: bytes, as: UTF8.self)
  }
}

extension Verdict {
  /// Advises a statement that says what was meant, where the one that was logged says something else.
  func rewritten(_ statement: String?, instead meaning: String) -> Verdict {
    statement.map { advising("write: \($0), \(meaning)") } ?? self
  }

  /// Puts the rewritten statement in front of the advice.
  func rewritten(_ statement: String?, or advice: String? = nil, provided condition: String? = nil) -> Verdict {
    guard let statement else { return self }
    return advising(
      "write: \(statement)\(condition.map { " (the same, provided that \($0))" } ?? "")\(advice.map { "; or \($0)" } ?? "")"
    )
  }
}
