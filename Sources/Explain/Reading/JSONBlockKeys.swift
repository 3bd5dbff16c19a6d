import JSONText

/// What the keys of MySQL's JSON version 1 and of MariaDB's JSON mean.
enum JSONBlockKeys {
  /// Keys that MySQL does not have.
  static func isMariaDB(_ key: String) -> Bool {
    switch key {
    case "rows", "filesort", "temporary_table", "read_sorted_file", "block-nl-join", "expression_cache",
      "subquery_cache",
      "range-checked-for-each-record", "window_functions_computation", "subqueries", "r_rows", "r_loops",
      "materialized":
      true
    default: false
    }
  }

  /// Steps that stand around others: key, kind and name.
  private static let steps: [String: (PlanNode.Kind, String)] = [
    "query_block": (.queryBlock, "Select"),
    "ordering_operation": (.sort, "Order"), "filesort": (.sort, "Sort"),
    "read_sorted_file": (.other, "Read sorted file"),
    "grouping_operation": (.aggregate, "Group"), "duplicates_removal": (.deduplicate, "Remove duplicates"),
    "windowing": (.window, "Window"), "window_functions_computation": (.window, "Window"),
    "buffer_result": (.temporaryTable, "Buffer result"), "temporary_table": (.temporaryTable, "Temporary table"),
    "union_result": (.union, "Union"), "recursive_union": (.union, "Recursive union"),
    "intersect_result": (.union, "Intersect"), "except_result": (.union, "Except"), "unary_result": (.union, "Result"),
    "materialized_from_subquery": (.materialize, "Materialize"), "materialized": (.materialize, "Materialize"),
    "materialization": (.materialize, "Materialize"), "expression_cache": (.other, "Cache of results"),
    "subquery_cache": (.other, "Cache of results"),
    "insert_from": (.other, "Insert from"), "insert_values": (.other, "Insert values"),
    "block-nl-join": (.other, "Join buffer"),
    "range-checked-for-each-record": (.other, "Range checked for each record"),
  ]

  static func holdsSteps(_ key: String) -> Bool {
    steps[key] != nil || key == "table" || key == "nested_loop" || key.hasSuffix("subqueries")
      || key == "query_specifications"
  }

  /// The step that an object under this key begins, without its content.
  static func step(_ key: String, _ object: JSONObject) -> PlanNode? {
    guard let (kind, name) = steps[key] else { return nil }
    var node = PlanNode(kind, operation: name)
    switch key {
    case "filesort": node.add(.usingFilesort)
    case "temporary_table": node.add(.usingTemporary)
    case "recursive_union": node.add(.recursive)
    case "materialized_from_subquery", "materialized", "materialization": node.add(.materialized)
    default: break
    }
    return node
  }

  /// What follows from all of a step's content.
  static func settled(_ node: PlanNode) -> PlanNode {
    var node = node
    switch node.kind {
    case .queryBlock: node.operation = node.selectID.map { "Select #\($0)" } ?? "Select"
    case .sort where !node.has(.usingFilesort):
      node.kind = .other
      node.operation = "Order by index"
    case .union: node.operation += node.table.map { " \($0)" } ?? ""
    case .other where node.operation == "Join buffer":
      let kind = [detail("buffer_type", of: &node), detail("join_type", of: &node).map { "\($0) join" }]
      _ = detail("buffer_size", of: &node)
      passOn([.usingJoinBuffer(kind.compactMap(\.self).joined(separator: ", "))], of: node, to: &node.children)
    case .other where node.operation == "Range checked for each record":
      passOn([.rangeCheckedForEachRecord], of: node, to: &node.children)
    default: break
    }
    return node
  }

  /// Facts and conditions that stand around a table and are its own in other formats.
  private static func passOn(_ facts: [PlanFact], of node: PlanNode, to tables: inout [PlanNode]) {
    for index in tables.indices where tables[index].kind == .access {
      for fact in facts { tables[index].add(fact) }
      if node.conditions.contains(where: { $0.kind == .filter }) { tables[index].add(.usingWhere) }
    }
  }

  private static func detail(_ name: String, of node: inout PlanNode) -> String? {
    guard let index = node.details.firstIndex(where: { $0.name == name }) else { return nil }
    return node.details.remove(at: index).text
  }

  static func location(ofSubqueries key: String) -> String? {
    switch key {
    case "select_list_subqueries": "projection"
    case "attached_subqueries": "condition"
    case "subqueries": nil
    default: key.split(separator: "_").dropLast().joined(separator: " ")
    }
  }

  /// Objects that hold numbers or keys, not steps. Says whether this was one.
  static func readObject(_ key: String, _ object: JSONObject, into node: inout PlanNode) -> Bool {
    switch key {
    case "cost_info":
      node.cost = (object["prefix_cost"] ?? object["query_cost"])?.double ?? node.cost
    case "index_merge":
      // {"union": [{"range": {"key": …}}, …]}
      guard let operation = object.members.first else { return false }
      var keys: [String] = []
      gatherKeys(.object(object), into: &keys, depth: 0)
      node.key = keys.joined(separator: ",")
      node.add(.indexMerge(kind: operation.key, keys: keys))
    case "rowid_filter":
      node.add(.usingRowidFilter(key: object["range"]?["key"]?.string ?? ""))
      node.details.append(JSONPlanReader.detail(key, .object(object)))
    case "sharing_temporary_table_with":
      node.selectID = object["select_id"]?.integer
    case "query_optimization":
      if let time = object["r_total_time_ms"] {
        node.details.append(JSONPlanReader.detail("optimization time ms", time))
      }
    default: return false
    }
    return true
  }

  private static func gatherKeys(_ value: JSONValue, into keys: inout [String], depth: Int) {
    guard depth < Plan.depthLimit else { return }
    if let key = value["key"]?.string { keys.append(key) }
    for member in value.object?.members ?? [] where member.key != "key" {
      gatherKeys(member.value, into: &keys, depth: depth + 1)
    }
    for element in value.array ?? [] { gatherKeys(element, into: &keys, depth: depth + 1) }
  }
}
