extension Plan {
  /// Reads a plan in any format that EXPLAIN has, as a client or a log shows it; which one is recognised.
  ///
  /// What clients print below a result is passed over. Unknown columns, keys and operations are kept.
  ///
  /// - Throws: ``ExplainError`` where there is no plan, or more than one (see ``parseDocument(_:)``).
  /// - Complexity: O(*n*).
  public static func parse(_ bytes: [UInt8]) throws(ExplainError) -> Plan {
    let entries = try parseDocument(bytes)
    guard entries.count == 1, let entry = entries.first else {
      throw ExplainError(code: .severalPlans(count: entries.count), offset: entries.last?.byteOffset ?? 0)
    }
    return entry.plan
  }

  public static func parse(_ text: String) throws(ExplainError) -> Plan { try parse(Array(text.utf8)) }

  init(_ section: ExplainSection) throws(ExplainError) {
    switch section.content {
    case .rows(let rows): self = try TableReader.plan(of: rows, offset: section.offset)
    case .tree(let lines): self = try TreeReader.plan(of: lines, offset: section.offset)
    case .json(let value):
      guard let plan = try JSONPlanReader.plan(of: value, offset: section.offset) else {
        throw ExplainError(code: .noPlanInJSON, offset: section.offset)
      }
      self = plan
    }
  }
}
