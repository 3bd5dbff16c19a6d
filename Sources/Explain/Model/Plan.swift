/// What EXPLAIN says about a statement, read from any of its formats.
///
///     let plan = try Plan.parse(bytes)
///     for table in plan.tables where table.access == .all { … }
public struct Plan: Sendable, Equatable {
  /// Where the plan was read from. Says nothing about the plan itself.
  public var format: PlanFormat
  /// The statement as a whole; its inputs are its children.
  public var root: PlanNode
  /// The statement as the optimizer rewrote it, where the format has it.
  public var rewrittenStatement: String?

  public init(format: PlanFormat, root: PlanNode, rewrittenStatement: String? = nil) {
    self.format = format
    self.root = root
    self.rewrittenStatement = rewrittenStatement
  }

  /// Levels of steps that a plan may have. Real ones stay far below: a join of 61 tables, the most there can be, has 61.
  static let depthLimit = 200

  /// Whether the statement was executed, so that rows and times are real.
  public var isAnalyzed: Bool {
    var found = false
    forEachNode { found = found || $0.loops != nil || $0.actualRows != nil }
    return found
  }

  /// Everything said of any step, each once, in the plan's order.
  public var facts: [PlanFact] {
    var seen: Set<PlanFact> = []
    var facts: [PlanFact] = []
    forEachNode { facts += $0.facts.filter { seen.insert($0).inserted } }
    return facts
  }

  /// Why there is nothing to read, if that is what the plan says.
  public var message: String? {
    var message: String?
    forEachNode { message = message ?? $0.message }
    return message
  }

  /// Calls `body` with every step, each before those that feed it.
  public func forEachNode(_ body: (PlanNode) -> Void) {
    var pending = [root]
    while let node = pending.popLast() {
      body(node)
      pending += node.children.reversed()
    }
  }
}

/// The formats that EXPLAIN comes in.
public enum PlanFormat: String, Sendable, Hashable, CaseIterable {
  /// Rows and columns: with borders, tab-separated, vertical, or in a slow log.
  case traditional
  case mysqlJSON1 = "mysql-json-1"
  case mysqlJSON2 = "mysql-json-2"
  /// TREE and EXPLAIN ANALYZE.
  case tree
  case mariadbJSON = "mariadb-json"
}
