/// Finds the tables that a statement names, by following its clauses from token to token.
///
/// A table stands behind FROM, JOIN, UPDATE, INTO and TABLE, and behind the commas of such a list; aliases, derived
/// tables, and common table expressions (where they are visible) are none.
///
/// - Complexity: O(*n*) in the tokens, times the number of common table expressions in sight where a table is named.
struct TableCollector {
  enum Clause: UInt8 {
    case other
    /// A table or a parenthesis in its place comes next.
    case table
    /// The parts of a table's name are coming.
    case tableName
    /// Before the FROM of a DELETE that names what to delete from.
    case deleteTargets
    /// WITH: the name of an expression comes, its AS, its body, and the comma behind it.
    case cteName, cteAs, cteBody, cteEnd
  }

  struct Level {
    var clause = Clause.other
    /// Whether a comma or a JOIN brings another table.
    var inTables = false
    /// Whether FROM names tables here, unlike in `TRIM(LEADING 'x' FROM y)`.
    var isQuery = false
    var verb: Keyword?
    var isRecursive = false
    var isCommonTableExpression = false
    var pendingExpression: String?
    /// How many common table expressions were in sight when this began.
    var visibleExpressions = 0
  }

  private static let deepestLevel = 1000

  /// Every table once, as written but without quotes, in the order in which they appear.
  private(set) var tables: [String] = []
  /// How many of `tables` were named before the main verb: by common table expressions.
  private(set) var tablesBeforeVerb = 0
  /// What the statement does: that of SELECT, INSERT, REPLACE, UPDATE, DELETE, VALUES, TABLE that it does not nest.
  private(set) var verb: Keyword?
  private(set) var hasUnion = false
  /// Whether the rows of an INSERT or REPLACE come from a query.
  private(set) var insertsQuery = false
  private var known: Set<String> = []
  private var levels = [Level()]
  private var untracked = 0
  private var expressions: [String] = []
  private var name: [UInt8] = []
  private var previous: Keyword?
  private var hasValues = false
  private var firstNestedVerb: Keyword?

  /// - Parameter expectsTables: Whether a list of tables comes first, as in `DROP TABLE a, b`.
  init(expectsTables: Bool = false) {
    levels[0].clause = expectsTables ? .table : .other
    levels[0].inTables = expectsTables
  }

  /// The main verb, or the first one where all are in parentheses.
  var mainVerb: Keyword? { verb ?? firstNestedVerb }

  /// Adds a table that was found by other means.
  mutating func add(_ table: String) {
    if known.insert(table).inserted { tables.append(table) }
  }

  /// Takes the next token.
  ///
  /// - Returns: Whether it was part of the name of a table or of a common table expression.
  mutating func read(_ token: Token, _ next: Token, _ text: Span<UInt8>) -> Bool {
    defer { if token.kind != .symbol { previous = token.keyword } }
    switch token.kind {
    case .leftParenthesis: open(next)
    case .rightParenthesis: close()
    case .comma: readComma()
    case .semicolon: restart()
    case .dot where clause == .tableName: name.append(.ascii("."))
    case .word, .quotedIdentifier: return readWord(token, next, text)
    case .junk: break
    default: if clause == .table { clause = .other }
    }
    return false
  }

  private var clause: Clause {
    get { levels[levels.count - 1].clause }
    set { levels[levels.count - 1].clause = newValue }
  }

  private mutating func restart() {
    levels = [Level()]
    untracked = 0
    expressions = []
    previous = nil
  }
}

// MARK: - Structure

extension TableCollector {
  private mutating func open(_ next: Token) {
    guard untracked == 0, levels.count < Self.deepestLevel else {
      untracked += 1
      return
    }
    var level = Level(visibleExpressions: expressions.count)
    switch clause {
    case .table:
      level.clause = .table
      level.inTables = true
      clause = .other
    case .cteBody: level.isCommonTableExpression = true
    default: break
    }
    levels.append(level)
  }

  private mutating func close() {
    guard untracked == 0 else {
      untracked -= 1
      return
    }
    guard levels.count > 1 else { return }
    let level = levels.removeLast()
    expressions.removeLast(expressions.count - level.visibleExpressions)
    if level.isCommonTableExpression {
      if !levels[levels.count - 1].isRecursive, let name = levels[levels.count - 1].pendingExpression {
        expressions.append(name)
      }
      clause = .cteEnd
    }
  }

  private mutating func readComma() {
    guard untracked == 0 else { return }
    if levels[levels.count - 1].inTables {
      clause = .table
    } else if clause == .cteEnd {
      clause = .cteName
    }
  }

  private mutating func expectTables(_ many: Bool) {
    clause = .table
    levels[levels.count - 1].inTables = many
  }

  private mutating func leaveTables() {
    if clause != .deleteTargets { clause = .other }
    levels[levels.count - 1].inTables = false
  }
}

// MARK: - Words

extension TableCollector {
  private mutating func readWord(_ token: Token, _ next: Token, _ text: Span<UInt8>) -> Bool {
    guard untracked == 0 else { return false }
    let isReserved = token.traits.contains(.reserved)
    switch clause {
    case .table where !isReserved && !isTableFunction(token, next):
      name.removeAll(keepingCapacity: true)
      clause = .tableName
      appendName(token, next, text)
      return true
    case .tableName:
      appendName(token, next, text)
      return true
    case .cteName where !isReserved:
      let expression = String(decoding: Self.unquoted(token, text), as: UTF8.self)
      levels[levels.count - 1].pendingExpression = expression
      if levels[levels.count - 1].isRecursive { expressions.append(expression) }
      clause = .cteAs
      return true
    default:
      if clause == .table, token.keyword == .jsonTable { clause = .other }
      if let keyword = token.keyword { readKeyword(keyword, next) }
      return false
    }
  }

  /// `LATERAL (`, `JSON_TABLE(` and other calls, but not `INSERT INTO t (a)`.
  private func isTableFunction(_ token: Token, _ next: Token) -> Bool {
    if token.keyword == .oj || token.keyword == .quick { return true }
    guard next.kind == .leftParenthesis, token.kind == .word else { return false }
    return levels[levels.count - 1].inTables && token.traits.contains(.needsQuotes)
  }

  private mutating func appendName(_ token: Token, _ next: Token, _ text: Span<UInt8>) {
    name += Self.unquoted(token, text)
    guard next.kind != .dot else { return }
    clause = .other
    let table = String(decoding: name, as: UTF8.self)
    if !isExpression(table) { add(table) }
  }

  /// Names of expressions are compared without regard to case, as the servers do.
  private func isExpression(_ table: String) -> Bool {
    expressions.contains { expression in
      expression.utf8.count == table.utf8.count
        && zip(expression.utf8, table.utf8).allSatisfy { SQLByte.lowercased($0) == SQLByte.lowercased($1) }
    }
  }

  /// The bytes of a name without its quotes.
  static func unquoted(_ token: Token, _ text: Span<UInt8>) -> [UInt8] {
    var bytes: [UInt8] = []
    guard token.kind == .quotedIdentifier else {
      for index in token.range { bytes.append(text[index]) }
      return bytes
    }
    var index = token.start + 1
    while index < token.end - 1 {
      bytes.append(text[index])
      index += text[index] == token.first ? 2 : 1
    }
    return bytes
  }

  private mutating func readKeyword(_ keyword: Keyword, _ next: Token) {
    let top = levels.count - 1
    switch keyword {
    case .select, .values, .value: beginQuery(keyword)
    case .table:
      if previous == nil || previous == .all || previous == .union { note(.table) }
      expectTables(false)
    case .insert, .replace:
      guard next.kind != .leftParenthesis, previous != .or, !levels[top].isQuery else { return }
      note(keyword)
      expectTables(false)
    case .update:
      guard previous != .for, previous != .key, previous != .on else { return }
      note(keyword)
      expectTables(true)
    case .delete:
      guard previous != .on else { return }
      note(keyword)
      levels[top].isQuery = true
      clause = .deleteTargets
    case .from:
      // Not in `a IS DISTINCT FROM b`.
      if levels[top].isQuery, previous != .distinct { expectTables(true) }
    case .into:
      let isInsert = levels[top].verb == .insert || levels[top].verb == .replace
      if isInsert, previous != .outfile { expectTables(false) } else { leaveTables() }
    case .join, .straightJoin: if levels[top].inTables { clause = .table }
    case .using: readUsing(next)
    case .with: readWith()
    case .recursive: if clause == .cteName { levels[top].isRecursive = true }
    case .as: if clause == .cteAs { clause = .cteBody }
    case .union, .except, .intersect:
      if levels.count == 1, keyword == .union { hasUnion = true }
      leaveTables()
    case .where, .group, .having, .order, .limit, .window, .set, .for, .lock, .procedure, .returning, .qualify:
      if keyword == .set { hasValues = true }
      leaveTables()
    default: break
    }
  }

  private mutating func beginQuery(_ keyword: Keyword) {
    let top = levels.count - 1
    if keyword != .select {
      if levels[top].verb == nil, keyword == .values { note(.values) }
      if top == 0 { hasValues = true }
      return leaveTables()
    }
    if mainVerb == .insert || mainVerb == .replace, !hasValues { insertsQuery = true }
    note(.select)
    levels[top].isQuery = true
    leaveTables()
  }

  /// Remembers the verb of this level, and that of the statement.
  private mutating func note(_ keyword: Keyword) {
    if levels[levels.count - 1].verb == nil { levels[levels.count - 1].verb = keyword }
    if levels.count == 1, verb == nil {
      verb = keyword
      tablesBeforeVerb = tables.count
    } else if firstNestedVerb == nil {
      firstNestedVerb = keyword
    }
  }

  /// `DELETE FROM a USING a JOIN b`: what stood behind FROM is among what comes.
  private mutating func readUsing(_ next: Token) {
    guard levels[levels.count - 1].verb == .delete, next.kind != .leftParenthesis else { return }
    for table in tables[tablesBeforeVerb...] { known.remove(table) }
    tables.removeLast(tables.count - tablesBeforeVerb)
    expectTables(true)
  }

  private mutating func readWith() {
    let level = levels[levels.count - 1]
    if !level.isQuery, level.verb != .update, level.verb != .values { clause = .cteName }
  }
}
