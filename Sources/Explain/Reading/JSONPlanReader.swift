import JSONText

/// Tells which JSON format a document has, and has it read.
enum JSONPlanReader {
  /// The plan in a document, or `nil` if it holds none.
  static func plan(of document: JSONValue, offset: Int) throws(ExplainError) -> Plan? {
    if let rows = document.array { return try plan(ofRows: rows, offset: offset) }
    guard let object = document.object else { return nil }
    if object["query_block"]?.object != nil { return try JSONBlockReader.plan(of: object, offset: offset) }
    if object["query_plan"]?.object != nil || object["operation"]?.string != nil {
      return try JSONIteratorReader.plan(of: object, offset: offset)
    }
    // A row as other tools export it: {"EXPLAIN": "…"}.
    if object.members.count == 1, let only = object.members.first, let text = only.value.string,
      ["EXPLAIN", "ANALYZE"].contains(only.key.uppercased())
    {
      return try Plan.parse(text)
    }
    return nil
  }

  /// The rows of a result as other tools export them: an array with an object a row.
  private static func plan(ofRows values: [JSONValue], offset: Int) throws(ExplainError) -> Plan? {
    if values.count == 1, let only = values.first, only["select_type"] == nil, only.array == nil {
      return try plan(of: only, offset: offset)
    }
    var rows: [ExplainRow] = []
    for value in values {
      guard let object = value.object else { return nil }
      var row = ExplainRow()
      for member in object.members {
        row.append(member.key, member.value.isNull ? "NULL" : detail(member.key, member.value).text)
      }
      rows.append(row)
    }
    guard let first = rows.first, ExplainRow.isHeader(first.columns.map(\.name)) else { return nil }
    return try TableReader.plan(of: rows, offset: offset)
  }

  /// The value of a key that the model has no place for, as a detail; `nil` becomes nothing.
  static func detail(_ name: String, _ value: JSONValue) -> PlanDetail {
    PlanDetail(name: name, text: value.string ?? String(decoding: value.serialized(), as: UTF8.self))
  }

  /// `["a", "b"]`, or one string alone.
  static func strings(_ value: JSONValue) -> [String] {
    value.array?.compactMap(\.string) ?? value.string.map { [$0] } ?? []
  }
}
