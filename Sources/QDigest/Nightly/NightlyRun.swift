import Aggregation
import Analysis
import Comparison
import Explain
import History
import Input
import NightReport
import Reporting
import SQLText
import SlowLog

/// One run of `qdigest nightly`: what was logged since the last one is read, remembered, compared and reported.
///
/// What was read and how far is remembered in one transaction; then the pages are written. A run that ends in between has
/// its page made by the next.
package struct NightlyRun {
  private let configuration: NightlyConfiguration
  private let surroundings: DigestRun.Surroundings

  package init(_ configuration: NightlyConfiguration, _ surroundings: DigestRun.Surroundings) {
    self.configuration = configuration
    self.surroundings = surroundings
  }

  package func run() throws -> RunStatus {
    guard !configuration.base.inputs.contains("-") else {
      throw UsageError("nightly cannot read standard input: it has to know a log again", hint: "name the log's file")
    }
    let lock = try RunLock(beside: configuration.history)
    defer { _ = lock }
    let pages = try configuration.reportFolder.map { try NightPages($0, surroundings.temporaryFiles) }
    do {
      let history = try History(creating: configuration.history)
      return try run(history, pages)
    } catch let error as HistoryError {
      surroundings.tell(RunMessage(.problem, error.message, hint: error.hint))
      return .incomplete
    } catch let error as OutputError {
      surroundings.tell(
        RunMessage(.problem, error.message, hint: "the run itself is remembered; the next one makes the page"))
      return .incomplete
    }
  }

  private func run(_ history: History, _ pages: NightPages?) throws -> RunStatus {
    let inputs = InputSet(arguments: configuration.base.inputs)
    for problem in inputs.problems { surroundings.tell(RunMessage(.problem, problem.message, hint: problem.hint)) }
    guard !inputs.files.isEmpty else { return .incomplete }
    let labels = configuration.base.labels
    let known = try history.positions(of: labels)
    var options = configuration.base.digestOptions
    options.progress = surroundings.digestProgress
    let reading = NightReading(inputs, known: known, options: options)
    surroundings.willWriteReports()
    let messages = ReadingMessages(reading.digest.accounting, inputs)
    messages.problems.forEach(surroundings.tell)

    // Asked for what is remembered and again for the page.
    let review = DigestReview(configuration.base, of: reading.digest)
    let number = try history.record(try record(reading, review, history), jobs: configuration.base.jobs)
    let runs = try history.runs(of: History.name(of: labels))
    var headline: [String] = []
    var status = inputs.problems.isEmpty && messages.problems.isEmpty ? RunStatus.fine : .incomplete
    // With a folder for pages, runs before this one that have none get theirs.
    for run in runs where run.id == number || pages != nil && run.page == nil {
      let report = try NightModel(configuration, history, review: run.id == number ? review : nil)
        .report(of: run, among: runs)
      let page = NightPages.name(of: run, among: runs)
      if let pages {
        try pages.write(report, as: page, jobs: configuration.base.jobs)
        try history.setPage(page, of: run.id)
      }
      guard run.id == number else { continue }
      headline = report.headline
      try tell(report, page: page)
      if status == .fine, configuration.threshold?.isReached(by: report.changes) ?? false { status = .findings }
    }
    try pages?.writeIndex(
      try index(history, headlineOf: number, is: headline), generator: "qdigest \(QDigestVersion.current)")
    let oldest = Instant(microseconds: configuration.now.microseconds - Int64(configuration.keepDays) * 86_400_000_000)
    _ = try history.prune(before: oldest)
    return status
  }

  private func tell(_ report: NightReport, page: String) throws {
    if let path = configuration.metricsFile {
      let file = try OutputFile(path, temporaryFiles: surroundings.temporaryFiles, readers: .asFolder)
      try file.write(NightMetrics(report).rendered().span)
      try file.commit()
    }
    guard !configuration.base.isQuiet else { return }
    for line in report.headline + report.notes { try say(line) }
    if let folder = configuration.reportFolder { try say(folder + "/" + page) }
  }

  private func say(_ line: String) throws(OutputError) {
    try StandardOutput().write(Array((InlineText.visible(line) + "\n").utf8).span)
  }

  private func index(
    _ history: History, headlineOf number: Int64, is known: [String]
  ) throws(HistoryError) -> [IndexPage.Instance] {
    var result: [IndexPage.Instance] = []
    for instance in try history.instances() {
      let runs = try history.runs(of: instance)
      var headline = runs.last?.id == number ? known : []
      if headline.isEmpty, let last = runs.last {
        let comparison = try NightComparison(
          last, among: runs, in: history, days: configuration.baselineDays, configuration.comparison)
        headline = NightHeadline(last, comparison).sentences
      }
      result.append(
        .init(
          name: instance, headline: headline,
          nights: runs.map { NightPoint(day: $0.day, totals: NightModel.totals($0), page: $0.page) }))
    }
    return result
  }
}

// MARK: - What is remembered

extension NightlyRun {
  private func record(
    _ reading: NightReading, _ review: DigestReview, _ history: History
  ) throws(HistoryError) -> RunRecord {
    let digest = reading.digest
    let last = try history.runs(of: History.name(of: configuration.base.labels)).last
    let end = digest.global.lastSeen ?? configuration.now
    var start = digest.global.firstSeen ?? end
    // Where logs follow one another, the window begins where the one before ended.
    if let last, last.windowEnd <= start { start = last.windowEnd }
    let zone = configuration.base.zone
    let local = Instant(microseconds: end.microseconds + Int64(zone.offset(at: end)) * 1_000_000)
    return RunRecord(
      labels: configuration.base.labels, started: configuration.now, windowStart: start, windowEnd: end,
      day: local.utcDay, digest: digest, reviews: reviews(digest, review), positions: reading.positions)
  }

  private func reviews(_ digest: Digest, _ review: DigestReview) -> [QueryID: RunRecord.Review] {
    var result: [QueryID: RunRecord.Review] = [:]
    for (index, one) in ClassOrder().sorted(digest.classes).enumerated() {
      // As many as a page shows.
      guard index < NightModel.shownClasses, let found = review.review(of: one, rank: index + 1) else { break }
      let plan = found.plan.map { plan in
        RememberedPlan(
          hash: plan.shapeHash,
          accesses: plan.tables.map { table in
            let words = [table.access?.text, table.node.key].compactMap(\.self)
            return RememberedPlan.Access(table: table.name, method: words.isEmpty ? "?" : words.joined(separator: " "))
          }, text: plan.rendered(width: 100).joined(separator: "\n"))
      }
      let findings = found.findings.filter { $0.grade != .cleared }.map {
        FindingRecord(
          rule: $0.rule, grade: $0.grade.rawValue, severity: $0.severity.rawValue, evidence: $0.evidence)
      }
      if plan != nil || !findings.isEmpty { result[one.id] = RunRecord.Review(plan: plan, findings: findings) }
    }
    return result
  }
}
