import Aggregation
import Analysis
import SQLText
import Testing

@Suite struct RuleCorpusTests {
  @Test(arguments: CorpusEntry.all) func gradesAsTheCorpusSays(entry: CorpusEntry) throws {
    let rule = try #require(RuleCatalog.rule(entry.rule))
    let verdict = try entry.verdict(of: rule)
    #expect(verdict?.grade.rawValue ?? "silent" == entry.grade, "\(entry): \(verdict?.evidence ?? "nothing said")")
    if let verdict { #expect(!verdict.evidence.isEmpty) }
  }

  @Test func hasThreeThatFireAndThreeThatMustNotForEveryRule() {
    for rule in RuleCatalog.all {
      let entries = CorpusEntry.all.filter { $0.rule == rule.page.id }
      let firing = entries.count { $0.grade == "suspect" || $0.grade == "confirmed" }
      #expect(firing >= 3, "\(rule.page.id) fires \(firing) times")
      #expect(entries.count - firing >= 3, "\(rule.page.id) is quiet \(entries.count - firing) times")
    }
  }

  @Test func readsAnyCorpusStatementCutAnywhere() throws {
    // A rule may say anything about half a statement, but must not trap on it.
    for entry in CorpusEntry.all where entry.statement.utf8.count < 200 {
      for length in stride(from: 1, to: entry.statement.utf8.count, by: 3) {
        var cut = entry
        cut.statement = String(decoding: entry.statement.utf8.prefix(length), as: UTF8.self)
        guard let subject = try cut.subject() else { continue }
        for finding in Analyzer().findings(on: subject) { #expect(!finding.evidence.isEmpty) }
      }
    }
  }
}

@Suite struct RuleCatalogTests {
  @Test func listsEveryRuleOnceInOrder() {
    let ids = RuleCatalog.all.map { $0.page.id }
    #expect(ids == ids.sorted())
    #expect(Set(ids).count == ids.count)
  }

  @Test func documentsEveryRule() {
    for page in RuleCatalog.all.map({ $0.page }) {
      for text in [page.title, page.why, page.example, page.better, page.advice, page.silentWhen, page.source] {
        #expect(text.count > 3, "\(page.id)")
      }
    }
  }
}

@Suite struct AnalyzerTests {
  private func subject() throws -> Subject {
    let entry = try #require(CorpusEntry.all.first { $0.rule == "QD112" && $0.grade == "confirmed" })
    return try #require(try entry.subject())
  }

  @Test func asksNoRuleThatIsOff() throws {
    var settings = RuleSettings()
    settings.isOn["QD112"] = false
    let with = Analyzer().findings(on: try subject()).map(\.rule)
    let without = Analyzer(settings).findings(on: try subject()).map(\.rule)
    #expect(with.filter { $0 != "QD112" } == without)
    #expect(with.contains("QD112"))
  }

  @Test func takesLimitsFromTheSettings() throws {
    var settings = RuleSettings()
    settings.limits["QD112"] = ["rows": 1e9]
    let finding = Analyzer(settings).findings(on: try subject()).first { $0.rule == "QD112" }
    #expect(finding?.grade == .suspect)
  }

  @Test func suppressesUntilTheDayGiven() throws {
    let subject = try subject()
    var settings = RuleSettings()
    settings.suppressions = [
      .init(rule: "QD112", classID: subject.queryClass.id.hex32, reason: "known", until: "2026-12-31")
    ]
    let rules = { (today: String) in Analyzer(settings, today: today).findings(on: subject).map(\.rule) }
    #expect(!rules("2026-12-31").contains("QD112"))
    #expect(rules("2027-01-01").contains("QD112"))
  }

  @Test func putsTheWorstFirstAndTheClearedLast() throws {
    for entry in CorpusEntry.all {
      guard let subject = try entry.subject() else { continue }
      let findings = Analyzer().findings(on: subject)
      for (before, after) in zip(findings, findings.dropFirst()) { #expect(!Finding.isWorse(after, before)) }
    }
  }
}
