package import JSONText

/// What rules and plans have to say about a class, ready to be shown.
package struct ClassAnnotation: Sendable, Equatable {
  /// The worst first.
  package var findings: [ReportedFinding]
  package var plan: ReportedPlan?
  /// Why there is no plan, where one could be expected.
  package var planNote: String?
  /// Why no rule could be asked, if that is so.
  package var unexamined: String?

  package init(
    findings: [ReportedFinding] = [], plan: ReportedPlan? = nil, planNote: String? = nil, unexamined: String? = nil
  ) {
    self.findings = findings
    self.plan = plan
    self.planNote = planNote
    self.unexamined = unexamined
  }
}

/// One finding of a rule about a class.
package struct ReportedFinding: Sendable, Equatable {
  package enum Severity: String, Sendable, CaseIterable, Comparable {
    case note, warning, critical

    package static func < (a: Self, b: Self) -> Bool { a.rank < b.rank }
    private var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }
  }

  /// `QD104`.
  package var rule: String
  package var title: String
  /// `suspect`, `confirmed` or `cleared`.
  package var grade: String
  package var severity: Severity
  /// How it is known, with the numbers.
  package var evidence: String
  /// What to do.
  package var advice: String

  package init(
    rule: String, title: String, grade: String, severity: Severity, evidence: String, advice: String
  ) {
    self.rule = rule
    self.title = title
    self.grade = grade
    self.severity = severity
    self.evidence = evidence
    self.advice = advice
  }
}

/// The plan of a class as a small tree, a line a step, and as it goes into JSON.
package struct ReportedPlan: Sendable, Equatable {
  package var lines: [StyledLine]
  package var json: JSONValue

  package init(lines: [StyledLine], json: JSONValue) {
    self.lines = lines
    self.json = json
  }
}
