package import Aggregation
package import Explain
package import SQLText
package import SlowLog

/// A message that EXPLAIN left behind in SHOW WARNINGS.
package struct PlanWarning: Sendable, Equatable {
  package var code: Int
  package var message: String

  package init(code: Int, message: String) {
    self.code = code
    self.message = message
  }
}

/// What rules look at: a class, its worst sample, and its plan if there is one.
package struct Subject: Sendable {
  package let queryClass: QueryClass
  /// Of the sample; `nil` if it was not kept whole.
  package let outline: StatementOutline
  package let plan: Plan?
  package let warnings: [PlanWarning]
  /// The server that wrote the log or gave the plan, if its version is known.
  package let server: ServerVersion?
  /// Definitions of the statement's tables, as far as they were captured.
  package let tables: [TableDefinition]
  /// Tables of the plan, worked out once.
  package let planTables: [TableAccess]

  /// `nil` where the class has no statement that could be looked at: a command, or a sample that was cut short.
  package init?(
    _ queryClass: QueryClass, plan: Plan? = nil, warnings: [PlanWarning] = [], server: ServerVersion? = nil,
    tables: [TableDefinition] = []
  ) {
    guard let sample = queryClass.samples.first, sample.omittedBytes == 0, !queryClass.isAdministratorCommand else {
      return nil
    }
    self.queryClass = queryClass
    outline = StatementOutline(of: sample.statement)
    self.plan = plan
    self.warnings = warnings
    self.server = server
    self.tables = tables
    planTables = plan?.tables ?? []
  }
}

// MARK: - What the log says

extension Subject {
  package var count: UInt64 { queryClass.count }

  package func metric(_ attribute: KnownAttribute) -> Distribution? {
    queryClass.metric(attribute.attribute).flatMap { $0.isEmpty ? nil : $0 }
  }

  /// Events that said Yes.
  package func yes(_ flag: Flag) -> UInt64 { queryClass.flags.first { $0.flag == flag }?.yes ?? 0 }

  /// Rows examined by a typical heavy execution: the 95th percentile.
  package var examined: Double? { metric(.rowsExamined).map { Double($0.percentile(0.95)) } }

  package var sent: Double? { metric(.rowsSent).map { Double($0.percentile(0.95)) } }

  /// Rows examined for each row sent or affected, over all events.
  package var examinedPerRow: Double? {
    guard let examined = metric(.rowsExamined) else { return nil }
    let results = max(metric(.rowsSent)?.sum ?? 0, metric(.rowsAffected)?.sum ?? 0, UInt128(examined.count))
    return Double(examined.sum) / Double(results)
  }
}

// MARK: - What the plan says

extension TableAccess {
  /// Rows read from the table in one execution of the statement: measured, else estimated.
  package var rowsRead: Double? { actualRowsRead ?? rowsReadEstimate }

  /// `orders: type ALL, 60,127 rows`
  package var description: String {
    let rows = actualRowsRead ?? rowsReadEstimate
    let key = node.key.map { " by \($0)" } ?? ""
    let count = rows.map { ", \(Count.text($0)) rows\(actualRowsRead == nil ? " (estimated)" : "")" } ?? ""
    return "\(name): type \(node.access?.text ?? "?")\(key)\(count)"
  }
}

extension Subject {
  /// Tables read from end to end that have at least this many rows, the largest first.
  package func scans(of rows: Double) -> [TableAccess] {
    planTables.filter { !$0.isIntermediate && $0.access?.isFullScan == true && ($0.rowsRead ?? 0) >= rows }
      .sorted { ($0.rowsRead ?? 0) > ($1.rowsRead ?? 0) }
  }

  /// Base tables with an access that the plan names.
  package var readTables: [TableAccess] { planTables.filter { !$0.isIntermediate && $0.access != nil } }

  /// Whether a statement that writes goes through a table by its primary key, without a bound: MariaDB says `index` where
  /// MySQL says `ALL`.
  package func isWholeTable(_ table: TableAccess) -> Bool {
    table.access == .index && table.node.key == "PRIMARY" && (outline.verb == .update || outline.verb == .delete)
      && !outline.hasOuter(.limit)
  }

  package func planSays(_ fact: PlanFact) -> Bool { plan?.facts.contains(fact) ?? false }

  /// Grades something in the text that keeps an index from being used.
  ///
  /// A plan decides, where there is one: a scan of at least `rows` confirms, anything else clears, unless the log says
  /// that more rows are examined than a plan with estimates knows. Without a plan, many rows examined for few sent
  /// confirm it.
  package func gradeByScan(_ what: String, rows: Double) -> Verdict {
    let isHeavy = (examined ?? 0) >= rows && (examinedPerRow ?? 0) >= 100
    if let scan = scans(of: rows).first {
      return .confirmed("\(what); the plan reads \(scan.description)\(examinedText)")
    }
    if !readTables.isEmpty, !isHeavy {
      let read = readTables.max { ($0.rowsRead ?? 0) < ($1.rowsRead ?? 0) } ?? readTables[0]
      return .cleared("\(what), but the plan reads \(read.description)")
    }
    if isHeavy, readTables.isEmpty {
      return .confirmed(
        "\(what); \(Count.text(examined ?? 0)) rows examined in the 95th percentile, "
          + "\(Count.text(examinedPerRow ?? 0)) for each row of the result")
    }
    if let examined, examined < rows / 10, readTables.isEmpty {
      return .cleared("\(what), but no more than \(Count.text(examined)) rows are examined")
    }
    return .suspect(what)
  }

  private var examinedText: String {
    examined.map { "; \(Count.text($0)) rows examined in the 95th percentile" } ?? ""
  }
}
