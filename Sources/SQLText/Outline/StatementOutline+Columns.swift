// Which columns of a table the conditions compare, so that an index on them could help.

extension StatementOutline {
  /// The table of a FROM that is known by `alias`, and the block it stands in; `nil` if several are.
  package func table(knownAs alias: String) -> (name: String, block: Int)? {
    var found: [(name: String, block: Int)] = []
    for block in blocks.indices {
      for start in tableStarts(in: block) {
        let end = endOfName(start)
        var known = name(end)
        if isKeyword(end + 1, .as) { known = name(end + 2) } else if isName(end + 1) { known = name(end + 1) }
        if known == alias.lowercased() { found.append((text(from: start, through: end), block)) }
      }
    }
    return found.count == 1 ? found[0] : nil
  }

  /// Columns of the table known as `alias` that every row of the result has to match: first those compared with `=`,
  /// then one that is compared otherwise. Empty where an OR leaves a choice.
  package func comparedColumns(of alias: String, in block: Int) -> [String] {
    let conditions = indices(of: .where, in: block) + indices(of: .on, in: block)
    guard !conditions.contains(where: { isKeyword($0, .or) || isKeyword($0, .not) || isKeyword($0, .xor) }) else {
      return []
    }
    let isAlone = tableCount(in: block) == 1
    var equal: [String] = []
    var ranged: [String] = []
    for index in conditions where isName(index) && !isKind(index - 1, .dot) {
      let end = endOfName(index)
      if end > index ? name(index) != alias.lowercased() : !isAlone { continue }
      let column = text(end)
      let isOnLeft = startsComparison(index)
      if isOnLeft, isSymbol(end + 1, "=") || isSymbol(end + 1, "<=>") || isNullTest(end + 1) {
        if isBareOperand(from: end + 2) || isNullTest(end + 1) { equal.append(column) }
      } else if isOnLeft, isComparison(end + 1), !isSymbol(end + 1, "<>"), !isSymbol(end + 1, "!=") {
        ranged.append(column)
      } else if isOnLeft, isKeyword(end + 1, .between) || isKeyword(end + 1, .in) {
        ranged.append(column)
      } else if isSymbol(index - 1, "="), isName(index - 2), endsComparison(end) {
        equal.append(column)
      }
    }
    var columns: [String] = []
    for column in equal + ranged.prefix(1) where !columns.contains(column) { columns.append(column) }
    return Array(columns.prefix(4))
  }

  private func isNullTest(_ index: Int) -> Bool { isKeyword(index, .is) && isKeyword(index + 1, .null) }

  private func startsComparison(_ index: Int) -> Bool {
    guard pieces.indices.contains(index - 1) else { return false }
    switch pieces[index - 1].keyword {
    case .where, .and, .on: return true
    default: return isKind(index - 1, .leftParenthesis) && !isCall(index - 2)
    }
  }

  private func endsComparison(_ index: Int) -> Bool {
    guard pieces.indices.contains(index + 1) else { return true }
    let piece = pieces[index + 1]
    return piece.clause != pieces[index].clause || piece.keyword == .and || piece.token.kind == .rightParenthesis
  }

  /// A literal, a placeholder, or a column and nothing else.
  private func isBareOperand(from index: Int) -> Bool {
    guard pieces.indices.contains(index) else { return false }
    if isName(index) { return endsComparison(endOfName(index)) }
    return pieces[index].token.isLiteral || isKind(index, .placeholder)
  }
}
