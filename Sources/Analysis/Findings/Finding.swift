package import SQLText

/// How sure a finding is.
package enum Grade: String, Sendable, CaseIterable {
  /// The text of the statement alone says so.
  case suspect
  /// The log's numbers or a plan prove it.
  case confirmed
  /// The log's numbers or a plan refute what the text made suspect.
  case cleared
}

/// How much a finding matters, the least first.
package enum Severity: String, Sendable, CaseIterable, Comparable {
  case note, warning, critical

  package static func < (a: Self, b: Self) -> Bool { a.rank < b.rank }
  private var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}

/// What a rule says about a class: how sure it is, how it knows, and what to do.
package struct Verdict: Sendable, Equatable {
  package var grade: Grade
  /// `nil`: what the rule has for this grade.
  package var severity: Severity?
  package var evidence: String
  /// `nil`: the rule's general advice.
  package var advice: String?

  package static func suspect(_ evidence: String, advice: String? = nil) -> Verdict {
    Verdict(grade: .suspect, evidence: evidence, advice: advice)
  }

  package static func confirmed(_ evidence: String, severity: Severity? = nil, advice: String? = nil) -> Verdict {
    Verdict(grade: .confirmed, severity: severity, evidence: evidence, advice: advice)
  }

  package static func cleared(_ evidence: String) -> Verdict { Verdict(grade: .cleared, evidence: evidence) }

  package func advising(_ advice: String) -> Verdict {
    var verdict = self
    verdict.advice = verdict.advice ?? advice
    return verdict
  }
}

/// A verdict with the rule and the class it is about.
package struct Finding: Sendable, Equatable {
  package var rule: String
  package var title: String
  package var classID: QueryID
  package var grade: Grade
  package var severity: Severity
  package var evidence: String
  package var advice: String
  /// Response time of the class: what is at stake.
  package var responseTimeMicros: UInt64

  /// The worst first: by severity, then confirmed before suspect, then by ID.
  package static func isWorse(_ a: Finding, _ b: Finding) -> Bool {
    if (a.grade == .cleared) != (b.grade == .cleared) { return b.grade == .cleared }
    if a.severity != b.severity { return a.severity > b.severity }
    if a.grade != b.grade { return a.grade == .confirmed }
    return a.rule < b.rule
  }
}
