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
  private var end: ServerError?

  #if MySQL
    private let connection: MySQLConnection

    /// - Parameter timeoutMillis: after which the server gives up one EXPLAIN.
    package init(_ address: ServerAddress, timeoutMillis: Int) throws(ServerError) {
      var address = address
      // The server gives up first.
      address.readTimeoutSeconds = max(60, UInt32(clamping: timeoutMillis / 1_000 + 30))
      do throws(ServerError) {
        connection = try MySQLConnection(address)
      } catch {
        // 2026: no TLS to be had; PREFERRED goes on without.
        guard error.code == 2026, address.tls == .preferred else { throw error }
        address.tls = .disabled
        connection = try MySQLConnection(address)
      }
      serverVersion = connection.serverVersion
      try connection.execute("SET SESSION sql_mode = ''")
      try connection.execute("SET SESSION lock_wait_timeout = 1")
      if serverVersion.contains("MariaDB") {
        try connection.execute("SET SESSION max_statement_time = \(Double(timeoutMillis) / 1_000)")
      } else {
        try connection.execute("SET SESSION max_execution_time = \(timeoutMillis)")
        // Version 1 names access types and keys as all servers do; before 8.3 there is no other.
        do throws(ServerError) { try connection.execute("SET SESSION explain_json_format_version = 1") } catch {
          guard error.code == 1193 else { throw error }
        }
      }
      try connection.execute("SET SESSION TRANSACTION READ ONLY")
    }

    /// Fills in the plan of a statement, or why there is none.
    package func capture(_ plan: inout CapturedPlan) {
      plan.serverVersion = serverVersion
      plan.skipped =
        end.map { "the connection is gone: \($0.message)" } ?? StatementGate.reasonToSkip(Array(plan.sql.utf8))
      guard plan.skipped == nil else { return }
      do throws(ServerError) {
        if let db = plan.db, !db.isEmpty {
          try connection.use(db)
        } else if StatementFacts(of: plan.sql).tables.contains(where: { !$0.contains(".") }) {
          // The session may still be in the database of the statement before, where a table of this name is another one.
          plan.skipped = "its database is unknown: --database names one"
          return
        }
        try connection.execute("START TRANSACTION READ ONLY")
        // If that fails the connection is gone, and the next statement says so.
        defer { try? connection.execute("ROLLBACK") }
        let rows = try connection.rows("EXPLAIN FORMAT=JSON " + plan.sql)
        guard let raw = rows.first?.first ?? nil else {
          plan.skipped = "the server gave no plan"
          return
        }
        plan.raw = raw
        plan.warnings = try connection.rows("SHOW WARNINGS").compactMap { row in
          guard row.count == 3, let message = row[2] else { return nil }
          return .init(level: row[0] ?? "", code: row[1].flatMap { Int($0) } ?? 0, message: message)
        }
        plan.tables = tables(of: plan.sql)
      } catch {
        if error.endsConnection { end = error }
        plan.skipped = "the server refused (\(error.code)): \(error.message)"
      }
    }

    /// Definitions of the statement's tables, as far as they can be seen.
    private func tables(of sql: String) -> [(name: String, create: String)] {
      StatementFacts(of: sql).tables.prefix(64).compactMap { name in
        let quoted = name.split(separator: ".").map { "`\($0.replacing("`", with: "``"))`" }.joined(separator: ".")
        do throws(ServerError) {
          guard let row = try connection.rows("SHOW CREATE TABLE \(quoted)").first, row.count >= 2, let create = row[1]
          else { return nil }
          return (name, create)
        } catch {
          // A derived table's name, or one that may not be seen: the plan is worth having without it.
          if error.endsConnection { end = error }
          return nil
        }
      }
    }
  #else
    package init(_ address: ServerAddress, timeoutMillis: Int) throws(ServerError) {
      throw ServerError(code: 0, message: "this build cannot speak to servers")
    }

    package func capture(_ plan: inout CapturedPlan) { plan.skipped = "this build cannot speak to servers" }
  #endif
}
