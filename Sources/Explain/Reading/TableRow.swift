/// Makes a step of one row of EXPLAIN's table.
enum TableRow {
  static func node(of row: ExplainRow) -> PlanNode {
    var node = start(of: row)
    node.selectID = row["id"].flatMap { Int($0) }
    node.selectType = row["select_type"]?.uppercased()
    node.isDependent = node.selectType?.hasPrefix("DEPENDENT") == true
    node.table = row["table"]
    node.partitions = list(row["partitions"])
    node.possibleKeys = list(row["possible_keys"])
    node.keyLength = row["key_len"]
    node.ref = list(row["ref"])
    node.filtered = row["filtered"].flatMap { Double($0) }
    node.actualFiltered = row["r_filtered"].flatMap { Double($0) }
    readAccess(row, into: &node)
    readRows(row, into: &node)
    for column in row.columns where !ExplainRow.knownColumns.contains(column.name) {
      if let value = column.value { node.details.append(PlanDetail(name: column.name, text: value)) }
    }
    return node
  }

  private static func start(of row: ExplainRow) -> PlanNode {
    let selectType = row["select_type"]?.uppercased() ?? ""
    let facts = row["extra"].map(ExtraColumn.facts) ?? []
    var node: PlanNode
    switch (row["table"], selectType) {
    case (nil, _):
      node = PlanNode(.message, operation: row["extra"] ?? "Nothing to read")
      node.message = row["extra"]
    case (let table?, "INSERT"), (let table?, "REPLACE"):
      node = PlanNode(.modify, operation: "\(selectType == "INSERT" ? "Insert into" : "Replace into") \(table)")
    case (let table?, _) where IntermediateTable(name: table)?.isUnion == true:
      node = PlanNode(.union, operation: "Result of \(table)")
    case (let table?, _): node = PlanNode(.access, operation: "Read \(table)")
    }
    for fact in facts { node.add(fact) }
    node.isCovering = node.has(.usingIndex) || node.has(.usingIndexForGroupBy)
    return node
  }

  /// `type` and `key`. MariaDB appends what filters rows by their ID: `ref|filter` and `idx_a|idx_b`.
  private static func readAccess(_ row: ExplainRow, into node: inout PlanNode) {
    node.key = row["key"]
    guard node.kind == .access || node.kind == .union, var type = row["type"] else { return }
    if type.hasSuffix("|filter") {
      type.removeLast(7)
      let keys = (row["key"] ?? "").split(separator: "|", maxSplits: 1).map(String.init)
      node.key = keys.first
      node.keyLength = node.keyLength?.split(separator: "|").first.map(String.init)
      node.facts.removeAll { $0 == .usingRowidFilter(key: "") || $0 == .other("Using rowid filter") }
      node.add(.usingRowidFilter(key: keys.count > 1 ? keys[1] : ""))
    }
    node.access = HashedAccess.strip(&type, node: &node)
    node.operation = "\(node.access?.text ?? type) on \(node.table ?? "")"
    if let key = node.key { node.operation += " using \(key)" }
  }

  /// `rows` and `r_rows`, which MariaDB follows by the share that a filter lets through: `19 (5%)`.
  private static func readRows(_ row: ExplainRow, into node: inout PlanNode) {
    func number(_ column: String) -> Double? {
      guard let text = row[column] else { return nil }
      let parts = text.split(separator: " ", maxSplits: 1)
      if parts.count > 1 { node.details.append(PlanDetail(name: "\(column) filtered by ID", text: String(parts[1]))) }
      return parts.first.flatMap { Double($0) }
    }
    node.rows = number("rows")
    node.actualRows = number("r_rows")
  }

  static func list(_ text: String?) -> [String] {
    text.map { $0.split(separator: ",").map { String($0).trimmingSpaces }.filter { !$0.isEmpty } } ?? []
  }
}

/// MariaDB's `hash_ALL`, `hash_range`, …: the table is read as the rest says and joined through a hash table.
enum HashedAccess {
  static func strip(_ type: inout String, node: inout PlanNode) -> AccessType {
    guard type.hasPrefix("hash_") else { return AccessType(type) }
    type.removeFirst(5)
    if !node.facts.contains(where: { if case .usingJoinBuffer = $0 { true } else { false } }) {
      node.add(.usingJoinBuffer("hash join"))
    }
    return AccessType(type)
  }
}

/// A name that stands for an intermediate result: `<derived2>`, `<subquery3>`, `<union1,2>`, `<temporary>`.
struct IntermediateTable {
  /// `derived`, `subquery`, `union`, …
  var kind: String
  /// The query block it holds the rows of, the first of several.
  var block: Int?

  init?(name: String?) {
    guard let name, name.hasPrefix("<"), name.hasSuffix(">") else { return nil }
    kind = String(name.dropFirst().prefix { $0.isLetter })
    block = Int(name.dropFirst().drop { $0.isLetter }.prefix { $0.isNumber })
  }

  var isUnion: Bool { ["union", "intersect", "except", "unary"].contains(kind) }
}
