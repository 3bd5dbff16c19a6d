#if MySQL
  import SQLText

  // What is asked about tables: whether they are ones, how they are defined, and how much is in them.
  extension PlanCapture {
    /// Why a statement that writes is not explained; `nil` if all its tables are base tables and no stored function
    /// bears a name that it calls.
    func reasonNotToWrite(_ tables: [String], _ functions: [String]) throws(ServerError) -> String? {
      for name in tables {
        let type = try status(of: name)?.type
        guard type == "BASE TABLE" || type == "SYSTEM VERSIONED" else {
          return
            "it writes or locks rows, and \(name) is \(type.map { "a \($0.lowercased())" } ?? "no table that can be seen")"
        }
      }
      guard !functions.isEmpty else { return nil }
      let names = functions.map(Self.quoted).joined(separator: ", ")
      let stored = try connection.rows(
        "SELECT ROUTINE_NAME FROM information_schema.ROUTINES WHERE ROUTINE_SCHEMA = DATABASE() "
          + "AND ROUTINE_NAME IN (\(names))")
      return stored.first.map {
        "it writes or locks rows, and calls \(($0.first ?? nil) ?? "a name"), which is a stored function"
      }
    }

    /// Definitions and statistics of the statement's tables, as far as they can be seen.
    func tables(of sql: String) -> [CapturedTable] {
      StatementFacts(of: sql).tables.prefix(64).compactMap { name in
        do throws(ServerError) { return try table(name) } catch {
          // A derived table's name, or one that may not be seen: the plan is worth having without it.
          if error.endsConnection { end = error }
          return nil
        }
      }
    }

    private func table(_ name: String) throws(ServerError) -> CapturedTable? {
      let identifier = name.split(separator: ".").map { "`\($0.replacing("`", with: "``"))`" }.joined(separator: ".")
      guard let row = try connection.rows("SHOW CREATE TABLE \(identifier)").first, row.count >= 2,
        let create = row[1]
      else { return nil }
      var table = CapturedTable(name: name, create: create)
      if let status = try status(of: name) {
        (table.rows, table.dataBytes, table.indexBytes) = (status.rows, status.dataBytes, status.indexBytes)
        if status.type != "VIEW" { table.indexes = try indexes(of: identifier) }
      }
      return table
    }

    private struct Status {
      var type: String
      var rows: Int?
      var dataBytes: Int?
      var indexBytes: Int?
    }

    private func status(of name: String) throws(ServerError) -> Status? {
      let parts = name.split(separator: ".", maxSplits: 1).map(String.init)
      let schema = parts.count == 2 ? Self.quoted(parts[0]) : "DATABASE()"
      let rows = try connection.rows(
        "SELECT TABLE_TYPE, TABLE_ROWS, DATA_LENGTH, INDEX_LENGTH FROM information_schema.TABLES "
          + "WHERE TABLE_SCHEMA = \(schema) AND TABLE_NAME = \(Self.quoted(parts.last ?? ""))")
      guard let row = rows.first, row.count == 4, let type = row[0] else { return nil }
      let numbers = row.dropFirst().map { $0.flatMap { Int($0) } }
      return Status(type: type, rows: numbers[0], dataBytes: numbers[1], indexBytes: numbers[2])
    }

    private func indexes(of identifier: String) throws(ServerError) -> [CapturedTable.Index] {
      var indexes: [CapturedTable.Index] = []
      for row in try connection.rows("SHOW INDEX FROM \(identifier)") {
        guard row.count > 6, let name = row[2] else { continue }
        if indexes.last?.name != name {
          indexes.append(.init(name: name, columns: [], isUnique: row[1] == "0", cardinality: nil))
        }
        // An expression has no column.
        indexes[indexes.count - 1].columns.append(row[4] ?? "(expression)")
        indexes[indexes.count - 1].cardinality = row[6].flatMap { Int($0) }
      }
      return indexes
    }

    /// A string literal for a session whose `sql_mode` is empty.
    private static func quoted(_ text: String) -> String {
      "'" + text.replacing("\\", with: "\\\\").replacing("'", with: "''") + "'"
    }
  }
#endif
