/// Wrong usage: one line that says what is wrong, and one that says what would be right.
public struct UsageError: Error, Hashable, Sendable {
  public var message: String
  public var hint: String?

  public init(_ message: String, hint: String? = nil) {
    self.message = message
    self.hint = hint
  }
}

extension UsageError: CustomStringConvertible {
  public var description: String { hint.map { "\(message)\nhint: \($0)" } ?? message }
}
