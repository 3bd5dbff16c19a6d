/// Makes a plan of MySQL's tree, with or without what was measured.
enum TreeReader {
  static func plan(of lines: [ByteText], offset: Int) throws(ExplainError) -> Plan {
    // The steps that are open, the outermost first, each with its indentation.
    var open: [(indentation: Int, node: PlanNode)] = []
    var root = PlanNode(.queryBlock, operation: "Statement")
    func close(downTo indentation: Int) {
      while let last = open.last, last.indentation >= indentation {
        open.removeLast()
        let node = TreeShape.settled(last.node)
        if open.isEmpty { root.children.append(node) } else { open[open.count - 1].node.children.append(node) }
      }
    }
    for step in TreeText.steps(of: lines) {
      close(downTo: step.indentation)
      guard open.count < Plan.depthLimit else {
        throw ExplainError(code: .tooDeep(limit: Plan.depthLimit), offset: step.offset)
      }
      open.append((step.indentation, node(of: ByteText(step.text))))
    }
    close(downTo: 0)
    guard !root.children.isEmpty else { throw ExplainError(code: .notRecognised, offset: offset) }
    return Plan(format: .tree, root: root)
  }

  /// `OPERATION  (cost=A..B rows=R) (actual time=F..L rows=R loops=N)`, read from the end: an operation may hold anything.
  private static func node(of step: ByteText) -> PlanNode {
    var text = step.trimmed
    var measures: [(name: String, value: ByteText)] = []
    var neverExecuted = false
    while true {
      if text.hasSuffix("(never executed)") {
        neverExecuted = true
        text = text.dropLast(16).trimmed
      } else if let (rest, list) = trailingMeasures(text) {
        measures += list
        text = rest
      } else {
        break
      }
    }
    var node = TreeOperation.node(text)
    for (name, value) in measures { read(name, value, into: &node) }
    if neverExecuted { node.loops = 0 }
    return node
  }

  /// `(cost=1.5 rows=3)` or `(actual time=…)` at the end, and what stands before it.
  private static func trailingMeasures(_ text: ByteText) -> (rest: ByteText, [(String, ByteText)])? {
    // Measures are short: looking far back for them would make a long text of parentheses slow.
    guard text.last == UInt8(ascii: ")"), let open = text.suffix(300).lastIndex(of: UInt8(ascii: "(")) else {
      return nil
    }
    var inner = text[(open + 1)..<(text.endIndex - 1)]
    // Else the parenthesis ended before, in a literal that looks like measures.
    guard !inner.contains(UInt8(ascii: ")")) else { return nil }
    let prefix: String
    if inner.hasPrefix("actual ") {
      inner = inner.dropFirst(7)
      prefix = "actual "
    } else if inner.hasPrefix("cost=") || inner.hasPrefix("rows=") {
      prefix = ""
    } else {
      return nil
    }
    let list = inner.split(whereSeparator: ByteText.isSpace).compactMap { word -> (String, ByteText)? in
      word.split(around: "=").map { (prefix + $0.before.text, $0.after) }
    }
    return (text[..<open].trimmed, list)
  }

  private static func read(_ name: String, _ value: ByteText, into node: inout PlanNode) {
    // A range `first..last` stands for the first row and all of them.
    let ends = value.split(around: "..")
    let first = Double((ends?.before ?? value).text)
    let last = Double((ends?.after ?? value).text)
    switch name {
    case "cost": node.cost = last
    case "rows": node.rows = last
    case "actual time":
      node.firstRowMillis = first
      node.lastRowMillis = last
    case "actual rows": node.actualRows = last
    case "actual loops": node.loops = last
    default: node.details.append(PlanDetail(name: name, text: value.text))
    }
  }
}

/// What follows from how steps hang together.
enum TreeShape {
  /// A step whose inputs are complete.
  static func settled(_ node: PlanNode) -> PlanNode {
    var node = node
    switch node.kind {
    case .access where node.access == .indexMerge: mergeIndexes(&node)
    case .other where node.operation.hasPrefix("Alternative plans"):
      // The first input is the plan for values; the others are for NULL.
      if let first = node.children.indices.first { node.children[first].add(.fullScanOnNullKey) }
    default: break
    }
    return node
  }

  /// Several scans whose row IDs are put together become one access by `index_merge`.
  private static func mergeIndexes(_ node: inout PlanNode) {
    var keys: [String] = []
    func mark(_ part: inout PlanNode) {
      if part.kind == .access || part.kind == .indexPart {
        node.table = node.table ?? part.table
        node.baseTable = node.baseTable ?? part.baseTable
        node.schema = node.schema ?? part.schema
        if part.access != .indexMerge, let key = part.key { keys.append(key) }
        part.kind = .indexPart
      }
      for index in part.children.indices { mark(&part.children[index]) }
    }
    for index in node.children.indices { mark(&node.children[index]) }
    node.key = keys.isEmpty ? nil : keys.joined(separator: ",")
    let kind =
      node.operation.hasPrefix("Intersect") ? "intersect" : node.operation.hasPrefix("Sort") ? "sort_union" : "union"
    node.add(.indexMerge(kind: kind, keys: keys))
  }
}
