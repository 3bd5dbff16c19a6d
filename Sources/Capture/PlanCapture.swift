import JSONText
import SQLText

/// Asks a server for the plans of statements: one connection, one statement at a time, in a session that cannot write.
package final class PlanCapture {
  /// Whether this program was built with libmariadb.
  package static var isAvailable: Bool {
    #if MySQL
      true
    #else
      false
    #endif
  }

  package private(set) var serverVersion = ""
  /// Set once the connection is gone.
  package internal(set) var end: ServerError?

  #if MySQL
    let connection: MySQLConnection
    private let version: ServerVersion?
    private let analyzes: Bool

    /// - Parameters:
    ///   - timeoutMillis: after which the server gives up one EXPLAIN.
    ///   - analyzes: whether a SELECT is run, to have its actual rows and times.
    package init(_ address: ServerAddress, timeoutMillis: Int, analyzes: Bool = false) throws(ServerError) {
      var address = address
      // The server gives up first.
      address.readTimeoutSeconds = UInt32(clamping: timeoutMillis / 1_000 + 10)
      do throws(ServerError) {
        connection = try MySQLConnection(address)
      } catch {
        // 2026: no TLS to be had; PREFERRED goes on without, unless somebody wants certificates to be verified.
        guard error.code == 2026, address.tls == .preferred, address.tlsCA == nil else { throw error }
        address.tls = .disabled
        connection = try MySQLConnection(address)
      }
      self.analyzes = analyzes
      serverVersion = connection.serverVersion
      version = ServerVersion(serverVersion)
      if let version, !version.isAtLeast(.mySQL, 5, 7), !version.isAtLeast(.mariaDB, 10, 1, 2) {
        throw ServerError(code: 0, message: "\(version) is too old: before, EXPLAIN runs derived tables or has no JSON")
      }
      try connection.execute("SET SESSION sql_mode = ''")
      try connection.execute("SET SESSION lock_wait_timeout = 1")
      try setIfKnown("innodb_lock_wait_timeout = 1")
      if version?.product == .mariaDB {
        try connection.execute("SET SESSION max_statement_time = \(Double(timeoutMillis) / 1_000)")
      } else {
        try connection.execute("SET SESSION max_execution_time = \(timeoutMillis)")
        // Version 1 names access types and keys as all servers do; before 8.3 there is no other.
        try setIfKnown("explain_json_format_version = 1")
      }
      try connection.execute("SET SESSION TRANSACTION READ ONLY")
    }

    private func setIfKnown(_ setting: String) throws(ServerError) {
      do throws(ServerError) { try connection.execute("SET SESSION \(setting)") } catch {
        guard error.code == 1193 else { throw error }
      }
    }

    /// Fills in the plan of a statement, or why there is none.
    package func capture(_ plan: inout CapturedPlan) {
      plan.serverVersion = serverVersion
      if let end {
        plan.skipped = "the connection is gone: \(end.message)"
        return
      }
      do throws(ServerError) {
        switch StatementGate.passage(for: Array(plan.sql.utf8)) {
        case .skip(let reason): plan.skipped = reason
        case .read(let isSelect):
          guard try enterDatabase(of: &plan) else { return }
          try explain(&plan, in: "READ ONLY", running: analyzes && isSelect)
        case .write(let tables, let functions):
          guard try enterDatabase(of: &plan) else { return }
          plan.skipped = try reasonNotToWrite(tables, functions)
          guard plan.skipped == nil else { return }
          try explain(&plan, in: "READ WRITE", running: false)
        }
      } catch {
        if error.endsConnection { end = error }
        plan.raw = nil
        plan.skipped = "the server refused (\(error.code)): \(error.message)"
      }
    }

    /// Whether the database of the statement's tables is known and entered.
    private func enterDatabase(of plan: inout CapturedPlan) throws(ServerError) -> Bool {
      if let db = plan.db, !db.isEmpty {
        try connection.use(db)
      } else if StatementFacts(of: plan.sql).tables.contains(where: { !$0.contains(".") }) {
        // The session may still be in the database of the statement before, where a table of this name is another one.
        plan.skipped = "its database is unknown: --database names one"
        return false
      }
      return true
    }

    private func explain(_ plan: inout CapturedPlan, in mode: String, running: Bool) throws(ServerError) {
      try connection.execute("START TRANSACTION \(mode)")
      // If that fails the connection is gone, and the next statement says so.
      defer { try? connection.execute("ROLLBACK") }
      if !(running ? try analyze(&plan) : false) {
        plan.raw = try connection.rows("EXPLAIN FORMAT=JSON " + plan.sql).first?.first ?? nil
      }
      guard plan.raw != nil else {
        plan.skipped = "the server gave no plan"
        return
      }
      plan.warnings += try connection.rows("SHOW WARNINGS").compactMap { row in
        guard row.count == 3, let message = row[2] else { return nil }
        return .init(level: row[0] ?? "", code: row[1].flatMap { Int($0) } ?? 0, message: message)
      }
      plan.tables = tables(of: plan.sql)
    }

    /// Whether the statement ran and its plan has actual rows. One that takes too long, or that the server will not run,
    /// still has a plan with estimates.
    private func analyze(_ plan: inout CapturedPlan) throws(ServerError) -> Bool {
      let isMariaDB = version?.product == .mariaDB
      guard isMariaDB || version?.isAtLeast(.mySQL, 8, 0, 18) == true else { return false }
      let prefix = isMariaDB ? "ANALYZE FORMAT=JSON " : "EXPLAIN ANALYZE "
      do throws(ServerError) {
        plan.raw = try connection.rows(prefix + plan.sql).first?.first ?? nil
        plan.format = isMariaDB ? "json" : "tree"
        return plan.raw != nil
      } catch {
        if error.endsConnection { throw error }
        plan.warnings.append(.init(level: "Note", code: Int(error.code), message: "not run: \(error.message)"))
        return false
      }
    }
  #else
    package init(_ address: ServerAddress, timeoutMillis: Int, analyzes: Bool = false) throws(ServerError) {
      throw ServerError(code: 0, message: "this build cannot speak to servers")
    }

    package func capture(_ plan: inout CapturedPlan) { plan.skipped = "this build cannot speak to servers" }
  #endif
}
