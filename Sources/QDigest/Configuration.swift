package import Aggregation
package import Analysis
package import Reporting
package import Selection
public import SlowLog

/// Everything that a run has been told: what to read, what to select, how to group, and what to write.
///
/// Plain values; whoever makes one has looked at arguments, files of settings, clock and terminal. What is not set is as
/// the command has it by default.
public struct Configuration: Sendable {
  /// Files, folders, and `-` for standard input.
  public var inputs: [String] = []
  public var reports: [ReportRequest] = [ReportRequest()]

  /// For display, and for times in the log that name no zone.
  public var zone: ZoneRules = .utc
  /// Events before this moment are left out.
  public private(set) var since: Instant?
  /// Events at or after this moment are left out.
  public private(set) var until: Instant?
  public var fingerprintStyle = FingerprintStyle.pt
  /// Keeps the digits in names when fingerprints are made as pt-query-digest makes them.
  public var preservesEmbeddedNumbers = false
  public var samplesPerClass = 1
  /// Workers; the result does not depend on their number.
  public var jobs = 1

  /// Columns of the text report.
  public var width = 80
  public var colors = ColorUse.never
  /// Whether the text report shows long statements whole.
  public var showsWholeSamples = false
  /// Whether reports are without the literals of statements.
  public var redacts = false
  /// Whether only problems are told.
  public var isQuiet = false

  package private(set) var filter: WhereExpression?
  package private(set) var groupBy: [GroupKey] = [.fingerprint]
  package private(set) var order = ClassOrder()
  /// `nil`: as each report has it.
  package private(set) var classLimit: ClassLimit?
  package private(set) var outliers: [OutlierRule] = [.standard]
  package private(set) var labels: [(name: String, value: String)] = []
  package private(set) var maxEventBytes = 256 << 20
  /// How many classes are kept apart; `nil` is all.
  package var maxClasses: Int?

  package private(set) var ruleSettings = RuleSettings()
  package private(set) var plans: [PlanRecord] = []
  /// What could not be read of the plans.
  package private(set) var planProblems: [RunMessage] = []
  /// Asked for the plans of the top classes; `nil`: no server is asked.
  package var server: LiveServer?
  /// From which finding on the run ends with status 1; `nil`: findings have no say.
  public var failureThreshold: FailureThreshold?
  /// Whether reports of findings show what a plan or the log has refuted.
  public var showsCleared = false
  /// The day as `2026-11-27`, for suppressions of findings that end.
  public var today = ""

  public init() {}
}

/// Which text reports have colours.
public enum ColorUse: Sendable, Hashable {
  case never, onStandardOutput, always
}

/// Which fingerprint names a class.
public enum FingerprintStyle: String, Sendable, Hashable, CaseIterable {
  /// What pt-query-digest 3.7.1 gives, so that IDs can be joined with what it wrote.
  case pt
  /// By tokens: no literal survives, names keep their digits.
  case strict
}

// MARK: - What is digested

extension Configuration {
  /// Selects by time: texts such as `2026-11-21T08:30Z`, `2026-11-21 08:30` (in ``zone``), `24h`.
  public mutating func select(since: String?, until: String?, now: Instant) throws(UsageError) {
    if let since { self.since = try moment(since, option: "--since", now) }
    if let until { self.until = try moment(until, option: "--until", now) }
    if let first = self.since, let last = self.until, first >= last {
      throw UsageError(
        "--since '\(InlineText.visible(since ?? ""))' is not before --until '\(InlineText.visible(until ?? ""))'",
        hint: "events from --since on and before --until are digested, so --since has to be the earlier one")
    }
  }

  private func moment(_ text: String, option: String, _ now: Instant) throws(UsageError) -> Instant {
    do {
      return try TimeArgument.instant(text, zone: zone, now: now)
    } catch {
      throw UsageError("\(option): \(error.message)", hint: error.hint)
    }
  }

  /// Selects by an expression: `Query_time > 1 && db == "shop"`.
  public mutating func select(where expression: String, now: Instant) throws(UsageError) {
    do {
      filter = try WhereExpression(expression, zone: zone, now: now)
    } catch {
      throw UsageError("--where: \(error.description)")
    }
  }

  /// Groups by one or several of `fingerprint user host db client tables command`, each text a list with commas.
  public mutating func group(by keys: [String]) throws(UsageError) {
    guard !keys.isEmpty else { return }
    groupBy = []
    for name in keys.flatMap({ $0.split(separator: ",", omittingEmptySubsequences: false) }) {
      guard let key = GroupKey(rawValue: name.lowercased()) else { throw Self.unknownKey(String(name)) }
      guard !groupBy.contains(key) else {
        throw UsageError("--group-by: '\(key.rawValue)' is named twice", hint: "name each key once")
      }
      groupBy.append(key)
    }
  }

  private static func unknownKey(_ name: String) -> UsageError {
    let names = GroupKey.allCases.map(\.rawValue)
    let synonyms = ["schema": "db", "database": "db", "query": "fingerprint", "table": "tables", "ip": "client"]
    let near = synonyms[name.lowercased()] ?? Suggestion.nearest(to: name, among: names)
    return UsageError(
      "--group-by: there is no key '\(InlineText.visible(name))'",
      hint: near.map { "did you mean \($0)?" } ?? "use one or several of \(Suggestion.list(names))")
  }

  /// Skips events longer than a size such as `256MiB`, `1GB` or `1000000`.
  public mutating func limitEvents(to size: String) throws(UsageError) {
    guard let bytes = ByteSize(size), (1_024...ByteSize.largest).contains(bytes.count) else {
      throw UsageError(
        "--max-event-bytes takes a size, not '\(InlineText.visible(size))'",
        hint: "1kB or more and at most 1TiB, for example 64MiB or 1GB")
    }
    maxEventBytes = bytes.count
  }
}

// MARK: - What is reported

extension Configuration {
  /// Orders classes by `ATTRIBUTE:AGGREGATE`, the largest first.
  public mutating func order(by text: String) throws(UsageError) {
    do { order = try ClassOrder(parsing: text) } catch { throw UsageError(error.description) }
  }

  /// Limits reports to the first classes: `20`, `95%`, `95%:20`.
  public mutating func limit(to text: String) throws(UsageError) {
    do { classLimit = try ClassLimit(parsing: text) } catch { throw UsageError(error.description) }
  }

  /// Shows classes beyond the limit: rules such as `Query_time:1:10`.
  public mutating func showOutliers(_ rules: [String]) throws(UsageError) {
    do {
      outliers = []
      for rule in rules { outliers += try OutlierRule.list(parsing: rule) }
    } catch { throw UsageError(error.description) }
  }

  /// Adds a label `name=value` that stands in every report.
  public mutating func add(label: String) throws(UsageError) {
    let parts = label.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    let isName = { (name: Substring) in
      !name.isEmpty && name.utf8.count <= 64
        && name.utf8.allSatisfy { byte in
          (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte & 0xDF) || "_.-".utf8.contains(byte)
        }
    }
    guard parts.count == 2, isName(parts[0]), !parts[1].isEmpty, parts[1].utf8.count <= 1024 else {
      throw UsageError(
        "--label takes NAME=VALUE, not '\(InlineText.visible(label))'",
        hint: "for example host=db1; a name has letters, digits, '_', '.' and '-'")
    }
    guard !labels.contains(where: { $0.name == parts[0] }) else {
      throw UsageError("--label: '\(parts[0])' is given twice", hint: "give each label once")
    }
    labels.append((String(parts[0]), String(parts[1])))
  }
}

// MARK: - What is found

extension Configuration {
  /// Turns rules on and off, sets their limits and suppresses findings, as a TOML or JSON file says.
  public mutating func useRules(from path: String) throws(UsageError) {
    ruleSettings = try RuleFile.settings(path, option: "--rules")
  }

  /// The file of rules that is used where none is named, if it is in the working directory.
  public static let usualRuleFile = ".qdigest.toml"

  /// Does as ``usualRuleFile`` says, if there is one.
  public mutating func useRulesOfWorkingDirectory() throws(UsageError) {
    guard SmallFile.exists(Self.usualRuleFile) else { return }
    ruleSettings = try RuleFile.settings(Self.usualRuleFile, option: nil)
  }

  package mutating func join(_ plan: PlanRecord) { plans.append(plan) }

  /// Joins plans from capture files, and from files with EXPLAIN output and its statements. What cannot be read of them
  /// is told by the run.
  public mutating func joinPlans(from paths: [String]) {
    for path in paths {
      let contents = PlanFile.contents(of: path)
      plans += contents.records
      planProblems += contents.problems
    }
  }
}

// MARK: - For the stages

extension Configuration {
  /// What the digest needs to know.
  package var digestOptions: DigestOptions {
    var options = DigestOptions()
    options.groupBy = groupBy
    options.fingerprintMode = fingerprintStyle == .pt ? .pt : .strict
    options.preserveEmbeddedNumbers = preservesEmbeddedNumbers
    options.since = since
    options.until = until
    options.zone = zone
    options.filter = filter
    options.jobs = jobs
    options.samplesPerClass = samplesPerClass
    options.labels = labels
    options.keepsLoad = reports.contains { $0.format == .qdg }
    options.keepsPtBuckets = reports.contains { $0.format == .ptJSON }
    options.maxEventBytes = maxEventBytes
    options.maxClasses = maxClasses
    return options
  }

  /// Which classes a report shows: output for programs holds all of them unless it is limited.
  package func ranking(for format: ReportFormat) -> Ranking {
    if let classLimit { return Ranking(order: order, limit: classLimit, outliers: outliers) }
    switch format {
    case .json, .qdg: return Ranking(order: order, limit: .none, outliers: [])
    case .findings, .findingsJSON:
      return Ranking(order: order, limit: ClassLimit(share: nil, count: DigestReview.classLimit), outliers: [])
    case .text, .ptJSON, .slowLog: return Ranking(order: order, limit: .standard, outliers: outliers)
    }
  }

  /// The text report's appearance.
  package func textOptions(for target: ReportTarget) -> TextReport.Options {
    var options = TextReport.Options()
    options.width = width
    options.usesColor = colors == .always || (colors == .onStandardOutput && target == .standardOutput)
    if showsWholeSamples { options.maxStatementBytes = nil }
    return options
  }
}

/// A number of bytes as somebody types it: `1000`, `64kB`, `256MiB`.
struct ByteSize {
  static let largest = 1 << 40
  var count: Int

  init?(_ text: String) {
    let digits = text.utf8.prefix { (0x30...0x39).contains($0) }
    guard (1...15).contains(digits.count), let number = Int(String(decoding: digits, as: UTF8.self)) else { return nil }
    let factors = [
      "": 1, "b": 1, "kb": 1_000, "mb": 1_000_000, "gb": 1_000_000_000, "tb": 1_000_000_000_000, "kib": 1 << 10,
      "mib": 1 << 20, "gib": 1 << 30, "tib": 1 << 40,
    ]
    guard let factor = factors[text.dropFirst(digits.count).lowercased()] else { return nil }
    let (product, overflow) = number.multipliedReportingOverflow(by: factor)
    guard !overflow else { return nil }
    count = product
  }
}
