import JSONText

/// Makes a plan of MySQL's JSON version 2, which is the tree in other clothes.
///
/// The step begins as its `operation` says, read as in a tree; then the keys give what the text leaves out or shortens.
/// Two shells are known: `{"query_plan": {STEP}, "query": …}` and, before 9.0, `{STEP…, "query": …}`.
enum JSONIteratorReader {
  static func plan(of document: JSONObject, offset: Int) throws(ExplainError) -> Plan {
    var root = PlanNode(.queryBlock, operation: "Statement")
    let query = document["query"]?.string
    let shell: Set = ["query", "query_plan", "query_type", "json_schema_version"]
    if let plan = document["query_plan"]?.object {
      for member in document.members where !shell.contains(member.key) {
        root.details.append(JSONPlanReader.detail(member.key, member.value))
      }
      root.children = try nodes(of: plan, depth: 1, offset: offset)
    } else {
      let members = document.members.filter { !shell.contains($0.key) }
      root.children = try nodes(of: JSONObject(members), depth: 1, offset: offset)
    }
    return Plan(format: .mysqlJSON2, root: root, rewrittenStatement: query)
  }

  /// The step, below its heading if it has one, and the subqueries that stand beside it.
  private static func nodes(of object: JSONObject, depth: Int, offset: Int) throws(ExplainError) -> [PlanNode] {
    guard depth < Plan.depthLimit else { throw ExplainError(code: .tooDeep(limit: Plan.depthLimit), offset: offset) }
    var node = TreeOperation.node(ArraySlice((object["operation"]?.string ?? "").utf8))
    var beside: [PlanNode] = []
    for member in object.members {
      if member.key.hasPrefix("inputs"), let inputs = member.value.array {
        for input in inputs {
          guard let step = input.object else { continue }
          let steps = try nodes(of: step, depth: depth + 1, offset: offset)
          if member.key == "inputs" { node.children += steps } else { beside += steps }
        }
      } else {
        read(member, into: &node)
      }
    }
    node = TreeShape.settled(node)
    guard let heading = object["heading"]?.string else { return [node] + beside }
    var head = TreeOperation.node(ArraySlice(heading.utf8))
    head.children = [node]
    return [head] + beside
  }

  /// Keys whose content `operation` and the inputs tell already.
  private static let told: Set<String> = [
    "operation", "heading", "access_type", "index_access_type", "join_type", "join_algorithm", "join_columns",
    "filter_columns", "sort_fields", "functions", "limit", "limit_offset", "per_chunk_limit", "deduplication", "union",
    "group_by", "cte", "recursive", "subquery", "subquery_location", "estimated_first_row_cost", "zero_rows_cause",
    "row_ids", "cacheable", "except", "intersect", "rollup", "semijoin_strategy", "table_function", "tables",
  ]

  private static func read(_ member: JSONObject.Member, into node: inout PlanNode) {
    let value = member.value
    switch member.key {
    case "table_name":
      if node.kind == .access {
        node.baseTable = value.string.flatMap { IntermediateTable(name: $0) == nil ? $0 : nil }
      }
      node.table = node.table ?? value.string
    case "alias": node.table = value.string ?? node.table
    case "schema_name": node.schema = value.string
    case "index_name": node.key = value.string
    case "key_columns": node.keyParts = JSONPlanReader.strings(value)
    case "used_columns": node.usedColumns = JSONPlanReader.strings(value)
    case "lookup_references": node.ref = JSONPlanReader.strings(value)
    case "covering":
      node.isCovering = value.bool ?? false
      if node.isCovering, !node.has(.usingIndexForGroupBy) { node.add(.usingIndex) }
    case "reverse": if value.bool == true { node.add(.backwardIndexScan) }
    case "estimated_rows": node.rows = value.double
    case "estimated_total_cost": node.cost = value.double
    case "actual_rows": node.actualRows = value.double
    case "actual_loops": node.loops = value.double
    case "actual_first_row_ms": node.firstRowMillis = value.double
    case "actual_last_row_ms": node.lastRowMillis = value.double
    case "dependent": node.isDependent = value.bool ?? false
    case "condition": replace(.filter, [value], in: &node)
    case "lookup_condition": replace(.lookup, [value], in: &node)
    case "pushed_index_condition": replace(.index, [value], in: &node)
    case "ranges": replace(.range, value.array ?? [value], in: &node)
    case "hash_condition", "extra_condition": replace(.join, value.array ?? [value], in: &node)
    case let key where told.contains(key): break
    default: node.details.append(JSONPlanReader.detail(member.key, value))
    }
  }

  /// What the key says in place of what the text said.
  private static func replace(_ kind: PlanCondition.Kind, _ values: [JSONValue], in node: inout PlanNode) {
    let texts = values.compactMap(\.string)
    guard !texts.isEmpty else { return }
    node.conditions.removeAll { $0.kind == kind }
    for text in texts { node.add(kind, text) }
  }
}
