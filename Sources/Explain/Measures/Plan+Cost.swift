extension Plan {
  /// Rows that one execution of the statement reads from all tables, estimated: for each table its rows times how often
  /// it is read. `nil` where the plan tells no rows at all.
  public var rowsExaminedEstimate: Double? {
    let rows = tables.filter { !$0.isIntermediate }.compactMap(\.rowsReadEstimate)
    return rows.isEmpty ? nil : rows.reduce(0, +)
  }

  /// Rows that were read from all tables, where the statement was executed.
  public var actualRowsExamined: Double? {
    let rows = tables.filter { !$0.isIntermediate }.compactMap(\.actualRowsRead)
    return rows.isEmpty ? nil : rows.reduce(0, +)
  }

  /// The table that most of the work goes into: by the time that was measured for it; else by rows read, measured or
  /// estimated. `nil` without tables, or if there is nothing to tell them apart by.
  public var mostExpensive: TableAccess? {
    let tables = tables
    for measure in [Self.time, Self.actualRows, Self.estimatedRows] {
      let measured = tables.map(measure)
      // One measure for all of them, or another one.
      guard !tables.isEmpty, measured.allSatisfy({ $0 != nil }) else { continue }
      let costs = measured.map { $0 ?? 0 }
      guard let most = costs.max(), most > 0, let place = costs.firstIndex(of: most) else { continue }
      return tables[place]
    }
    return nil
  }

  /// Milliseconds spent on a table in all its executions.
  private static func time(_ table: TableAccess) -> Double? {
    if let own = table.ownMillis { return own }
    if table.loops == 0 || table.access == .const || table.access == .system { return 0 }
    // Of an intermediate result, the time includes making it, which is the work of the tables in it.
    guard !table.isIntermediate, let last = table.lastRowMillis, let loops = table.loops else {
      return table.isIntermediate ? 0 : nil
    }
    return last * loops
  }

  private static func actualRows(_ table: TableAccess) -> Double? { table.actualRowsRead }

  private static func estimatedRows(_ table: TableAccess) -> Double? { table.rowsReadEstimate }
}
