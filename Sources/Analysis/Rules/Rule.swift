/// Something that is often wrong with a statement, and how to tell whether it is with this one.
///
/// A rule has no state and does no I/O. It looks at tokens, clauses, statistics and the plan, never at the fingerprint,
/// and says nothing where it lacks what it needs.
package protocol Rule: Sendable {
  static var page: RulePage { get }
  static func verdict(on subject: Subject, _ limits: RuleLimits) -> Verdict?
}

/// A rule's page in the manual, with what a file of settings can change.
package struct RulePage: Sendable {
  /// A number that the rule goes by.
  package struct Limit: Sendable {
    package var name: String
    package var value: Double
    package var meaning: String

    package init(_ name: String, _ value: Double, _ meaning: String) {
      self.name = name
      self.value = value
      self.meaning = meaning
    }
  }

  /// `QD104`; never used for another rule.
  package var id: String
  /// What is wrong, in a few words.
  package var title: String
  package var whenConfirmed: Severity
  package var whenSuspect: Severity
  package var versions = RuleVersions.all
  /// Whether it is asked unless a file of settings says otherwise.
  package var isOnByDefault = true
  package var limits: [Limit] = []
  package var why: String
  /// A statement with the fault.
  package var example: String
  /// What to write or do instead.
  package var better: String
  package var advice: String
  package var silentWhen: String
  package var source: String
}

/// The limits of one rule, after a file of settings.
package struct RuleLimits: Sendable {
  private let values: [String: Double]

  package init(_ page: RulePage, overrides: [String: Double] = [:]) {
    values = Dictionary(page.limits.map { ($0.name, overrides[$0.name] ?? $0.value) }) { $1 }
  }

  /// - Precondition: the rule's page lists a limit of this name.
  package subscript(name: String) -> Double {
    guard let value = values[name] else { preconditionFailure("the rule has no limit '\(name)'") }
    return value
  }
}
