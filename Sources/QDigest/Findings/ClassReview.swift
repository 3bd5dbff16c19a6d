import Aggregation
import Analysis
import Explain
import JSONText
import Reporting
import SQLText

/// What there is to say about one class.
struct ClassReview {
  var plan: Plan?
  /// Where the log has plans: each with its own numbers, the most frequent first.
  var loggedPlans: [LoggedPlan] = []
  /// Why there is no plan, where one could be expected.
  var planNote: String?
  /// The worst first; cleared ones at the end.
  var findings: [Finding]
  /// Why no rule was asked, if that is so.
  var unexamined: String?
}

/// What rules have to say about the classes of a digest; asked once for each class, however many reports show it.
final class DigestReview {
  /// Classes beyond this rank are not reviewed: rules take time, and nobody reads so far.
  static let classLimit = 500

  private let isAsked: Bool
  private let analyzer: Analyzer
  private let plans: PlanLookup
  /// The server that wrote the log; `nil` if the log does not say, or several did.
  private let server: ServerVersion?
  /// Events of the digest that are no commands.
  private let statements: UInt64
  private var reviews: [QueryID: ClassReview] = [:]

  init(_ configuration: Configuration, of digest: Digest) {
    statements = digest.classes.reduce(0) { $0 &+ ($1.isAdministratorCommand ? 0 : $1.count) }
    let versions = digest.accounting.serverVersions.map { ServerVersion($0) }
    server = versions.count == 1 ? versions[0] : nil
    isAsked = configuration.groupBy.contains(.fingerprint)
    analyzer = Analyzer(configuration.ruleSettings, today: configuration.today)
    plans = PlanLookup(
      configuration.plans, style: configuration.fingerprintStyle,
      preservingEmbeddedNumbers: configuration.preservesEmbeddedNumbers)
  }

  /// `nil` where a class holds statements of several fingerprints, or is too far down.
  func review(of queryClass: QueryClass, rank: Int) -> ClassReview? {
    guard isAsked, rank <= Self.classLimit else { return nil }
    if let known = reviews[queryClass.id] { return known }
    let review = make(queryClass)
    reviews[queryClass.id] = review
    return review
  }

  /// Why there is no review of a class.
  var reasonToPassOver: String {
    isAsked ? "only the first \(Self.classLimit) classes are looked at" : "it is no class of one fingerprint"
  }

  private func make(_ queryClass: QueryClass) -> ClassReview {
    if queryClass.isAdministratorCommand {
      let findings = analyzer.findings(onCommand: queryClass, among: statements)
      return ClassReview(findings: findings, unexamined: findings.isEmpty ? "a command, no statement" : nil)
    }
    let found = plans.plan(of: queryClass)
    guard
      let subject = Subject(
        queryClass, plan: found.plan, warnings: found.warnings, server: found.server ?? server, tables: found.tables)
    else {
      return ClassReview(
        plan: found.plan, planNote: found.note, findings: [], unexamined: "no sample of it was kept whole")
    }
    return ClassReview(
      plan: found.plan, loggedPlans: subject.loggedPlans, planNote: found.note,
      findings: analyzer.findings(on: subject), unexamined: nil)
  }
}

extension ClassReview {
  /// For a report: what the reader of that report wants to see.
  ///
  /// - Parameter width: columns of the plan in a text report.
  func annotation(showing isShown: (Finding) -> Bool, width: Int) -> ClassAnnotation {
    ClassAnnotation(
      findings: findings.filter(isShown).map {
        ReportedFinding(
          rule: $0.rule, title: $0.title, grade: $0.grade.rawValue,
          severity: ReportedFinding.Severity(rawValue: $0.severity.rawValue) ?? .note, evidence: $0.evidence,
          advice: $0.advice)
      },
      plan: plan.map { reported($0, width: width) }, planNote: planNote, unexamined: unexamined)
  }

  private func reported(_ plan: Plan, width: Int) -> ReportedPlan {
    var lines = plan.rendered(width: width).map { line in
      line.hasPrefix(">") ? StyledLine(VisibleText.of(line), .warning) : StyledLine(VisibleText.of(line))
    }
    if loggedPlans.count > 1 {
      lines += loggedPlans.map { logged in
        let numbers = "\(Count.text(logged.count)) times, \(Count.seconds(logged.mean)) on average"
        return StyledLine(VisibleText.of("\(numbers): [\(logged.plan.shape)]"))
      }
    }
    let tables = plan.tables.map { table in
      JSONValue.object([
        ("table", .string(table.name)), ("access_type", .optional(table.access) { .string($0.text) }),
        ("key", .optional(table.node.key) { .string($0) }),
        ("possible_keys", .array(table.node.possibleKeys.map { .string($0) })),
        ("rows", .optional(table.node.rows) { .double($0) }),
        ("actual_rows", .optional(table.node.actualRows) { .double($0) }),
        ("loops", .optional(table.actualLoops) { .double($0) }),
        ("extra", .array(table.facts.map { .string($0.text) })),
      ])
    }
    return ReportedPlan(
      lines: lines,
      json: .object([
        ("format", .string(plan.format.rawValue)), ("hash", .string(plan.shapeHash)),
        ("is_analyzed", .bool(plan.isAnalyzed)),
        ("rows_examined_estimate", .optional(plan.rowsExaminedEstimate) { .double($0) }), ("tables", .array(tables)),
        ("text", .array(plan.rendered(width: 110).map { .string($0) })),
        (
          "logged",
          .array(
            loggedPlans.map {
              .object([
                ("hash", .string($0.plan.shapeHash)), ("shape", .string($0.plan.shape)),
                ("count", .integer($0.count)), ("query_time_sum", .decimal(micros: $0.queryTimeSum)),
                ("query_time_max", .decimal(micros: $0.queryTimeMax)),
              ])
            })
        ),
      ]))
  }
}
