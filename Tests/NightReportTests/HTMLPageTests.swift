import Aggregation
import Foundation
import JSONText
import NightReport
import Testing

@Suite struct HTMLPageTests {
  @Test(arguments: [false, true]) func isWellFormed(hostile: Bool) {
    var report = SampleNight.report(hostile: hostile)
    report.showsSamples = true
    let page = String(decoding: HTMLPage(report).rendered(), as: UTF8.self)
    #expect(Self.problems(in: page) == [])
    #expect(page.components(separatedBy: "<script").count == 2, "one script, the page's own")
    #expect(page.components(separatedBy: "<img").count == 1)
    #expect(!page.unicodeScalars.contains { $0 == "\u{1B}" || $0 == "\u{202E}" })
  }

  @Test func aQuoteWithACombiningMarkEndsNoAttribute() {
    var report = SampleNight.report()
    report.heat.days[0] = "x"
    report.classes[0].trend[0].day = "\"\u{301} onload=fail() \""
    report.load.series[0].name = "\"\u{301}><b>"
    let page = HTMLPage(report).rendered()
    #expect(page.firstRange(of: Array("\"\u{301}".utf8)) == nil)
    #expect(page.firstRange(of: Array("&quot;\u{301}".utf8)) != nil)
  }

  @Test func policyNamesTheHashesOfStyleAndScript() throws {
    let page = String(decoding: HTMLPage(SampleNight.report()).rendered(), as: UTF8.self)
    #expect(page.contains("content=\"default-src &#39;none&#39;; style-src &#39;sha256-"))
    #expect(!page.contains(" style=\""), "an attribute would be against the policy")
  }

  @Test func staysSmallAndFastWithManyLongQueries() {
    var report = SampleNight.report(classes: 200, hostile: true)
    report.showsSamples = true
    for index in report.classes.indices {
      report.classes[index].queryClass.samples[0].statement = [UInt8](repeating: UInt8(ascii: "<"), count: 100_000)
      report.classes[index].queryClass.fingerprint = [UInt8](repeating: UInt8(ascii: "\""), count: 100_000)
    }
    let page = HTMLPage(report).rendered()
    #expect(page.count <= HTMLPage.sizeLimit)
    #expect(String(decoding: page, as: UTF8.self).contains("bytes left out"))
  }

  @Test func otherFormatsAreWhole() throws {
    var report = SampleNight.report(hostile: true)
    report.showsSamples = true
    let json = try JSONValue(parsing: NightJSON(report).rendered())
    #expect(json["schema"]?.string == "qdigest-night/1")
    #expect(json["classes"]?.array?.count == 12)
    let text = String(decoding: NightText(report).rendered(), as: UTF8.self)
    #expect(text.contains("worse SELECT"))
    #expect(!text.contains("\u{1B}"))
    let markdown = String(decoding: MarkdownPage(report).rendered(), as: UTF8.self)
    #expect(markdown.contains("- **worse** `SELECT"))
    let index = IndexPage(
      [.init(name: "db1", headline: report.headline, nights: report.nights)], generator: "qdigest 0.9")
    let page = String(decoding: index.rendered(), as: UTF8.self)
    #expect(Self.problems(in: page) == [])
    #expect(page.contains("href=\"db1-2026-11-21.html\""))
  }

  /// Writes pages for the check in a browser, where a folder is named.
  @Test(.enabled(if: ProcessInfo.processInfo.environment["QDIGEST_PAGES"] != nil)) func writesPages() throws {
    let folder = URL(fileURLWithPath: ProcessInfo.processInfo.environment["QDIGEST_PAGES"] ?? ".")
    var hostile = SampleNight.report(classes: 40, hostile: true)
    hostile.showsSamples = true
    let calm = SampleNight.report(classes: 40)
    try Data(HTMLPage(hostile).rendered()).write(to: folder.appendingPathComponent("hostile.html"))
    try Data(HTMLPage(calm).rendered()).write(to: folder.appendingPathComponent("night.html"))
    let index = IndexPage([.init(name: "db1", headline: calm.headline, nights: calm.nights)], generator: "qdigest 0.9")
    try Data(index.rendered()).write(to: folder.appendingPathComponent("index.html"))
  }

  /// Tags that are not closed in order, and IDs that occur twice.
  static func problems(in page: String) -> [String] {
    let void: Set = ["meta", "input", "!doctype"]
    var open: [String] = []
    var problems: [String] = []
    var text = page
    for name in ["style", "script"] {
      guard let start = text.range(of: "<\(name)>"), let end = text.range(of: "</\(name)>") else { continue }
      text.removeSubrange(start.upperBound..<end.lowerBound)
    }
    for piece in text.components(separatedBy: "<").dropFirst() {
      let tag = piece.prefix { $0 != ">" }
      let name = tag.split(whereSeparator: { " \n".contains($0) }).first.map { $0.lowercased() } ?? ""
      if name.hasPrefix("/") {
        if open.popLast() != String(name.dropFirst()) { problems.append("unexpected <\(name)>") }
      } else if !void.contains(name) {
        open.append(name)
      }
    }
    if !open.isEmpty { problems.append("left open: \(open)") }
    let ids = text.components(separatedBy: " id=\"").dropFirst().map { String($0.prefix { $0 != "\"" }) }
    for (id, uses) in Dictionary(grouping: ids, by: \.self) where uses.count > 1 { problems.append("\(id) twice") }
    return problems
  }
}
