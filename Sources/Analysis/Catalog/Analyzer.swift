package import Aggregation
import SQLText
import SlowLog

/// Asks every rule about a class.
package struct Analyzer: Sendable {
  private let settings: RuleSettings
  /// Today as `2026-11-27`, for suppressions that end.
  private let today: String
  private let rules: [(rule: any Rule.Type, limits: RuleLimits)]

  package init(_ settings: RuleSettings = RuleSettings(), today: String = "") {
    self.settings = settings
    self.today = today
    rules = RuleCatalog.all.filter { settings.isOn[$0.page.id] ?? $0.page.isOnByDefault }.map {
      ($0, RuleLimits($0.page, overrides: settings.limits[$0.page.id] ?? [:]))
    }
  }

  /// What the rules say, the worst first; cleared ones at the end.
  ///
  /// - Complexity: O(*r* · *n*) for *r* rules and *n* tokens of the sample.
  package func findings(on subject: Subject) -> [Finding] {
    findings(on: subject.queryClass) { rule, limits in
      rule.page.versions.include(subject.server) ? rule.verdict(on: subject, limits) : nil
    }
  }

  /// The same of a class of commands, in a log with so many statements.
  package func findings(onCommand command: QueryClass, among statements: UInt64) -> [Finding] {
    findings(on: command) { rule, limits in
      (rule as? any CommandRule.Type)?.verdict(onCommand: command, among: statements, limits)
    }
  }

  private func findings(
    on queryClass: QueryClass, _ verdict: (any Rule.Type, RuleLimits) -> Verdict?
  ) -> [Finding] {
    rules.compactMap { entry -> Finding? in
      let page = entry.rule.page
      guard let verdict = verdict(entry.rule, entry.limits), !isSuppressed(page.id, queryClass) else { return nil }
      let severity: Severity =
        verdict.severity
        ?? (verdict.grade == .confirmed ? page.whenConfirmed : verdict.grade == .suspect ? page.whenSuspect : .note)
      return Finding(
        rule: page.id, title: page.title, classID: queryClass.id, grade: verdict.grade, severity: severity,
        evidence: verdict.evidence, advice: verdict.advice ?? page.advice,
        responseTimeMicros: UInt64(clamping: queryClass.metric(KnownAttribute.queryTime.attribute)?.sum ?? 0))
    }.sorted(by: Finding.isWorse)
  }

  private func isSuppressed(_ rule: String, _ queryClass: QueryClass) -> Bool {
    settings.suppressions.contains {
      $0.rule.uppercased() == rule && queryClass.id.isMeant(by: $0.classID) && ($0.until.map { today <= $0 } ?? true)
    }
  }
}
