// What rules ask about the clauses of a statement.

extension StatementOutline {
  /// The block of the statement's own SELECT.
  package var mainSelect: Int? { blocks.indices.first { blocks[$0].role == .main && blocks[$0].verb == .select } }

  /// Whether the statement itself, or a branch of its UNION, has a clause.
  package func hasOuter(_ clause: Clause) -> Bool {
    blocks.contains {
      ($0.role == .main || ($0.role == .branch && isOuter($0.parent))) && $0.clauses.contains(clause)
    }
  }

  private func isOuter(_ block: Int?) -> Bool { block.map { blocks[$0].role == .main } ?? true }

  /// `*` or `t.*` in the list of the statement's own SELECT.
  package var outerStar: (first: Int, last: Int)? {
    for block in blocks.indices where blocks[block].role == .main || blocks[block].role == .branch {
      for index in indices(of: .selectList, in: block)
      where pieces[index].depth == 0 && pieces[index].token.isSymbol(0x2A) {
        if isKind(index - 1, .dot) { return (index - 2, index) }
        guard let before = pieces.indices.contains(index - 1) ? pieces[index - 1] : nil else { continue }
        if before.token.kind == .comma || Self.mayPrecedeList(before.keyword) { return (index, index) }
      }
    }
    return nil
  }

  private static func mayPrecedeList(_ keyword: Keyword?) -> Bool {
    switch keyword {
    case .select, .distinct, .distinctrow, .all, .sqlCalcFoundRows, .sqlNoCache, .sqlCache, .highPriority,
      .straightJoin, .sqlBigResult, .sqlSmallResult, .sqlBufferResult:
      true
    default: false
    }
  }

  private static let aggregates: Set<String> = [
    "count", "sum", "avg", "min", "max", "group_concat", "bit_and", "bit_or", "bit_xor", "std", "stddev", "stddev_pop",
    "stddev_samp", "variance", "var_pop", "var_samp", "json_arrayagg", "json_objectagg", "any_value",
  ]

  private func isAggregate(_ index: Int) -> Bool { isCall(index) && Self.aggregates.contains(name(index)) }

  /// Whether a SELECT has aggregates and no GROUP BY, so that it gives one row.
  package func isPlainAggregate(_ block: Int) -> Bool {
    !blocks[block].clauses.contains(.groupBy)
      && indices(of: .selectList, in: block).contains { isAggregate($0) && !isWindowed($0) }
  }

  private func isWindowed(_ index: Int) -> Bool { closing(index + 1).map { isKeyword($0 + 1, .over) } ?? false }

  // MARK: Tables

  /// Where the names of tables begin in a FROM, each after FROM, JOIN or a comma.
  func tableStarts(in block: Int) -> [Int] {
    indices(of: .from, in: block).filter { index in
      let isStart =
        isKeyword(index - 1, .from) || isKeyword(index - 1, .join) || isKeyword(index - 1, .straightJoin)
        || isKeyword(index - 1, .update) || isKind(index - 1, .comma) || isKind(index - 1, .leftParenthesis)
      return isStart && isName(index) && !isInIndexHint(index)
    }
  }

  /// Whether it stands in the parentheses of `USE INDEX (…)` or of a list of partitions or columns.
  private func isInIndexHint(_ index: Int) -> Bool {
    var place = index - 1
    while place >= 0, isName(place) || isKind(place, .comma) || isKind(place, .dot) { place -= 1 }
    guard isKind(place, .leftParenthesis) else { return false }
    return isKeyword(place - 1, .index) || isKeyword(place - 1, .key) || isKeyword(place - 1, .partition)
      || isKeyword(place - 1, .using) || isKeyword(place - 1, .by) || isKeyword(place - 1, .join)
  }

  /// Tables and derived tables of a FROM.
  package func tableCount(in block: Int) -> Int {
    let derived = blocks.indices.count { blocks[$0].parent == block && blocks[$0].role == .derived && isInFrom($0) }
    return tableStarts(in: block).count + derived
  }

  private func isInFrom(_ block: Int) -> Bool {
    guard let first = pieces.firstIndex(where: { $0.block == block }), first > 0 else { return false }
    return pieces[first - 1].clause == .from
  }

  /// Names of a FROM's tables in lower case, without their databases.
  package func tableNames(in block: Int) -> [String] { tableStarts(in: block).map { name(endOfName($0)) } }

  package func readsBaseTable(in block: Int) -> Bool {
    tableStarts(in: block).contains { name($0) != "dual" }
  }

  package func readsSystemTables(in block: Int) -> Bool {
    tableStarts(in: block).contains { ["information_schema", "performance_schema", "sys", "mysql"].contains(name($0)) }
  }

  /// The name by which the table is known that is joined behind a LEFT.
  package func joinedAlias(after left: Int) -> String? {
    guard let join = (left + 1...left + 2).first(where: { isKeyword($0, .join) }), isName(join + 1) else { return nil }
    let end = endOfName(join + 1)
    if isKeyword(end + 1, .as) { return name(end + 2) }
    return isName(end + 1) ? name(end + 1) : name(end)
  }

  /// Whether several tables stand in a FROM and nothing compares columns of two.
  package func isUnjoined(_ block: Int) -> Bool {
    guard tableCount(in: block) > 1 else { return false }
    let from = indices(of: .from, in: block)
    guard !from.contains(where: { isKeyword($0, .using) || isKeyword($0, .natural) }) else { return false }
    guard !from.contains(where: { isLateral($0) }) else { return false }
    return !pieces.indices.contains { index in
      let piece = pieces[index]
      guard piece.block == block, piece.clause == .where || piece.clause == .on, isComparison(index) else {
        return false
      }
      return sideHasName(index, step: -1) && sideHasName(index, step: 1)
    }
  }

  private func isLateral(_ index: Int) -> Bool {
    pieces[index].keyword == .lateral || pieces[index].keyword == .jsonTable
  }

  /// Whether a column stands between a comparison and the nearest AND, OR or end of the clause.
  private func sideHasName(_ operation: Int, step: Int) -> Bool {
    var index = operation + step
    while pieces.indices.contains(index), pieces[index].clause == pieces[operation].clause {
      let keyword = pieces[index].keyword
      if keyword == .and || keyword == .or || keyword == .where || keyword == .on { return false }
      if isName(index) { return true }
      index += step
    }
    return false
  }

  /// Whether a subquery names a table of the queries around it before a dot.
  package func isCorrelated(_ block: Int) -> Bool {
    var outer: Set<String> = []
    var parent = blocks[block].parent
    while let around = parent {
      outer.formUnion(knownNames(in: around))
      parent = blocks[around].parent
    }
    let own = knownNames(in: block)
    return pieces.indices.contains {
      pieces[$0].block == block && isName($0) && isKind($0 + 1, .dot) && outer.contains(name($0))
        && !own.contains(name($0))
    }
  }

  /// Names and aliases of a FROM's tables.
  private func knownNames(in block: Int) -> Set<String> {
    var names: Set<String> = []
    for start in tableStarts(in: block) {
      let end = endOfName(start)
      names.insert(name(end))
      if isKeyword(end + 1, .as) { names.insert(name(end + 2)) } else if isName(end + 1) { names.insert(name(end + 1)) }
    }
    return names
  }

  // MARK: Lists

  /// Names given behind AS in the list of a SELECT.
  package func aliases(in block: Int) -> Set<String> {
    Set(
      indices(of: .selectList, in: block).filter { pieces[$0].depth == 0 && isName($0) && !isKind($0 + 1, .dot) }.filter
      {
        isKeyword($0 - 1, .as) || isKind($0 - 1, .rightParenthesis) || (isName($0 - 1) && !isKind($0 - 2, .dot))
      }.map(name))
  }

  /// What the columns of a sorting clause have before their dots, each once, if more than one differs.
  package func qualifiers(of clause: Clause, in block: Int) -> [String] {
    var found: [String] = []
    for index in indices(of: clause, in: block) where isName(index) && isKind(index + 1, .dot) {
      let name = name(index)
      if !found.contains(name) { found.append(name) }
    }
    return found
  }

  /// An item of ORDER BY or GROUP BY that computes something of a column.
  package var sortedExpression: String? {
    for block in blocks.indices {
      for clause in [Clause.orderBy, .groupBy] {
        for item in items(of: clause, in: block) {
          let isComputed = item.contains { isArithmetic($0) || isCall($0) }
          let isExempt = item.contains { isAggregate($0) || name($0) == "rand" }
          if isComputed, !isExempt, item.contains(where: isName), let first = item.first, let last = item.last {
            return text(from: first, through: isKeyword(last, .desc) ? last - 1 : last)
          }
        }
      }
    }
    return nil
  }

  /// What an ORDER BY sorts by in both directions, columns only.
  package var mixedSort: String? {
    for block in blocks.indices {
      let items = items(of: .orderBy, in: block)
      let falling = items.count { $0.last.map { isKeyword($0, .desc) } ?? false }
      guard falling > 0, falling < items.count, items.allSatisfy({ !$0.contains { isArithmetic($0) || isCall($0) } }),
        let first = items.first?.first, let last = items.last?.last
      else { continue }
      return text(from: first, through: last)
    }
    return nil
  }

  /// The items of a list, separated by commas at the clause's own depth.
  package func items(of clause: Clause, in block: Int) -> [[Int]] {
    var items: [[Int]] = [[]]
    for index in indices(of: clause, in: block) {
      if pieces[index].depth == 0, [.order, .group, .by, .with].contains(pieces[index].keyword) { continue }
      if pieces[index].token.kind == .comma, pieces[index].depth == 0 {
        items.append([])
      } else {
        items[items.count - 1].append(index)
      }
    }
    return items.filter { !$0.isEmpty }
  }

  // MARK: Conditions

  private func isArithmetic(_ index: Int) -> Bool {
    (isKind(index, .symbol) && ["+", "-", "*", "/", "%"].contains(text(index))) || isKeyword(index, .div)
      || isKeyword(index, .mod)
  }

  /// `DATE(created_at)` or `id + 0` where a column should stand alone in a comparison that begins at `index`.
  package func computedColumn(at index: Int) -> String? {
    if isCall(index), !Self.transparent.contains(name(index)), let close = closing(index + 1),
      (index + 2..<max(close, index + 2)).contains(where: { isName($0) && !isKind($0 + 1, .leftParenthesis) }),
      !(index + 2..<max(close, index + 2)).contains(where: { pieces[$0].keyword == .select }),
      !isAggregate(index), beginsOperand(index), isCompared(behind: close)
    {
      return text(from: index, through: close)
    }
    guard isName(index), !isKind(index - 1, .dot), beginsOperand(index) else { return nil }
    let end = endOfName(index)
    guard isArithmetic(end + 1), pieces.indices.contains(end + 2), pieces[end + 2].token.isLiteral,
      isCompared(behind: end + 2), isComparison(end + 3), pieces.indices.contains(end + 4), !isName(end + 4)
    else { return nil }
    return text(from: index, through: end + 2)
  }

  /// What a server looks through, or what is no function of a column.
  private static let transparent: Set<String> = ["match", "values", "exists", "any", "some", "all", "row", "interval"]

  private func beginsOperand(_ index: Int) -> Bool {
    guard pieces.indices.contains(index - 1) else { return false }
    switch pieces[index - 1].keyword {
    case .where, .and, .or, .on, .not: return true
    default: return pieces[index - 1].token.kind == .leftParenthesis && !isCall(index - 2)
    }
  }

  private func isCompared(behind index: Int) -> Bool {
    if isComparison(index + 1) { return true }
    guard pieces.indices.contains(index + 1) else { return false }
    switch pieces[index + 1].keyword {
    case .between, .in, .like: return true
    default: return false
    }
  }

  /// Two columns that conditions joined by OR compare with values.
  package var columnsJoinedByOr: (String, String)? {
    for index in conditionIndices where isKeyword(index, .or) {
      guard let right = column(startingAt: index + 1), let left = columnOfComparison(endingAt: index - 1),
        left != right
      else { continue }
      return (left, right)
    }
    return nil
  }

  private func column(startingAt index: Int) -> String? {
    guard isName(index) else { return nil }
    let end = endOfName(index)
    guard isCompared(behind: end), pieces.indices.contains(end + 2),
      !isName(end + 2) || isKind(end + 2, .leftParenthesis)
    else { return nil }
    return name(end)
  }

  /// Goes back from the end of a comparison to the AND, OR or parenthesis it begins at.
  private func columnOfComparison(endingAt end: Int) -> String? {
    var index = end
    var open = 0
    while pieces.indices.contains(index) {
      if isKind(index, .rightParenthesis) { open += 1 }
      if isKind(index, .leftParenthesis) {
        if open == 0 { break }
        open -= 1
      }
      if open == 0, [.or, .and, .where, .on].contains(pieces[index].keyword) { break }
      index -= 1
    }
    return column(startingAt: index + 1)
  }

  /// The parenthesis that opens the one closed at `index`.
  package func opening(_ index: Int) -> Int? {
    var open = 0
    for place in stride(from: index, through: 0, by: -1) {
      if isKind(place, .rightParenthesis) { open += 1 }
      if isKind(place, .leftParenthesis) {
        open -= 1
        if open == 0 { return place }
      }
    }
    return nil
  }

  /// The offset of the statement's own LIMIT: `nil` without one, `.some(nil)` where it is a parameter.
  package var offset: Double?? {
    for block in blocks.indices where blocks[block].role == .main || blocks[block].role == .branch {
      let limit = indices(of: .limit, in: block)
      for index in limit {
        let value: Int
        if isKind(index, .comma) {
          value = index - 1
        } else if isKeyword(index, .offset) {
          value = index + 1
        } else {
          continue
        }
        guard pieces.indices.contains(value) else { return nil }
        return .some(Double(text(value)))
      }
    }
    return nil
  }

  /// A literal in few characters.
  package func short(_ index: Int) -> String {
    let text = text(index)
    return text.count <= 40 ? text : text.prefix(38) + "…'"
  }
}
