/// Parentheses and what is collapsed in them: the lists of IN, the rows of VALUES, the parts of a UNION.
///
/// Each item is written first and then compared with the one before it. If it says the same it is cut off again:
///
///     in (?+                 after the first item
///     in (?+, ?              after the second, which says the same
///     in (?+                 cut off
///
/// The `+` in a fingerprint is read as this mark again, so that a fingerprint is its own fingerprint.
extension StrictFingerprint {
  /// What is open: the statement or a parenthesis.
  struct Level: Sendable {
    enum Kind: UInt8 { case group, list, row }

    var kind = Kind.group
    /// Whether this parenthesis begins an item of the list around it.
    var beginsItem = false

    // For a list: where its current item starts; whether that is a row, and where the row ended.
    var itemStart = 0
    var isRow = false
    var rowEnd = -1
    /// The last item that further ones may be equal to, without its mark.
    var item = 0..<0

    // For a UNION: where the current part starts, or -1; whether a UNION came before it.
    var partStart = -1
    var inChain = false
    /// The part that further ones may be equal to, without a mark.
    var part = 0..<0
    /// From the end of the part before to the start of the current one: ` union all `.
    var separatorStart = 0
    /// The separator before the last mark.
    var markedSeparator = 0..<0
  }

  /// Deeper parentheses are counted, but nothing is collapsed in them.
  static let deepestLevel = 1000

  mutating func open() {
    let isQuery = nextBeginsQuery
    var level = Level()
    if values == .beforeRow {
      level.kind = .row
    } else if opensList, !isQuery, next.kind != .rightParenthesis {
      level.kind = .list
    }
    opensList = false
    if last == .open || last == .unary { glued = true }
    place()
    let start = bytes.count
    bytes.append(.ascii("("))
    settle(.open, expecting: .name)
    glued = true
    guard untracked == 0, levels.count < Self.deepestLevel else {
      untracked += 1
      return
    }
    let outer = levels.count - 1
    if levels[outer].kind == .list, levels[outer].itemStart == start, !isQuery {
      level.beginsItem = true
      levels[outer].isRow = true
      levels[outer].rowEnd = -1
    }
    if isQuery || next.kind == .leftParenthesis { beginFirstPart(at: start) }
    level.itemStart = bytes.count
    levels.append(level)
  }

  mutating func close() {
    guard untracked == 0 else {
      untracked -= 1
      bytes.append(.ascii(")"))
      return settle(.close, expecting: .operator)
    }
    guard levels.count > 1 else {
      bytes.append(.ascii(")"))
      return settle(.close, expecting: .operator)
    }
    endItem()
    endPart()
    let level = levels.removeLast()
    bytes.append(.ascii(")"))
    settle(.close, expecting: .operator)
    glued = false
    if level.beginsItem { levels[levels.count - 1].rowEnd = bytes.count }
    if level.kind == .row {
      bytes.append(.ascii("+"))
      values = .afterRow
    }
  }

  private var nextBeginsQuery: Bool {
    switch next.keyword {
    case .select, .with, .values, .table: true
    default: false
    }
  }

  // MARK: Items of a list

  /// Marks the item that ends here, or cuts it off if the one before it says the same.
  mutating func endItem() {
    guard untracked == 0, levels[levels.count - 1].kind == .list else { return }
    let level = levels[levels.count - 1]
    // A mark of an earlier fingerprint, which was written as an operator.
    while bytes.count - level.itemStart > 2, bytes[bytes.count - 1] == .ascii("+"), bytes[bytes.count - 2] == 0x20 {
      bytes.removeLast(2)
    }
    let item = level.itemStart..<max(bytes.count, level.itemStart)
    let isLiteral = item.count == 1 && bytes[item.lowerBound] == .ascii("?")
    guard isLiteral || (level.isRow && level.rowEnd == item.upperBound) else {
      levels[levels.count - 1].item = 0..<0
      return
    }
    if isEqual(level.item, item) {
      bytes.removeLast(bytes.count - level.item.upperBound - 1)
    } else {
      bytes.append(.ascii("+"))
      levels[levels.count - 1].item = item
    }
  }

  private mutating func isEqual(_ left: Range<Int>, _ right: Range<Int>) -> Bool {
    guard left.count == right.count, !left.isEmpty else { return false }
    steps &+= left.count
    for offset in 0..<left.count where bytes[left.lowerBound + offset] != bytes[right.lowerBound + offset] {
      return false
    }
    return true
  }

  // MARK: Rows of VALUES

  /// Whether the token belongs to the rows behind the first one, or is the mark that stands for them.
  mutating func passesFurtherRow() -> Bool {
    if values == .inFurtherRow {
      switch token.kind {
      case .leftParenthesis:
        furtherRowDepth += 1
        return true
      case .rightParenthesis where furtherRowDepth > 0:
        furtherRowDepth -= 1
        if furtherRowDepth == 0 { values = .afterRow }
        return true
      case .semicolon: break
      default: if furtherRowDepth > 0 || token.keyword == .row { return true }
      }
      values = .afterRow
    }
    if token.isSymbol(.ascii("+")) { return true }
    if token.kind == .comma, next.kind == .leftParenthesis || next.keyword == .row {
      values = .inFurtherRow
      furtherRowDepth = 0
      return true
    }
    values = .none
    return false
  }

  // MARK: Parts of a UNION

  /// Notes where the first part of a UNION would start, if one comes.
  mutating func beginFirstPart(at start: Int) {
    guard untracked == 0 else { return }
    let index = levels.count - 1
    if !levels[index].inChain, levels[index].partStart < 0 { levels[index].partStart = start }
  }

  /// Ends the part before UNION, EXCEPT or INTERSECT.
  mutating func endPartBeforeSeparator(isUnion: Bool) {
    guard untracked == 0 else { return }
    let index = levels.count - 1
    // What holds a UNION is no list of values.
    levels[index].kind = .group
    if levels[index].inChain {
      endPart()
    } else if levels[index].partStart >= 0 {
      levels[index].part = levels[index].partStart..<bytes.count
    }
    if !isUnion { levels[index].part = 0..<0 }
    levels[index].inChain = true
    levels[index].partStart = -1
    levels[index].separatorStart = bytes.count
  }

  /// Ends the chain of parts where a clause begins that belongs to all of them.
  mutating func endChain() {
    guard untracked == 0, levels[levels.count - 1].inChain else { return }
    endPart()
    levels[levels.count - 1].inChain = false
    levels[levels.count - 1].part = 0..<0
  }

  /// Cuts off the part that ends here if it says the same as the one before it, and leaves a mark in its place.
  mutating func endPart() {
    let index = levels.count - 1
    guard untracked == 0, levels[index].inChain, levels[index].partStart >= 0 else { return }
    let level = levels[index]
    levels[index].partStart = -1
    let part = level.partStart..<bytes.count
    let isMark = part.count == 1 && bytes[part.lowerBound] == .ascii("+")
    guard isMark && !level.part.isEmpty || isEqual(level.part, part) else {
      levels[index].part = part
      levels[index].markedSeparator = 0..<0
      return
    }
    let separator = level.separatorStart..<level.partStart
    if isEqual(level.markedSeparator, separator) {
      bytes.removeLast(bytes.count - level.separatorStart)
    } else {
      bytes.removeLast(bytes.count - level.partStart)
      bytes.append(.ascii("+"))
      levels[index].markedSeparator = separator
    }
  }
}
