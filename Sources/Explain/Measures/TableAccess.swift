/// One table of a plan, in its place in the join order. Everything that the plan says of it is there under the names
/// of ``PlanNode``: `access.rows`, `access.key`, …
@dynamicMemberLookup
public struct TableAccess: Sendable, Equatable {
  /// The step, without those that feed it.
  public var node: PlanNode
  /// The query block, counted from 0 in the order in which ``Plan/tables`` goes through them.
  public var block: Int
  /// Position in the join order of its query block, from 0.
  public var position: Int
  public var selectID: Int?
  /// Whether its block runs anew for every row of the query around it.
  public var isDependent: Bool
  /// Whether it is no table of the database but the result of another block.
  public var isIntermediate: Bool
  /// How it is joined with the tables before it, where the format tells.
  public var join: PlanJoin?
  /// Percent of its rows that pass, also where only a filter above the table tells.
  public var filteredEstimate: Double?
  /// The conditions on its rows, also those that a filter above it checks.
  public var conditions: [PlanCondition]
  /// What the server says of it, also what it says of the filter above it.
  public var facts: [PlanFact]
  /// How many times it is read in one execution of the statement, estimated: the product of the rows that the tables
  /// before it let through, and of the executions of its block.
  public var estimatedLoops: Double
  /// How many times it was read, where the statement was executed: as measured, else worked out from the rows that the
  /// tables before it let through.
  public var actualLoops: Double?
  /// Positions of children that lead from the root of the plan to the step.
  public var path: [Int]

  init(node: PlanNode, isIntermediate: Bool, path: [Int]) {
    self.node = node
    self.isIntermediate = isIntermediate
    self.path = path
    block = 0
    position = 0
    selectID = node.selectID
    isDependent = false
    filteredEstimate = node.filtered
    conditions = node.conditions
    facts = node.facts
    estimatedLoops = 1
  }

  /// Takes over how it is joined, and what EXPLAIN's table would say of that.
  mutating func take(_ join: PlanJoin?) {
    self.join = join
    guard let join else { return }
    let hasBuffer = facts.contains { if case .usingJoinBuffer = $0 { true } else { false } }
    switch join.algorithm {
    case _ where hasBuffer: break
    case .hash: facts.append(.usingJoinBuffer("hash join"))
    case .batchedKeyAccess: facts.append(.usingJoinBuffer("Batched Key Access"))
    case .blockNestedLoop: facts.append(.usingJoinBuffer("Block Nested Loop"))
    case .nestedLoop: break
    }
    if join.kind == .anti, !facts.contains(.notExists) { facts.append(.notExists) }
  }

  /// Takes over what a filter right above the table says of its rows.
  mutating func take(_ filter: PlanNode) {
    conditions += filter.conditions
    if !facts.contains(.usingWhere) { facts.insert(.usingWhere, at: 0) }
    if filteredEstimate == nil, let all = node.rows, let passing = filter.rows, all > 0 {
      filteredEstimate = min(100, passing / all * 100)
    }
  }

  public subscript<Value>(dynamicMember property: KeyPath<PlanNode, Value>) -> Value { node[keyPath: property] }

  /// The name that the plan has for it.
  public var name: String { node.table ?? "" }

  /// Rows read from it in one execution of the statement, estimated.
  public var rowsReadEstimate: Double? { node.rows.map { $0 * estimatedLoops } }

  /// Rows read from it in all, where the statement was executed.
  public var actualRowsRead: Double? {
    guard let rows = node.actualRows else { return node.loops == 0 ? 0 : nil }
    return actualLoops.map { rows * $0 }
  }

  /// The name without what differs from format to format: of an intermediate result only its kind is kept.
  package var canonicalName: String {
    guard isIntermediate else { return name }
    let kind = IntermediateTable(name: name)?.kind ?? "derived"
    return "<\(kind.isEmpty ? "derived" : kind)>"
  }
}

extension Plan {
  /// The tables that the plan reads, in join order, the query blocks one after the other: by the number of their
  /// SELECT where every block tells it, else each after the block that uses it.
  ///
  /// Not in it are tables that are only written to, the result of a `UNION`, and constant tables in a tree, which
  /// doesn't name them.
  public var tables: [TableAccess] { TableWalk(root).tables }

  /// The step at a path of positions.
  public func node(at path: [Int]) -> PlanNode? {
    var node = root
    for position in path {
      guard node.children.indices.contains(position) else { return nil }
      node = node.children[position]
    }
    return node
  }
}
