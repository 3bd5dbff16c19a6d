/// Something that whoever started a run should know.
public struct RunMessage: Sendable, Hashable {
  public enum Kind: Sendable, Hashable {
    /// Good to know; nothing is missing.
    case note
    /// Something could not be read or written; the exit status tells it too.
    case problem
  }

  public var kind: Kind
  /// Place and problem in one line.
  public var text: String
  /// The way out.
  public var hint: String?

  public init(_ kind: Kind, _ text: String, hint: String? = nil) {
    self.kind = kind
    self.text = text
    self.hint = hint
  }
}
