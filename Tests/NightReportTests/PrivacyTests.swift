import Aggregation
import Comparison
import JSONText
import NightReport
import Reporting
import Testing

@Suite struct PrivacyTests {
  /// A literal of every kind, each with a mark that stands nowhere else.
  static let canaries: [(statement: String, mark: String)] = [
    ("SELECT 'canarya1'", "canarya1"), ("SELECT \"canarya2\"", "canarya2"), ("SELECT N'canarya3'", "canarya3"),
    ("SELECT _utf8'canarya4'", "canarya4"), ("SELECT x'ca9a5d'", "ca9a5d"), ("SELECT 0xCA9A6E", "CA9A6E"),
    ("SELECT b'1011011101'", "1011011101"), ("SELECT 76543217", "76543217"), ("SELECT 7654.3218", "7654.3218"),
    ("SELECT 7654e19", "7654e19"), ("SELECT DATE'1987-06-05'", "1987-06-05"), ("SELECT /* canarya7 */ 1", "canarya7"),
    ("SELECT 1 -- canarya8", "canarya8"), ("SELECT 1 # canarya9", "canarya9"),
    ("SELECT /*+ canaryb1(t) */ 1", "canaryb1"), ("SELECT @'canaryb2'", "canaryb2"),
    ("CREATE USER u IDENTIFIED BY 'canaryb3'", "canaryb3"), ("SET PASSWORD = PASSWORD('canaryb4')", "canaryb4"),
    ("SELECT 'it''s canaryb5'", "canaryb5"), ("SELECT 'a\\'canaryb6'", "canaryb6"), ("SELECT 'canaryb7", "canaryb7"),
  ]

  static func report(showsSamples: Bool) -> NightReport {
    var report = SampleNight.report(classes: Self.canaries.count)
    report.showsSamples = showsSamples
    for (index, canary) in canaries.enumerated() {
      let bytes = Array(canary.statement.utf8)
      report.classes[index].queryClass.fingerprint = bytes
      report.classes[index].queryClass.key = [(.fingerprint, bytes)]
      report.classes[index].queryClass.samples[0].statement = bytes
      report.classes[index].annotation = ClassAnnotation(
        findings: [
          ReportedFinding(
            rule: "QD1", title: "t", grade: "suspect", severity: .note, evidence: "compares \(canary.statement)",
            advice: "instead of \(canary.mark) write")
        ],
        plan: ReportedPlan(
          lines: ["  └─ t: ALL; where (a = (\(canary.statement)))  est 12"], json: ["extra": .string(canary.statement)]),
        unexamined: "error near '\(canary.mark)'")
      report.classes[index].change?.fingerprint = bytes
    }
    report.changes = report.classes.compactMap(\.change)
    return report
  }

  static func outputs(_ report: NightReport) -> [(name: String, text: String)] {
    [
      ("HTML", HTMLPage(report).rendered()), ("Markdown", MarkdownPage(report).rendered()),
      ("text", NightText(report).rendered()), ("JSON", NightJSON(report).rendered()),
    ].map { ($0.0, String(decoding: $0.1, as: UTF8.self)) }
  }

  @Test func noLiteralIsInAnyOutput() {
    for (name, text) in Self.outputs(Self.report(showsSamples: false)) {
      for canary in Self.canaries {
        #expect(!text.lowercased().contains(canary.mark.lowercased()), "\(name) holds a literal of \(canary.statement)")
      }
    }
  }

  /// The test above could not fail if nothing were shown at all.
  @Test func literalsAreShownWhereTheyAreAskedFor() {
    let text = Self.outputs(Self.report(showsSamples: true))[0].text
    for canary in Self.canaries { #expect(text.contains(canary.mark), "\(canary.statement)") }
  }

  @Test func numbersOfRowsStayInPlansAndEvidence() {
    let text = Self.outputs(SampleNight.report())[0].text
    #expect(text.contains("est 812300"))
    #expect(text.contains("812,300 rows of"))
    #expect(!text.contains("7654321"))
  }
}
