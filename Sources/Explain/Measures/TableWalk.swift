/// Gathers the tables of a plan, and estimates how often each is read.
///
/// A query block is walked in join order; the blocks met on the way (subqueries, what is materialised, the parts of a
/// union) wait until it is done, so that the tables of a block stand together:
///
///     Nested loop inner join                  block 0:  d, u
///       Table scan on d                       block 1:  orders
///         Materialize … orders …
///       Single-row index lookup on u
///
/// The walk of a step returns how many rows one execution of it gives, expected and met. What a nested loop join reads
/// on its right side, it reads once for every row of the left; a hash join and a join buffer read it once.
struct TableWalk {
  /// A number expected and, where the plan was executed and all that it follows from is known, met.
  struct Pair {
    var estimate: Double
    var actual: Double?

    static let one = Pair(estimate: 1, actual: 1)

    static func * (left: Pair, right: Pair) -> Pair {
      Pair(estimate: left.estimate * right.estimate, actual: left.actual.flatMap { a in right.actual.map { a * $0 } })
    }

    func map(_ body: (Double) -> Double) -> Pair { Pair(estimate: body(estimate), actual: actual.map(body)) }
  }

  private var blocks: [Block] = []

  private struct Block {
    var node: PlanNode
    var path: [Int]
    var isDependent: Bool
    /// How many times it runs.
    var loops: Pair
    var selectID: Int?
    var tables: [TableAccess] = []
    /// Rows that one execution gives, and rows that its last table is asked about.
    var rowsOut = Pair.one
    var rowsChecked = Pair.one
    /// The blocks that were met in it: where, and whether they depend on its rows.
    var inner: [(node: PlanNode, path: [Int], subquery: PlanNode?)] = []
  }

  /// What the steps around a step mean for it.
  private struct Context {
    var loops: Pair
    var join: PlanJoin?
    var filter: PlanNode?
  }

  init(_ root: PlanNode) {
    blocks = [Block(node: root, path: [], isDependent: root.isDependent, loops: .one)]
    var next = 0
    while next < blocks.count {
      let node = blocks[next].node
      blocks[next].rowsOut = walk(node, path: blocks[next].path, block: next, Context(loops: blocks[next].loops))
      let block = blocks[next]
      for inner in block.inner {
        let isDependent = inner.subquery?.isDependent == true
        let rows = inner.subquery?.subqueryLocation == "projection" ? block.rowsOut : block.rowsChecked
        blocks.append(
          Block(
            node: inner.node, path: inner.path, isDependent: isDependent || block.isDependent,
            loops: isDependent ? block.loops * rows.map { max($0, 1) } : .one))
      }
      next += 1
    }
  }

  /// The tables, with blocks and positions counted.
  var tables: [TableAccess] {
    var ordered = blocks.filter { !$0.tables.isEmpty }
    let ids = ordered.compactMap(\.selectID)
    if ids.count == ordered.count, Set(ids).count == ids.count {
      ordered.sort { ($0.selectID ?? 0) < ($1.selectID ?? 0) }
    }
    var tables: [TableAccess] = []
    for (number, block) in ordered.enumerated() {
      for (position, table) in block.tables.enumerated() {
        var table = table
        table.block = number
        table.position = position
        table.selectID = table.selectID ?? block.selectID
        table.isDependent = block.isDependent
        tables.append(table)
      }
    }
    return tables
  }
}

// MARK: - The walk

extension TableWalk {
  private mutating func walk(_ node: PlanNode, path: [Int], block: Int, _ context: Context) -> Pair {
    var context = context
    switch node.kind {
    case .access: return walkAccess(node, path: path, block: block, context)
    case .indexPart: return Self.rows(of: node, otherwise: .one)
    case .subquery, .materialize, .union:
      for (index, child) in node.children.enumerated() {
        let dependsOn = node.isDependent ? node : nil
        blocks[block].inner.append((child, path + [index], dependsOn))
      }
      return Self.rows(of: node, otherwise: .one)
    case .join(let join): return walkJoin(node, join, path: path, block: block, context)
    case .filter: context.filter = node
    case .queryBlock:
      if blocks[block].selectID == nil { blocks[block].selectID = node.selectID }
    default: context.filter = nil
    }
    // An alternative plan is for the same table.
    let inputs = node.operation.hasPrefix("Alternative plans") ? node.children.prefix(1) : node.children[...]
    var rows: Pair?
    for (index, child) in inputs.enumerated() {
      let childRows = walk(child, path: path + [index], block: block, context)
      if child.kind != .subquery, childRows.estimate > rows?.estimate ?? -1 { rows = childRows }
    }
    return Self.rows(of: node, otherwise: rows ?? .one)
  }

  /// The rows that a step tells of itself, else those of its input.
  private static func rows(of node: PlanNode, otherwise input: Pair) -> Pair {
    Pair(estimate: node.rows ?? input.estimate, actual: node.actualRows ?? (node.loops == 0 ? 0 : input.actual))
  }

  /// The inputs in join order. A hash join prints the input first that probes; an inner join starts with the other one.
  private mutating func walkJoin(
    _ node: PlanNode, _ join: PlanJoin, path: [Int], block: Int, _ context: Context
  ) -> Pair {
    var order = Array(node.children.indices)
    if join.algorithm == .hash, join.kind == .inner, node.children.count == 2, node.children[1].kind == .hash {
      order.reverse()
    }
    var rows = Pair.one
    var tables = 0
    for index in order {
      let child = node.children[index]
      var inner = context
      inner.filter = nil
      let readsOnce = join.algorithm != .nestedLoop || Self.isBuffered(child)
      if tables > 0 {
        inner.join = join
        if !readsOnce { inner.loops = context.loops * rows.map { max($0, 1) } }
      }
      let childRows = walk(child, path: path + [index], block: block, inner)
      guard child.kind != .subquery else { continue }
      let addsNoRows = tables > 0 && (join.kind == .semi || join.kind == .anti || Self.stopsAtFirst(child))
      rows = rows * (addsNoRows ? childRows.map { min($0, 1) } : childRows)
      tables += 1
    }
    return Self.rows(of: node, otherwise: rows)
  }

  private static func isBuffered(_ node: PlanNode) -> Bool {
    node.facts.contains { if case .usingJoinBuffer = $0 { true } else { false } }
      || node.kind == .other && node.children.contains { $0.kind == .access && isBuffered($0) }
  }

  private static func stopsAtFirst(_ node: PlanNode) -> Bool {
    node.facts.contains { if case .firstMatch = $0 { true } else { $0 == .notExists } }
  }

  private mutating func walkAccess(_ node: PlanNode, path: [Int], block: Int, _ context: Context) -> Pair {
    // What was put into a temporary table is read from there again, but that is no table of the statement:
    // <temporary>, <union temporary>, <materialized_subquery>.
    let isInternal = node.table?.hasSuffix("temporary>") == true || node.table == "<materialized_subquery>"
    var isIntermediate = IntermediateTable(name: node.table) != nil
    var rowsInside = Pair.one
    for (index, child) in node.children.enumerated() where child.kind != .indexPart {
      if child.kind == .materialize || child.kind == .union { isIntermediate = true }
      if child.kind == .queryBlock {
        blocks[block].inner.append((child, path + [index], child.isDependent ? child : nil))
      } else {
        rowsInside = walk(child, path: path + [index], block: block, Context(loops: context.loops))
      }
    }
    if isInternal { return Self.rows(of: node, otherwise: rowsInside) }
    var access = TableAccess(node: node, isIntermediate: isIntermediate, path: path)
    access.node.children = []
    access.estimatedLoops =
      node.expectedLoops.map { Self.isBuffered(node) ? context.loops.estimate : $0 * blocks[block].loops.estimate }
      ?? context.loops.estimate
    access.actualLoops = node.loops ?? context.loops.actual
    access.take(context.join)
    if let filter = context.filter { access.take(filter) }
    blocks[block].tables.append(access)
    let isConstant = node.access == .const || node.access == .system
    let rows = Pair(estimate: node.rows ?? 1, actual: node.actualRows ?? (isConstant ? 1 : nil))
    let before = context.loops.estimate / max(blocks[block].loops.estimate, 1)
    let actualBefore = context.loops.actual.flatMap { all in blocks[block].loops.actual.map { all / max($0, 1) } }
    blocks[block].rowsChecked = Pair(estimate: before, actual: actualBefore) * rows
    return rows
      * Pair(
        estimate: (node.filtered ?? 100) / 100, actual: rows.actual.map { _ in (node.actualFiltered ?? 100) / 100 })
  }
}
