import JSONText

/// Makes a plan of MySQL's JSON version 1 and of MariaDB's JSON, which are built alike: query blocks, in which
/// operations (`ordering_operation`, `filesort`, …) stand around joins, and joins around tables.
///
/// Which of the two it is shows in the keys of the tables. An object under an unknown key is searched for what is
/// known: if there is a table in it, it becomes a step, else a detail.
struct JSONBlockReader {
  private let offset: Int
  private var isMariaDB: Bool

  static func plan(of document: JSONObject, offset: Int) throws(ExplainError) -> Plan {
    var reader = JSONBlockReader(offset: offset, isMariaDB: document["query_optimization"] != nil)
    var root = PlanNode(.queryBlock, operation: "Statement")
    for member in document.members { try reader.read(member, into: &root, depth: 0) }
    // The statement is its first block, if there is nothing beside it.
    if root.children.count == 1, var only = root.children.first {
      only.details = root.details + only.details
      root = only
    }
    return Plan(format: reader.isMariaDB ? .mariadbJSON : .mysqlJSON1, root: root)
  }

  /// Reads one member of an object into the step that the object stands for.
  private mutating func read(_ member: JSONObject.Member, into node: inout PlanNode, depth: Int) throws(ExplainError) {
    guard depth < Plan.depthLimit else { throw ExplainError(code: .tooDeep(limit: Plan.depthLimit), offset: offset) }
    if JSONBlockKeys.isMariaDB(member.key) { isMariaDB = true }
    let value = member.value
    switch (member.key, value) {
    case ("nested_loop", .array(let inputs)):
      var tables: [PlanNode] = []
      for input in inputs {
        var holder = PlanNode(.other, operation: "Input")
        for part in input.object?.members ?? [] { try read(part, into: &holder, depth: depth + 1) }
        tables += holder.children
        node.details += holder.details
      }
      node.children += TableReader.joined(tables)
    case ("table", .object(let object)): node.children.append(try table(object, depth: depth))
    case (let key, .array(let elements)) where key == "subqueries" || key.hasSuffix("_subqueries"):
      let location = JSONBlockKeys.location(ofSubqueries: key)
      let outerTables = Self.tables(of: node)
      for element in elements {
        node.children.append(try subquery(element, location: location, outerTables: outerTables, depth: depth))
      }
    case ("query_specifications", .array(let elements)), ("sorts", .array(let elements)):
      for element in elements { try readAll(element, into: &node, depth: depth + 1) }
    case ("windows", .array(let windows)):
      for window in windows {
        if window["using_filesort"]?.bool == true { node.add(.usingFilesort) }
        if window["using_temporary_table"]?.bool == true { node.add(.usingTemporary) }
      }
    case (let key, .object(let object)):
      if var step = JSONBlockKeys.step(key, object) {
        for part in object.members { try read(part, into: &step, depth: depth + 1) }
        node.children.append(JSONBlockKeys.settled(step))
      } else if !JSONBlockKeys.readObject(key, object, into: &node) {
        try readUnknown(member, into: &node, depth: depth)
      }
    case (let key, .array) where !JSONBlockKeys.lists.contains(key): try readUnknown(member, into: &node, depth: depth)
    default: JSONBlockKeys.readValue(member, into: &node)
    }
  }

  private mutating func readAll(_ value: JSONValue, into node: inout PlanNode, depth: Int) throws(ExplainError) {
    for part in value.object?.members ?? [] { try read(part, into: &node, depth: depth) }
  }

  private mutating func table(_ object: JSONObject, depth: Int) throws(ExplainError) -> PlanNode {
    var node = PlanNode(.access, operation: "")
    for part in object.members { try read(part, into: &node, depth: depth + 1) }
    if node.table == nil {
      node.kind = .message
      node.operation = node.message ?? "Nothing to read"
    } else if object["insert"] != nil || object["replace"] != nil {
      node.kind = .modify
      node.access = nil
      node.operation = "\(object["insert"] != nil ? "Insert into" : "Replace into") \(node.table ?? "")"
    } else {
      if node.table == "<materialized_subquery>" {
        // It says "dependent" of what is looked up in it; it is filled once.
        for index in node.children.indices { node.children[index].isDependent = false }
      }
      node.operation = "\(node.access?.text ?? "read") on \(node.table ?? "")"
      if let key = node.key { node.operation += " using \(key)" }
    }
    return node
  }

  private mutating func subquery(
    _ element: JSONValue, location: String?, outerTables: Set<String>, depth: Int
  ) throws(ExplainError) -> PlanNode {
    var node = PlanNode(.subquery, operation: "Subquery")
    node.subqueryLocation = location
    try readAll(element, into: &node, depth: depth + 1)
    if element["dependent"] == nil, !node.isDependent, element["materialization"] == nil {
      // MariaDB caches the result of a subquery by the values of the outer row that it depends on.
      let isCached = element["expression_cache"] != nil || element["subquery_cache"] != nil
      node.isDependent = isCached || OuterReference.isIn(node, outerTables: outerTables)
    }
    let block = Self.firstBlock(in: node)
    node.selectID = block?.selectID
    let number = node.selectID.map { " #\($0)" } ?? ""
    node.operation = "Subquery\(number)\(node.isDependent ? "; dependent" : "")"
    return node
  }

  /// The tables of a block, without those of its subqueries.
  private static func tables(of block: PlanNode) -> Set<String> {
    var tables: Set<String> = []
    var pending = [block]
    while let node = pending.popLast() {
      if node.kind == .access, let table = node.table { tables.insert(table) }
      if node.kind != .subquery, node.kind != .materialize { pending += node.children }
    }
    return tables
  }

  private static func firstBlock(in node: PlanNode) -> PlanNode? {
    var node = node
    while node.kind != .queryBlock {
      guard let first = node.children.first else { return nil }
      node = first
    }
    return node
  }

  private mutating func readUnknown(
    _ member: JSONObject.Member, into node: inout PlanNode, depth: Int
  ) throws(ExplainError) {
    if let step = try unknownStep(member, depth: depth) {
      node.children.append(step)
    } else {
      node.details.append(JSONPlanReader.detail(member.key, member.value))
    }
  }

  /// The step that an unknown key stands for if there are steps in its value.
  private mutating func unknownStep(_ member: JSONObject.Member, depth: Int) throws(ExplainError) -> PlanNode? {
    guard depth < Plan.depthLimit else { throw ExplainError(code: .tooDeep(limit: Plan.depthLimit), offset: offset) }
    let parts: [JSONObject.Member]
    switch member.value {
    case .object(let object): parts = object.members
    case .array(let elements):
      parts = elements.flatMap { $0.object?.members ?? [] }
    default: return nil
    }
    var step = PlanNode(.other, operation: member.key)
    var rest: [JSONObject.Member] = []
    for part in parts {
      if JSONBlockKeys.holdsSteps(part.key), part.value.object != nil || part.value.array != nil {
        try read(part, into: &step, depth: depth + 1)
      } else if let inner = try unknownStep(part, depth: depth + 1) {
        step.children.append(inner)
      } else {
        rest.append(part)
      }
    }
    guard !step.children.isEmpty else { return nil }
    for part in rest { step.details.append(JSONPlanReader.detail(part.key, part.value)) }
    return step
  }
}
