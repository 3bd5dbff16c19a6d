import Explain
import Testing

/// All that servers printed can be read, and the formats of one statement say the same.
@Suite struct AgreementTests {
  @Test func theFixturesAreThere() {
    let servers = Dictionary(grouping: RecordedPlans.own, by: \.server).mapValues(\.count)
    #expect(servers == ["mysql-9.7": 50, "mariadb-10.11": 49, "mariadb-11.8": 49])
  }

  @Test(arguments: RecordedPlans.own) func everyFormatIsReadAndAgrees(_ statement: RecordedStatement) throws {
    try Agreement(statement).check()
  }

  @Test func everyFileOfTheSharedCollectionIsReadAndAgrees() throws {
    let statements = RecordedPlans.shared
    guard !statements.isEmpty else {
      print(
        "explain: ../shared/explain is not there, so its files were passed over (QDIGEST_SHARED names another place)")
      return
    }
    var read = 0
    for statement in statements {
      try Agreement(statement).check()
      read += statement.outputs.count
    }
    print("explain: read \(read) of \(statements.reduce(0) { $0 + $1.outputs.count }) files of ../shared/explain")
    #expect(read == 900)
  }
}

/// Compares the plans of one statement.
struct Agreement {
  let statement: RecordedStatement
  let plans: [(format: String, plan: Plan)]

  init(_ statement: RecordedStatement) throws {
    self.statement = statement
    plans = try statement.outputs.map { output in
      do {
        return (output.format, try Plan.parse(output.bytes))
      } catch {
        Issue.record("\(statement.testDescription) \(output.format): \(error)")
        throw error
      }
    }
  }

  /// Where MySQL's tree and JSON version 2 cannot agree with its table, and why.
  enum TreeException {
    /// Constant tables are "rows fetched before execution", without a name.
    case namelessConstants
    /// Single-table UPDATE and DELETE are not shown.
    case notShown
    /// What makes an intermediate result expects fewer rows than the table says.
    case intermediateRows
    /// A table function has no name.
    case namelessFunction
  }

  static let exceptions: [String: TreeException] = [
    "point_lookup": .namelessConstants, "unique_key": .namelessConstants, "card_lookup": .namelessConstants,
    "recursive_cte": .namelessConstants, "recursive": .namelessConstants, "three_tables": .namelessConstants,
    "update_of_one_member": .namelessConstants, "optimized_away": .namelessConstants,
    "delete_no_index": .notShown, "update_no_index": .notShown, "update_range": .notShown, "update_one": .notShown,
    "delete_all": .notShown,
    "derived_table": .intermediateRows, "derived": .intermediateRows, "cte_twice": .intermediateRows,
    "exists": .intermediateRows,
    "table_function": .namelessFunction,
  ]

  /// Where MariaDB's ANALYZE ran another plan than EXPLAIN showed: constant tables are read, LIMIT is known.
  static let otherWhenExecuted: Set<String> = ["no_such_row", "impossible_const", "newest_first", "delete_all"]

  /// What one of a server's formats says of a statement and another leaves out, beside what constant tables are.
  static let untold: [String: PlanFact] = [
    // MySQL's tree: rows are handed on without a word of where they are kept.
    "group_sort": .usingTemporary, "order_by_rand": .usingTemporary, "recursive": .usingTemporary,
    "table_function": .usingTemporary,
    // MySQL's tree: the facts of constant tables.
    "three_tables": .usingIndex, "update_of_one_member": .usingIndex,
    // MariaDB: the table leaves out a window's sort, and JSON a union's.
    "ranking": .usingFilesort, "window_function": .usingFilesort, "union_sorted": .usingFilesort,
    "union_distinct": .usingFilesort,
  ]

  /// The facts that every format has words for.
  private func comparableFacts(_ plan: Plan) -> Set<PlanFact> {
    let comparable: Set<PlanFact> = [
      .usingFilesort, .usingTemporary, .usingIndex, .usingIndexCondition, .notExists, .impossibleWhere,
      .usingIndexForGroupBy, .backwardIndexScan,
    ]
    let facts = plan.facts + plan.tables.flatMap(\.facts)
    let hasBuffer = facts.contains { if case .usingJoinBuffer = $0 { true } else { false } }
    return comparable.intersection(facts).union(hasBuffer ? [.usingJoinBuffer("")] : [])
  }

  private func factsAgree(_ left: Plan, _ right: Plan) -> Bool {
    comparableFacts(left).symmetricDifference(comparableFacts(right)).allSatisfy { $0 == Self.untold[statement.name] }
  }

  func check() throws {
    let isTree = { (format: PlanFormat) in format == .tree || format == .mysqlJSON2 }
    let trees = plans.filter { isTree($0.plan.format) }
    var tables = plans.filter { !isTree($0.plan.format) }
    if Self.otherWhenExecuted.contains(statement.name), statement.server.hasPrefix("mariadb") {
      let executed = tables.filter { $0.format.hasPrefix("analyze") }
      tables.removeAll { $0.format.hasPrefix("analyze") }
      compare(executed)
    }
    compare(tables)
    compare(trees)
    guard let tree = trees.first, let table = tables.first else { return }
    let exception = Self.exceptions[statement.name]
    // An exception that has become needless is to go.
    let agrees = tree.plan.shapeHash == table.plan.shapeHash && rowsAgree(tree.plan, table.plan)
    #expect(agrees == (exception == nil), "\(statement.testDescription): \(tree.plan.shape) and \(table.plan.shape)")
    if exception != .notShown {
      #expect(factsAgree(tree.plan, table.plan), "\(statement.testDescription): \(tree.plan.facts) \(table.plan.facts)")
    }
    switch exception {
    case .namelessConstants:
      let named = table.plan.tables.filter { $0.access != .const }.map(\.canonicalName)
      #expect(tree.plan.tables.map(\.canonicalName) == named, "\(statement.testDescription)")
    case .notShown: #expect(tree.plan.message == "<not executable by iterator executor>")
    case .intermediateRows: #expect(tree.plan.shapeHash == table.plan.shapeHash, "\(statement.testDescription)")
    case .namelessFunction, nil: break
    }
  }

  /// Plans of one family of formats: the same in everything that they all tell.
  private func compare(_ plans: [(format: String, plan: Plan)]) {
    guard let (format, plan) = plans.first else { return }
    for other in plans.dropFirst() {
      let note: Comment = "\(statement.testDescription): \(format) and \(other.format)"
      #expect(other.plan.shape == plan.shape, note)
      #expect(other.plan.shapeHash == plan.shapeHash, note)
      #expect(rowsAgree(plan, other.plan), note)
      #expect(factsAgree(plan, other.plan), note)
      #expect(zip(plan.tables, other.plan.tables).allSatisfy { $0.isDependent == $1.isDependent }, note)
      for (a, b) in zip(plan.tables, other.plan.tables) {
        if !a.possibleKeys.isEmpty, !b.possibleKeys.isEmpty { #expect(a.possibleKeys == b.possibleKeys, note) }
        if !a.ref.isEmpty, !b.ref.isEmpty { #expect(a.ref == b.ref, note) }
        if let x = a.keyLength, let y = b.keyLength { #expect(x == y, note) }
      }
    }
  }

  /// Row estimates that both plans have. Tables print whole numbers, trees three digits.
  private func rowsAgree(_ left: Plan, _ right: Plan) -> Bool {
    guard left.tables.count == right.tables.count else { return false }
    return zip(left.tables, right.tables).allSatisfy { a, b in
      guard let x = a.rows, let y = b.rows else { return a.rows == nil && b.rows == nil || a.access == .const }
      return abs(x - y) <= max(1, 0.005 * max(x, y))
    }
  }
}
