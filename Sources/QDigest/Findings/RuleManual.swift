import Analysis
import Reporting

/// The rules as `qdigest rules` prints them.
package enum RuleManual {
  /// A line a rule.
  package static func list() -> String {
    RuleCatalog.all.map { rule in
      let page = rule.page
      let off = page.isOnByDefault ? "" : " (off unless turned on)"
      return "\(page.id)  \(StyledLine(page.whenConfirmed.rawValue).padded(to: 8).text)  \(page.title)\(off)"
    }.joined(separator: "\n")
  }

  /// Everything there is to know about one rule.
  package static func page(_ id: String) throws(UsageError) -> String {
    guard let rule = RuleCatalog.rule(id) else {
      throw UsageError("there is no rule '\(InlineText.visible(id))'", hint: "qdigest rules lists them")
    }
    let page = rule.page
    var lines = [
      "\(page.id)  \(page.title)", "",
      "  confirmed: \(page.whenConfirmed.rawValue); suspect: \(page.whenSuspect.rawValue)",
      "  versions: \(page.versions.text)" + (page.isOnByDefault ? "" : "; off unless a file of rules turns it on"), "",
      "Why it matters",
    ]
    lines += wrapped(page.why) + ["", "Example", "  \(page.example)", "", "Instead", "  \(page.better)", "", "Advice"]
    lines += wrapped(page.advice) + ["", "Silent"] + wrapped(page.silentWhen)
    if !page.limits.isEmpty {
      lines += ["", "Limits (--rules FILE changes them)"]
      lines += page.limits.map { "  \($0.name) = \(Count.text($0.value)): \($0.meaning)" }
    }
    lines += ["", "Source: \(page.source)"]
    return lines.joined(separator: "\n")
  }

  private static func wrapped(_ text: String) -> [String] {
    Reporting.wrapped(text, width: 77).map { "  " + $0.text }
  }
}
