/// Follows parentheses and the words that begin clauses.
struct OutlineBuilder {
  private struct Frame {
    var block: Int
    var clause: StatementOutline.Clause
    var depth = 0
    /// A UNION was read, whose next SELECT begins a block.
    var awaitsBranch = false
    /// Whether the parenthesis of the frame is that of a subquery, or none.
    var isSubquery = true
  }

  private(set) var blocks = [StatementOutline.Block(role: .main)]
  private var frames = [Frame(block: 0, clause: .head)]

  private var frame: Frame {
    get { frames[frames.count - 1] }
    set { frames[frames.count - 1] = newValue }
  }

  mutating func piece(for token: Token, before next: Token?, after pieces: [StatementOutline.Piece])
    -> StatementOutline.Piece
  {
    if token.kind == .rightParenthesis, frames.count > 1 { frames.removeLast() }
    // Behind the condition of a join the next table follows.
    if token.kind == .comma, frame.depth == 0, frame.clause == .on { enter(.from) }
    if let keyword = token.keyword, frame.depth == 0 { take(keyword, next, pieces) }
    let piece = StatementOutline.Piece(token: token, block: frame.block, depth: frame.depth, clause: frame.clause)
    if token.kind == .leftParenthesis { open(next, pieces) }
    return piece
  }

  private mutating func open(_ next: Token?, _ pieces: [StatementOutline.Piece]) {
    var inner = frame
    if next?.keyword == .select || next?.keyword == .with {
      blocks.append(.init(role: role(pieces), parent: frame.block))
      inner = Frame(block: blocks.count - 1, clause: .head)
    } else {
      inner.depth += 1
    }
    frames.append(inner)
  }

  /// What a subquery is there for, by what stands before its parenthesis.
  private func role(_ pieces: [StatementOutline.Piece]) -> StatementOutline.Role {
    let block = blocks[frame.block]
    if frame.clause == .head, frame.depth == 0, block.verb == nil, pieces.last?.keyword != .as { return .main }
    if frame.awaitsBranch { return .branch }
    switch pieces.last?.keyword {
    case .exists: return .exists
    case .in: return pieces.dropLast().last?.keyword == .not ? .notInList : .inList
    default: break
    }
    return frame.clause == .from || frame.clause == .head ? .derived : .scalar
  }

  private mutating func take(_ keyword: Keyword, _ next: Token?, _ pieces: [StatementOutline.Piece]) {
    switch keyword {
    case .select:
      if frame.awaitsBranch || blocks[frame.block].verb == .select {
        blocks.append(.init(role: .branch, parent: blocks[frame.block].parent, isCombined: true))
        frame.block = blocks.count - 1
        frame.awaitsBranch = false
      } else if blocks[frame.block].verb != nil {
        // INSERT … SELECT, CREATE TABLE … SELECT.
        blocks.append(.init(role: .derived, parent: frame.block))
        frame.block = blocks.count - 1
      }
      blocks[frame.block].verb = .select
      enter(.selectList)
    case .insert, .replace, .update, .delete:
      if blocks[frame.block].verb == nil, next?.kind != .leftParenthesis {
        blocks[frame.block].verb = keyword
        enter(keyword == .update ? .from : .head)
      } else if keyword == .update, pieces.last?.keyword == .for {
        enter(.locking)
      }
    case .union, .except, .intersect:
      blocks[frame.block].isCombined = true
      frame.awaitsBranch = true
      enter(.other)
    case .from, .join, .straightJoin: enter(.from)
    case .on where pieces.last?.keyword != .duplicate && next?.keyword != .duplicate:
      if frame.clause == .from { enter(.on) }
    case .duplicate, .returning, .window: enter(.other)
    case .inner, .cross, .natural: if frame.clause == .on { enter(.from) }
    case .left, .right: if frame.clause == .on, next?.kind != .leftParenthesis { enter(.from) }
    case .where: enter(.where)
    case .group: enter(.groupBy)
    case .having: enter(.having)
    case .order: enter(.orderBy)
    case .limit: enter(.limit)
    case .for where frame.clause != .from && frame.clause != .on || next?.keyword == .update: enter(.locking)
    case .lock: enter(.locking)
    case .set where blocks[frame.block].verb != .select: enter(.set)
    case .values, .value: if frame.clause == .head, blocks[frame.block].verb != nil { enter(.values) }
    default: break
    }
  }

  private mutating func enter(_ clause: StatementOutline.Clause) {
    frame.clause = clause
    blocks[frame.block].clauses.insert(clause)
  }
}
