/// What a file of settings changes about the rules.
package struct RuleSettings: Sendable {
  /// Whether a rule is asked; without an entry it is.
  package var isOn: [String: Bool] = [:]
  /// Limits by rule and name.
  package var limits: [String: [String: Double]] = [:]
  package var suppressions: [Suppression] = []

  /// A finding that somebody has looked at and does not want to see.
  package struct Suppression: Sendable, Equatable {
    package var rule: String
    /// Query ID, 16 or 32 digits.
    package var classID: String
    package var reason: String
    /// The last day on which it holds, `2026-12-31`; `nil`: for ever.
    package var until: String?

    package init(rule: String, classID: String, reason: String, until: String? = nil) {
      self.rule = rule
      self.classID = classID
      self.reason = reason
      self.until = until
    }
  }

  package init() {}
}
