/// Makes a plan of the rows of EXPLAIN's table.
///
/// The rows come query block by query block, in join order, and say by `id` and by names such as `<derived2>` how the
/// blocks hang together. A row of a table becomes an `access`; the blocks are put where their result is used:
///
///     1 PRIMARY  <derived2>          query block 1
///     1 PRIMARY  u                     join
///     2 DERIVED  orders                  <derived2>
///                                          query block 2
///                                            orders
///                                        u
///
/// A subquery of an expression hangs on the first block: the table does not say on which.
struct TableReader {
  private var blocks: [Block] = []
  /// Position of each block, by id.
  private var places: [Int: Int] = [:]
  /// What `<union1,2>` and the like put together, by the first of the blocks.
  private var unions: [Int: (node: PlanNode, members: [Int])] = [:]
  private var placed: Set<Int> = []

  private struct Block {
    var id: Int
    var selectType: String?
    var nodes: [PlanNode] = []
  }

  static func plan(of rows: [ExplainRow], offset: Int) throws(ExplainError) -> Plan {
    var reader = TableReader()
    for row in rows { reader.take(row) }
    reader.chainUnions()
    return Plan(format: .traditional, root: try reader.root(offset: offset))
  }

  private mutating func take(_ row: ExplainRow) {
    let node = TableRow.node(of: row)
    let id = node.selectID ?? 0
    if node.kind == .union {
      let members = (node.table ?? "").split(whereSeparator: { !$0.isNumber }).compactMap { Int($0) }
      if let first = members.first {
        unions[first] = (node, members)
        return
      }
    }
    if places[id] == nil {
      places[id] = blocks.count
      blocks.append(Block(id: id, selectType: node.selectType))
    }
    blocks[places[id] ?? 0].nodes.append(node)
  }

  /// `UNION ALL` has no row for its result: its blocks follow each other, the first of any type, the others `UNION`.
  private mutating func chainUnions() {
    let inResults = Set(unions.values.flatMap(\.members))
    var first: Int?
    for block in blocks {
      if block.selectType?.hasSuffix("UNION") == true, !inResults.contains(block.id), let first {
        unions[first, default: (PlanNode(.union, operation: "Union all"), [first])].members.append(block.id)
      } else {
        first = block.id
      }
    }
  }

  private mutating func root(offset: Int) throws(ExplainError) -> PlanNode {
    guard let first = blocks.first else { throw ExplainError(code: .noRows, offset: offset) }
    var root = try node(ofBlock: first.id, depth: 0, offset: offset)
    // What no row refers to: subqueries of expressions.
    for block in blocks where !placed.contains(block.id) {
      let inner = try node(ofBlock: block.id, depth: 1, offset: offset)
      let isDependent = block.selectType?.hasPrefix("DEPENDENT") == true
      let isMaterialized = block.selectType == "MATERIALIZED"
      let manner = isMaterialized ? "; materialized" : isDependent ? "; dependent" : ""
      var subquery = PlanNode(.subquery, operation: "Subquery #\(block.id)\(manner)")
      subquery.isDependent = isDependent
      subquery.selectID = block.id
      subquery.selectType = block.selectType
      if isMaterialized { subquery.add(.materialized) }
      subquery.children = [inner]
      root.children.append(subquery)
    }
    return root
  }

  /// The block, with those it reads from; the union it begins, if it begins one.
  private mutating func node(ofBlock id: Int, depth: Int, offset: Int) throws(ExplainError) -> PlanNode {
    guard depth < Plan.depthLimit / 4 else {
      throw ExplainError(code: .tooDeep(limit: Plan.depthLimit), offset: offset)
    }
    guard let union = unions.removeValue(forKey: id) else { return try plainBlock(id, depth: depth, offset: offset) }
    var node = union.node
    for member in union.members where places[member] != nil && !placed.contains(member) {
      node.children.append(try plainBlock(member, depth: depth + 1, offset: offset))
    }
    return node
  }

  private mutating func plainBlock(_ id: Int, depth: Int, offset: Int) throws(ExplainError) -> PlanNode {
    placed.insert(id)
    guard let place = places[id] else { return PlanNode(.queryBlock, operation: "Select #\(id)") }
    let block = blocks[place]
    var node = PlanNode(.queryBlock, operation: "Select #\(id)")
    node.selectID = id
    node.selectType = block.selectType
    node.isDependent = block.selectType?.hasPrefix("DEPENDENT") == true || block.selectType == "LATERAL DERIVED"
    if block.selectType?.hasPrefix("RECURSIVE") == true { node.add(.recursive) }
    var inputs: [PlanNode] = []
    for var input in block.nodes {
      if let inner = IntermediateTable(name: input.table)?.block, places[inner] != nil, !placed.contains(inner) {
        input.children.append(try self.node(ofBlock: inner, depth: depth + 1, offset: offset))
      }
      // What is written to stands beside what is read.
      if input.kind == .modify { node.children.append(input) } else { inputs.append(input) }
    }
    node.children += Self.joined(inputs)
    return node
  }

  /// Several tables become a join, one stays what it is.
  static func joined(_ inputs: [PlanNode]) -> [PlanNode] {
    guard inputs.count > 1 else { return inputs }
    var join = PlanNode(.join(PlanJoin(kind: .inner, algorithm: .nestedLoop)), operation: "Join")
    join.children = inputs
    return [join]
  }
}
