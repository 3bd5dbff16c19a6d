package import Aggregation

/// QD147: statements are prepared to be executed once.
package struct PreparedOnce: CommandRule {
  package static let page = RulePage(
    id: "QD147", title: "statements are prepared to be executed once", whenConfirmed: .note, whenSuspect: .note,
    limits: [
      .init("count", 1000, "prepared statements from which something is said"),
      .init("executions", 1.2, "executions of each up to which it is not worth it"),
    ],
    why: "A statement that the server prepares costs a round trip to prepare it and one to close it; that pays when it "
      + "is executed again and again.",
    example:
      "stmt = prepare('SELECT name FROM users WHERE id = ?'); stmt.execute(7); stmt.close()   -- for each request",
    better: "one prepared statement a connection, or placeholders that the driver fills in",
    advice:
      "let the driver keep prepared statements (Connector/J: cachePrepStmts=true) or fill in the placeholders itself "
      + "(useServerPrepStmts=false, PDO::ATTR_EMULATE_PREPARES)",
    silentWhen: "MariaDB does not log the command, and with a long_query_time above 0 it is seldom slow enough",
    source: "MySQL manual, Prepared Statements; Connector/J, Performance Extensions")

  package static func verdict(
    onCommand command: QueryClass, among statements: UInt64, _ limits: RuleLimits
  ) -> Verdict? {
    let prepared = command.count
    // All statements of the log may be executions of prepared ones, but no more than these.
    guard command.command == "Prepare", Double(prepared) >= limits["count"],
      Double(statements) <= Double(prepared) * limits["executions"]
    else { return nil }
    return .confirmed(
      "\(Count.text(prepared)) statements prepared, and no more than \(Count.text(statements)) executed in the whole log"
    )
  }
}
