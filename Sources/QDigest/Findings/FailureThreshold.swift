import Analysis

/// From which finding on a run ends with status 1: `warning`, `critical`, `warning:confirmed`.
public struct FailureThreshold: Sendable, Hashable {
  private var severity: String
  private var isConfirmedOnly: Bool

  public init(_ text: String) throws(UsageError) {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard ["note", "warning", "critical"].contains(parts[0]),
      parts.count == 1 || (parts.count == 2 && parts[1] == "confirmed")
    else {
      throw UsageError(
        "--fail-on takes a severity, not '\(InlineText.visible(text))'",
        hint: "note, warning or critical; with :confirmed behind it, what is merely suspect does not count")
    }
    severity = String(parts[0])
    isConfirmedOnly = parts.count == 2
  }

  func isReached(by finding: Finding) -> Bool {
    guard finding.grade != .cleared, let severity = Severity(rawValue: severity) else { return false }
    return finding.severity >= severity && (!isConfirmedOnly || finding.grade == .confirmed)
  }
}
