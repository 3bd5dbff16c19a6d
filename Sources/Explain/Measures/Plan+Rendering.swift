extension Plan {
  /// The plan as a small tree, a line a step, for reports in text.
  ///
  ///       Nested loop inner join                           est 1291, act 2787 × 1
  ///       ├─ m: ref idx_movie_genre (genre)                est 96, act 96 × 1
  ///     > └─ ss: ref idx_schedule_movie_id (movie_id)      est 242, act 200 × 34
  ///
  /// `>` marks the table that most of the work goes into; rows are those of one execution, `×` says how many there
  /// were. Control characters and line ends in the plan's texts come out as blanks.
  ///
  /// - Parameter width: how many columns a line may have; what is longer ends in `…`.
  public func rendered(width: Int = 100) -> [String] {
    let marked = mostExpensive?.path
    // A root that only holds the statement together is no step.
    let isShell = root.kind == .queryBlock && root.children.count == 1
    var lines: [String] = []
    var pending: [(node: PlanNode, path: [Int], branch: String, trunk: String)] = []
    if isShell, let only = root.children.first {
      pending = [(only, [0], "", "")]
    } else {
      pending = [(root, [], "", "")]
    }
    while let (node, path, branch, trunk) = pending.popLast() {
      let mark = path == marked ? "> " : "  "
      lines.append(PlanLine(node).text(after: mark + branch, width: width))
      for (index, child) in node.children.enumerated().reversed() {
        let isLast = index == node.children.count - 1
        pending.append((child, path + [index], trunk + (isLast ? "└─ " : "├─ "), trunk + (isLast ? "   " : "│  ")))
      }
    }
    let shellDetails = isShell ? root.details.filter { !$0.isMinor } : []
    return lines
      + shellDetails.map { TextColumns.fitted("  \($0.name): \($0.text)", to: max(width, 1)) }
  }
}

/// How a step is put into a line.
private struct PlanLine {
  private let node: PlanNode

  init(_ node: PlanNode) { self.node = node }

  func text(after start: String, width: Int) -> String {
    let measures = self.measures
    let label = TextColumns.cleaned(self.label)
    guard !measures.isEmpty else { return TextColumns.fitted(start + label, to: max(width, 1)) }
    // The numbers are what the tree is for: the label gives way to them.
    let room = max(width - TextColumns.width(of: measures) - 2, TextColumns.width(of: start) + 8)
    let left = TextColumns.fitted(start + label, to: room)
    let gap = min(room, 60) - TextColumns.width(of: left)
    return TextColumns.fitted(left + String(repeating: " ", count: max(gap, 0) + 2) + measures, to: max(width, 1))
  }

  private var label: String {
    var parts: [String]
    switch node.kind {
    case .access, .indexPart: parts = [access]
    default: parts = [node.operation] + conditions(besides: node.operation)
    }
    if let message = node.message, !node.operation.contains(message) { parts.append(message) }
    parts += node.facts.filter { !isShown($0) }.map { $0.text.prefix(1).lowercased() + $0.text.dropFirst() }
    if node.kind == .access { parts += conditions(besides: "") }
    parts += node.details.filter { !$0.isMinor }.map { "\($0.name): \($0.text)" }
    return parts.filter { !$0.isEmpty }.joined(separator: "; ")
  }

  private var access: String {
    var text = node.table ?? "?"
    if let base = node.baseTable, base != node.table { text += " (\(base))" }
    text += ": \(node.access?.text ?? "read")"
    if let key = node.key { text += " \(key)" }
    if !node.keyParts.isEmpty { text += " (\(node.keyParts.joined(separator: ", ")))" }
    return text
  }

  private func conditions(besides operation: String) -> [String] {
    node.conditions.filter { $0.kind != .lookup && !operation.contains($0.text) }.map {
      switch $0.kind {
      case .index: "index condition \($0.text)"
      case .having: "having \($0.text)"
      case .range: "over \($0.text)"
      default: "where \($0.text)"
      }
    }
  }

  /// Whether the rest of the line says so already.
  private func isShown(_ fact: PlanFact) -> Bool {
    switch fact {
    case .usingWhere: node.conditions.contains { $0.kind == .filter }
    case .usingIndexCondition: node.conditions.contains { $0.kind == .index }
    case .usingFilesort: node.kind == .sort
    case .usingTemporary: node.kind == .temporaryTable || node.operation.contains("temporary")
    case .materialized: node.kind == .materialize
    case .indexMerge, .recursive: node.operation.contains("ecursive") || node.access == .indexMerge
    default: node.operation.contains(fact.text) || node.message == fact.text
    }
  }

  private var measures: String {
    var parts: [String] = []
    if let rows = node.rows { parts.append("est \(RowCount.text(rows))") }
    if node.loops == 0, node.access != .const, node.access != .system {
      parts.append("never executed")
    } else if let rows = node.actualRows {
      let loops = node.loops.map { " × \(RowCount.text($0))" } ?? ""
      parts.append("act \(RowCount.text(rows))\(loops)")
    }
    return parts.joined(separator: ", ")
  }
}

/// Numbers of rows in few characters: `0.32`, `2.5`, `14871`, `2.97M`.
enum RowCount {
  static func text(_ rows: Double) -> String {
    guard rows.isFinite else { return "?" }
    let size = rows.magnitude
    for (limit, unit, suffix) in [(1e12, 1e12, "T"), (1e9, 1e9, "G"), (1e6, 1e6, "M")] where size >= limit {
      return short(rows / unit) + suffix
    }
    return size >= 100 ? "\(Int(rows.rounded()))" : short(rows)
  }

  /// Three digits at most, without zeros at the end.
  private static func short(_ value: Double) -> String {
    guard value.magnitude < 1e15 else { return "\(value)" }
    let decimals: Double = value.magnitude >= 100 ? 1 : value.magnitude >= 10 ? 10 : 100
    let rounded = (value * decimals).rounded() / decimals
    return rounded == rounded.rounded() ? "\(Int(rounded))" : "\(rounded)"
  }
}
