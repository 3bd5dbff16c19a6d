/// A table whose columns are as wide as what they hold.
package struct TextTable {
  package struct Column {
    package var title: String
    package var alignsRight: Bool

    package init(title: String, alignsRight: Bool = true) {
      self.title = title
      self.alignsRight = alignsRight
    }
  }

  package var columns: [Column]
  package var rows: [[StyledLine]] = []
  /// The columns that give way where the table is too wide, by cutting what they hold.
  package var flexible: Int

  package init(columns: [Column], rows: [[StyledLine]] = [], flexible: Int) {
    self.columns = columns
    self.rows = rows
    self.flexible = flexible
  }

  /// The title line and the rows, in at most `width` columns.
  package func lines(width: Int) -> [StyledLine] {
    var widths = columns.indices.map { column in
      max(displayWidth(columns[column].title), rows.map { $0[column].width }.max() ?? 0)
    }
    let excess = widths.reduce(0, +) + columns.count - 1 - width
    if excess > 0 { widths[flexible] = max(widths[flexible] - excess, 4) }
    let title = columns.map { StyledLine($0.title, .dim) }
    return ([title] + rows).map { line($0, widths: widths) }
  }

  private func line(_ cells: [StyledLine], widths: [Int]) -> StyledLine {
    var line = StyledLine()
    for (column, cell) in cells.enumerated() {
      if column > 0 { line += " " }
      let fitting = column == flexible ? cell.cut(to: widths[column]) : cell
      line += fitting.padded(to: widths[column], alignRight: columns[column].alignsRight)
    }
    return line
  }
}

extension StyledLine {
  /// The start of the line that takes at most `width` columns, ending in `…` where something is cut off.
  package func cut(to width: Int) -> StyledLine {
    guard self.width > width else { return self }
    var result = StyledLine()
    for piece in pieces {
      let left = width - result.width
      let fits = displayWidth(piece.text) < left
      result.pieces.append(StyledText(fits ? piece.text : Reporting.cut(piece.text + " ", to: left), piece.style))
      if !fits { break }
    }
    return result
  }
}

/// A list of items with commas between them, broken into lines of at most `width` columns; the first line begins with
/// `label`, the others are indented as far.
func wrapped(label: String, labelWidth: Int, items: [StyledLine], width: Int) -> [StyledLine] {
  var lines: [StyledLine] = []
  var line = StyledLine(label, .dim).padded(to: labelWidth)
  var isFresh = true
  for (index, item) in items.enumerated() {
    let item = index == items.count - 1 ? item : item + ","
    if !isFresh, line.width + 1 + item.width > width {
      lines.append(line)
      line = StyledLine(String(repeating: " ", count: labelWidth))
      isFresh = true
    }
    line += isFresh ? item.cut(to: max(8, width - labelWidth)) : StyledLine(" ") + item
    isFresh = false
  }
  lines.append(line)
  return lines
}

/// Running text broken at spaces into lines of at most `width` columns, those after the first indented. A word that
/// is longer than a line is broken where the line ends.
package func wrapped(_ text: String, width: Int, indent: Int = 0, style: TextStyle = .plain) -> [StyledLine] {
  var lines: [StyledLine] = []
  var line = ""
  for word in text.split(separator: " ").flatMap({ broken(String($0), at: width - indent) }) {
    let limit = width - (lines.isEmpty ? 0 : indent)
    if !line.isEmpty, displayWidth(line) + 1 + displayWidth(word) > limit {
      lines.append(StyledLine(line, style))
      line = ""
    }
    line += line.isEmpty ? word : " " + word
  }
  lines.append(StyledLine(line, style))
  let space = StyledLine(String(repeating: " ", count: indent))
  return lines.enumerated().map { $0 == 0 ? $1 : space + $1 }
}

/// A word in pieces of at most `width` columns.
private func broken(_ word: String, at width: Int) -> [String] {
  guard displayWidth(word) > width else { return [word] }
  var pieces = [""]
  var used = 0
  for character in word {
    let next = displayWidth(String(character))
    if used + next > width {
      pieces.append("")
      used = 0
    }
    pieces[pieces.count - 1].append(character)
    used += next
  }
  return pieces
}
