import Foundation
import NightReport
import Testing

/// Whole reports as they were last looked at. `QDIGEST_RECORD=1` writes them anew.
@Suite struct GoldenTests {
  @Test(arguments: [false, true]) func formatsAreAsRecorded(hostile: Bool) throws {
    let name = hostile ? "hostile" : "night"
    let report = SampleNight.report(classes: 4, hostile: hostile)
    try expectGolden(MarkdownPage(report).rendered(), name + ".md")
    try expectGolden(NightText(report).rendered(), name + ".txt")
    if !hostile { try expectGolden(NightJSON(report).rendered(), name + ".json") }
  }

  @Test func structureOfThePageIsAsRecorded() throws {
    let page = String(decoding: HTMLPage(SampleNight.report(classes: 4)).rendered(), as: UTF8.self)
    try expectGolden(Array(Self.outline(of: page).utf8), "night.outline")
  }

  /// Headings, captions, columns and IDs, a line each.
  private static func outline(of page: String) -> String {
    let wanted: Set = ["h1", "h2", "h3", "h4", "caption", "th", "section", "details", "article", "figure"]
    var lines: [String] = []
    for piece in page.components(separatedBy: "<") {
      let parts = piece.split(separator: ">", maxSplits: 1, omittingEmptySubsequences: false)
      guard parts.count == 2, wanted.contains(String(parts[0].prefix { $0 != " " })) else { continue }
      lines.append("<\(parts[0])> \(parts[1].trimmingCharacters(in: .whitespacesAndNewlines))")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private func expectGolden(_ bytes: [UInt8], _ name: String) throws {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Golden")
    let file = folder.appendingPathComponent(name)
    if ProcessInfo.processInfo.environment["QDIGEST_RECORD"] == "1" {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      try Data(bytes).write(to: file)
      return
    }
    let expected = try String(contentsOf: file, encoding: .utf8).components(separatedBy: "\n")
    let actual = String(decoding: bytes, as: UTF8.self).components(separatedBy: "\n")
    #expect(actual.count == expected.count, "\(name): number of lines")
    for (index, (wanted, line)) in zip(expected, actual).enumerated() where wanted != line {
      #expect(line == wanted, "\(name), line \(index + 1)")
      return
    }
  }
}
