/// The formats in rows and columns.
extension SectionScanner {
  /// A table with borders. A copied table may lack its border lines, or have those of Markdown.
  func borderedTable(at line: Int) throws(ExplainError) -> ExplainSection? {
    let border = lines[line].trimmed
    let header = Self.isBorder(border) ? line + 1 : line
    guard header < lines.count else { return nil }
    let titles = lines[header].trimmed
    guard titles.first == UInt8(ascii: "|") else { return nil }
    let names = (Self.cells(of: titles, below: border) ?? Self.cells(of: titles, columns: nil)).map { $0.trimmed.text }
    var body = header + 1
    if body < lines.count, Self.isBorder(lines[body].trimmed) { body += 1 }
    if names.count == 1, Self.payloadColumn(ByteText(names[0].uppercased().utf8)) == names[0].uppercased() {
      return try cell(from: body, border: border)
    }
    guard ExplainRow.isHeader(names) else { return nil }
    var rows: [ExplainRow] = []
    var next = body
    while next < lines.count {
      let row = lines[next].trimmed
      guard row.first == UInt8(ascii: "|"), !Self.isBorder(row) else { break }
      let cells = Self.cells(of: row, below: border) ?? Self.cells(of: row, columns: names.count)
      rows.append(ExplainRow(names: names, cells: cells))
      next += 1
    }
    if next < lines.count, Self.isBorder(lines[next].trimmed) { next += 1 }
    guard !rows.isEmpty else { throw ExplainError(code: .noRows, offset: titles.startIndex) }
    return ExplainSection(content: .rows(rows), offset: border.startIndex, nextLine: next)
  }

  /// The only cell of a table: text of several lines between `| ` and ` |`.
  private func cell(from body: Int, border: ByteText) throws(ExplainError) -> ExplainSection? {
    guard body < lines.count else { throw ExplainError(code: .noRows, offset: border.startIndex) }
    var end = body
    while end < lines.count, lines[end].trimmed != border { end += 1 }
    var content = Array(lines[body..<end])
    guard content.first?.trimmed.first == UInt8(ascii: "|") else {
      throw ExplainError(code: .noRows, offset: border.startIndex)
    }
    content[0] = content[0].trimmed.dropFirst().trimmed
    if let last = content.indices.last, content[last].trimmed.last == UInt8(ascii: "|") {
      content[last] = content[last].trimmed.dropLast()
    }
    let inner = SectionScanner(lines: content)
    guard var section = try inner.payload(startingWith: content[0].trimmed, at: 0, isCell: true) else {
      throw ExplainError(code: .notRecognised, offset: content[0].startIndex)
    }
    section.nextLine = min(end + 1, lines.count)
    return section
  }

  /// A line of `+---+---+`, or of Markdown's `|---|---|`.
  static func isBorder(_ line: ByteText) -> Bool {
    guard line.count > 2, line.first == UInt8(ascii: "+") || line.first == UInt8(ascii: "|") else { return false }
    let allowed: [UInt8] = [UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "|"), UInt8(ascii: ":"), 0x20]
    return line.contains(UInt8(ascii: "-")) && line.allSatisfy { allowed.contains($0) }
  }

  /// The cells of a row below a line of `+---+---+`, cut where that has its `+`. A cell may hold a `|`, as in MariaDB's
  /// `ref|filter`. `nil` if the two don't match.
  private static func cells(of row: ByteText, below border: ByteText) -> [ByteText]? {
    guard border.first == UInt8(ascii: "+") else { return nil }
    let columns = border.indices.filter { border[$0] == UInt8(ascii: "+") }.map { $0 - border.startIndex }
    var places = columns.map { row.startIndex + $0 }
    if row.count != border.count {
      // Clients pad to columns of the terminal, of which a character may take two, or none.
      places = []
      var column = 0
      var index = row.startIndex
      for character in row.text {
        if places.count < columns.count, column == columns[places.count] { places.append(index) }
        column += TextColumns.width(of: character)
        index += character.utf8.count
      }
    }
    guard places.count == columns.count,
      places.allSatisfy({ row.indices.contains($0) && row[$0] == UInt8(ascii: "|") })
    else { return nil }
    return zip(places, places.dropFirst()).map { row[($0 + 1)..<$1] }
  }

  /// The cells of a row without such a line. Clients put a space on both sides of a border, and where that still gives
  /// too many cells, the last ones are one.
  private static func cells(of row: ByteText, columns: Int?) -> [ByteText] {
    var inner = row.dropFirst()
    if inner.last == UInt8(ascii: "|") { inner = inner.dropLast() }
    let plain = inner.split(separator: UInt8(ascii: "|"), omittingEmptySubsequences: false)
    guard let columns, plain.count > columns else { return plain }
    var cells: [ByteText] = []
    var start = inner.startIndex
    for index in inner.indices where inner[index] == UInt8(ascii: "|") {
      let isBetweenSpaces =
        index > start && inner[index - 1] == 0x20 && index + 1 < inner.endIndex && inner[index + 1] == 0x20
      guard isBetweenSpaces, cells.count < columns - 1 else { continue }
      cells.append(inner[start..<index])
      start = index + 1
    }
    cells.append(inner[start...])
    return cells
  }

  /// Rows as `\G` prints them: a line of stars, then a line a column.
  func verticalRows(at line: Int) throws(ExplainError) -> ExplainSection? {
    guard Self.isRowMarker(lines[line]) else { return nil }
    var rows: [ExplainRow] = []
    var next = line
    while next < lines.count, Self.isRowMarker(lines[next]) {
      next += 1
      var row = ExplainRow()
      while next < lines.count, let (name, value) = Self.field(lines[next]) {
        if row.columns.isEmpty, let column = Self.payloadColumn(ByteText(name.uppercased().utf8)),
          column == name.uppercased()
        {
          return try payload(startingWith: value.trimmed, at: next, isCell: true)
        }
        row.append(name, value.trimmed.text)
        next += 1
      }
      guard ExplainRow.isHeader(row.columns.map(\.name)) else { break }
      rows.append(row)
    }
    guard !rows.isEmpty else { return nil }
    return ExplainSection(content: .rows(rows), offset: lines[line].startIndex, nextLine: next)
  }

  private static func isRowMarker(_ line: ByteText) -> Bool {
    let line = line.trimmed
    return line.hasPrefix("***") && line.firstRange(of: ". row ***") != nil
  }

  /// `select_type: SIMPLE`: a name of one word, a colon, a value.
  private static func field(_ line: ByteText) -> (name: String, value: ByteText)? {
    let line = line.trimmed
    guard let colon = line.firstIndex(of: UInt8(ascii: ":")), colon > line.startIndex else { return nil }
    let isName = line[..<colon].allSatisfy {
      $0 == UInt8(ascii: "_") || ByteText.isDigit($0) || ByteText.lowered($0) != $0
        || ($0 >= UInt8(ascii: "a") && $0 <= UInt8(ascii: "z"))
    }
    return isName ? (line[..<colon].text, line[(colon + 1)...]) : nil
  }

  /// Tab-separated rows, below their names or, told by the second column, without them (`mysql -BN`).
  func tabSeparatedRows(at line: Int) -> ExplainSection? {
    let titles = Self.tabCells(lines[line])
    guard titles.count > 7 else { return nil }
    var names = titles.map { $0.trimmed.text }
    var next = line + 1
    if !ExplainRow.isHeader(names) {
      guard let guessed = Self.columnNames(of: titles) else { return nil }
      names = guessed
      next = line
    }
    var rows: [ExplainRow] = []
    while next < lines.count {
      let cells = Self.tabCells(lines[next])
      // An editor may have taken the tab before an empty Extra.
      guard cells.count == names.count || cells.count == names.count - 1 else { break }
      let first = cells[0].trimmed
      guard first.hasPrefix("NULL") || first.allSatisfy(ByteText.isDigit) else { break }
      rows.append(ExplainRow(names: names, cells: cells.map { ByteText($0.unescaped) }))
      next += 1
    }
    guard !rows.isEmpty else { return nil }
    return ExplainSection(content: .rows(rows), offset: lines[line].startIndex, nextLine: next)
  }

  private static func tabCells(_ line: ByteText) -> [ByteText] {
    line.split(separator: 0x09, omittingEmptySubsequences: false)
  }

  private static func columnNames(of cells: [ByteText]) -> [String]? {
    let id = cells[0].trimmed
    let selectTypes = ["SIMPLE", "PRIMARY", "INSERT", "UPDATE", "DELETE", "REPLACE"]
    guard !id.isEmpty, id.allSatisfy(ByteText.isDigit), selectTypes.contains(cells[1].text) else { return nil }
    var names = ["id", "select_type", "table", "type", "possible_keys", "key", "key_len", "ref", "rows", "Extra"]
    switch cells.count {
    case 10: break
    case 11:
      // The access type tells whether the additional column stands before it.
      if case .unknown = AccessType(cells[3].text), cells[3].hasPrefix("NULL"), !cells[4].hasPrefix("NULL") {
        names.insert("partitions", at: 3)
      } else {
        names.insert("filtered", at: 9)
      }
    case 12:
      names.insert("partitions", at: 3)
      names.insert("filtered", at: 10)
    case 13: names.replaceSubrange(9...9, with: ["r_rows", "filtered", "r_filtered", "Extra"])
    default: return nil
    }
    return names
  }
}
