package import Comparison
import Reporting
import SQLText

/// Changes as text, the most important first.
package struct ChangeList {
  private let changes: [Change]
  private let width: Int
  private let usesColor: Bool

  package init(_ changes: [Change], width: Int, usesColor: Bool) {
    self.changes = changes
    self.width = width
    self.usesColor = usesColor
  }

  package func rendered() -> [UInt8] {
    var painter = Painter(usesColor: usesColor)
    for change in changes { for line in lines(change) { painter.line(line) } }
    return painter.bytes
  }

  private func lines(_ change: Change) -> [StyledLine] {
    let text = ChangeText(change: change)
    var lines = [text.title(width: width)]
    var sentences = [text.main] + text.others
    if let plan = change.plan { sentences.append("new plan: " + plan.sentence) }
    sentences += [text.stake, "ID \(change.id)"]
    for sentence in sentences {
      lines += wrapped(VisibleText.of(sentence), width: width - 4).map { StyledLine("    ") + $0 }
    }
    lines.append((StyledLine("    ") + StyledLine(VisibleText.of(change.fingerprint), .dim)).cut(to: width))
    return lines + [StyledLine()]
  }
}
