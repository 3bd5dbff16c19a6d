import Input

/// Why a log could not be read, or not to its end.
public struct SlowLogError: Error, Hashable, Sendable {
  public enum Code: Hashable, Sendable {
    /// Nothing of it could be read.
    case unreadable
    /// It is no slow log.
    case notASlowLog
    /// What came before was delivered; what comes after is lost.
    case partlyLost
  }

  public var code: Code
  /// Place and problem in one line.
  public var message: String
  /// The way out, where there is one to tell.
  public var hint: String?

  init(_ code: Code, _ message: String, hint: String? = nil) {
    self.code = code
    self.message = message
    self.hint = hint
  }

  init(_ error: InputError) { self.init(.unreadable, error.message, hint: error.hint) }
  init(_ loss: InputLoss) { self.init(.partlyLost, loss.message, hint: loss.hint) }
}

extension SlowLogError: CustomStringConvertible {
  public var description: String { hint.map { "\(message)\nhint: \($0)" } ?? message }
}
