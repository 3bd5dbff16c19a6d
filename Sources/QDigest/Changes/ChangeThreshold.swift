import Comparison

/// From which change on a run ends with status 1.
public enum ChangeThreshold: String, Sendable, Hashable, CaseIterable {
  /// Something is slower, reads more, or is called more.
  case regression
  /// Something is new.
  case new
  /// Either of the two.
  case warning

  func isReached(by changes: [Change]) -> Bool {
    changes.contains { change in
      switch self {
      case .regression: change.kind == .worse
      case .new: change.kind == .new
      case .warning: change.kind == .worse || change.kind == .new
      }
    }
  }
}
