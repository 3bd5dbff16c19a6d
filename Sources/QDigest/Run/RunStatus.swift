/// How a run ended, as its exit status says it.
public enum RunStatus: Int32, Sendable, Hashable {
  case fine = 0
  /// Findings at or above the threshold that was set.
  case findings = 1
  /// Some input could not be read, or a report could not be written.
  case incomplete = 2
  case usage = 64
}
