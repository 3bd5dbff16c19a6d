import SQLText

/// What a rule needs to know of a table, from what SHOW CREATE TABLE printed.
package struct TableDefinition: Sendable, Equatable {
  package struct Column: Sendable, Equatable {
    package var name: String
    /// The first word of its type in lower case: `datetime`, `varchar`, `int`.
    package var type: String
    package var isNullable: Bool
  }

  /// In lower case, like all names here.
  package var name: String
  package var columns: [Column] = []
  package var primaryKey: [String] = []
  /// The columns of each index, the primary key's included.
  package var indexes: [[String]] = []

  /// `nil` for what defines no table, a view for instance. Servers print one column or key a line.
  package init?(_ create: String) {
    let lines = create.split(separator: "\n").map(String.init)
    guard let first = lines.first, first.uppercased().hasPrefix("CREATE TABLE "), let name = Self.quoted(first) else {
      return nil
    }
    self.name = name
    for line in lines.dropFirst() {
      let text = line.drop { $0 == " " }
      if text.hasPrefix("`"), let column = Self.column(String(text)) {
        columns.append(column)
      } else if text.hasPrefix("PRIMARY KEY") || text.contains("KEY `") {
        let columns = Self.keyColumns(text)
        if text.hasPrefix("PRIMARY KEY") { primaryKey = columns }
        if !text.hasPrefix("CONSTRAINT") { indexes.append(columns) }
      }
    }
  }

  /// What stands in quotes between the parentheses of a key.
  private static func keyColumns(_ line: Substring) -> [String] {
    guard let open = line.firstIndex(of: "(") else { return [] }
    let parts = line[open...].split(separator: "`", omittingEmptySubsequences: false)
    return parts.enumerated().filter { $0.offset % 2 == 1 }.map { $1.lowercased() }
  }

  private static func quoted(_ line: String) -> String? {
    let parts = line.split(separator: "`", maxSplits: 2, omittingEmptySubsequences: false)
    return parts.count == 3 ? parts[1].lowercased() : nil
  }

  private static func column(_ line: String) -> Column? {
    guard let name = quoted(line), let end = line.dropFirst().firstIndex(of: "`") else { return nil }
    let rest = line[line.index(after: end)...].drop { $0 == " " }
    let type = rest.prefix { $0.isLetter || $0.isNumber || $0 == "_" }.lowercased()
    return Column(name: name, type: type, isNullable: !rest.uppercased().contains("NOT NULL"))
  }
}

extension Subject {
  /// The column of a block's tables with this name; `nil` if their definitions are not all known or none or several have
  /// it.
  package func column(_ name: String, in block: Int) -> TableDefinition.Column? {
    let names = Set(outline.tableNames(in: block))
    let known = tables.filter { names.contains($0.name) }
    guard !names.isEmpty, Set(known.map(\.name)) == names else { return nil }
    let columns = known.flatMap(\.columns).filter { $0.name == name }
    return columns.count == 1 ? columns[0] : nil
  }
}
