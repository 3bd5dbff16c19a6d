import Aggregation
import Comparison
import Reporting
import SQLText

/// The report of a night in Markdown, for a chat or a pull request: what changed, the profile's head, the findings.
///
/// Nothing of the log becomes markup, HTML, a link or a mention: sentences are escaped, SQL stands in code spans that
/// no backtick in it can end.
package struct MarkdownPage {
  private let shown: ShownReport

  package init(_ report: NightReport) { self.init(ShownReport(report)) }

  package init(_ shown: ShownReport) { self.shown = shown }

  package func rendered() -> [UInt8] {
    let report = shown.report
    var lines = ["# " + Self.escaped(shown.headline.first ?? "The night in queries"), ""]
    lines += shown.headline.dropFirst().map { Self.escaped($0) + "\n" }
    if let baseline = report.baseline { lines += ["Compared with " + Self.escaped(baseline) + ".", ""] }
    if !shown.changes.isEmpty {
      lines += ["## What changed", ""]
      for change in shown.changes.prefix(20) {
        let text = ChangeText(change: change)
        lines.append("- **\(change.kind.rawValue)** \(Self.code(change.distilled)): \(Self.escaped(text.main))")
        if let plan = change.plan { lines.append("  - new plan: " + Self.escaped(plan.sentence)) }
        lines.append("  - \(Self.escaped(text.stake)), ID \(change.id.hex32)")
        lines.append("  - " + Self.code(String(decoding: change.fingerprint.prefix(300), as: UTF8.self)))
      }
      lines.append("")
    }
    lines += ["## Profile", "", "| # | Share | Time | Calls | Query |", "| ---: | ---: | ---: | ---: | --- |"]
    lines += shown.classes.prefix(20).map { entry in
      let queryClass = entry.base.queryClass
      return
        "| \(entry.base.rank) | \(Figure.share(entry.base.share)) | \(Figure.time(micros: entry.responseTime * 1e6))"
        + " | \(Figure.grouped(queryClass.count)) | \(Self.code(queryClass.distilled)) |"
    }
    let findings = shown.findings
    if !findings.isEmpty {
      lines += ["", "## Findings", ""]
      lines += findings.prefix(20).map { entry, finding in
        "- **\(finding.severity.rawValue)** \(finding.rule) \(Self.escaped(finding.title)), "
          + "\(Self.code(entry.base.queryClass.distilled)): \(Self.escaped(finding.evidence))"
      }
    }
    lines += [""] + shown.notes.map { Self.escaped($0) + "\n" }
    lines.append("Made by \(Self.escaped(report.generator)).")
    return Array((lines.joined(separator: "\n") + "\n").utf8)
  }

  /// Text in which no character means anything to Markdown; dots and colons are parted from names, so that no address
  /// becomes a link.
  static func escaped(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    for scalar in VisibleText.of(text).unicodeScalars {
      switch scalar {
      case "<": result.append(contentsOf: "&lt;".unicodeScalars)
      case ">": result.append(contentsOf: "&gt;".unicodeScalars)
      case "&": result.append(contentsOf: "&amp;".unicodeScalars)
      case "@": result.append(contentsOf: "&#64;".unicodeScalars)
      case ":": result.append(contentsOf: "&#58;".unicodeScalars)
      case "\\", "`", "*", "_", "{", "}", "[", "]", "(", ")", "#", "!", "|", "~", "$":
        result.append("\\")
        result.append(scalar)
      default: result.append(scalar)
      }
    }
    return String(result).replacing("www.", with: "www&#46;")
  }

  /// A code span; bars, which would end a table's cell even there, become broken bars, backticks apostrophes.
  static func code(_ text: String) -> String {
    let plain = VisibleText.of(text).unicodeScalars.map { scalar -> Unicode.Scalar in
      switch scalar {
      case "`": "'"
      case "|": "¦"
      default: scalar
      }
    }
    var content = String.UnicodeScalarView()
    content.append(contentsOf: plain)
    let trimmed = String(content)
    return trimmed.isEmpty ? "(none)" : "`\(trimmed)`"
  }
}
