/// One row of EXPLAIN's table, whatever the client made of it.
struct ExplainRow {
  /// Names in lower case, as `select_type`; a column that was NULL has no value.
  var columns: [(name: String, value: String?)] = []

  static let knownColumns: Set<String> = [
    "id", "select_type", "table", "partitions", "type", "possible_keys", "key", "key_len", "ref", "rows", "r_rows",
    "filtered", "r_filtered", "extra",
  ]

  /// Whether these column names belong to EXPLAIN's table.
  static func isHeader(_ names: [String]) -> Bool {
    let names = names.map { $0.lowercased() }
    return names.contains("select_type") && names.contains("table")
  }

  init(names: [String], cells: [ByteText]) {
    for (name, cell) in zip(names, cells) { append(name, cell.trimmed.text) }
  }

  init() {}

  mutating func append(_ name: String, _ value: String) {
    columns.append((name.lowercased(), value == "NULL" ? nil : value))
  }

  subscript(name: String) -> String? {
    guard let value = columns.first(where: { $0.name == name })?.value, !value.isEmpty else { return nil }
    return value
  }
}
