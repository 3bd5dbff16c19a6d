import SQLText

/// Decides whether a statement from a log may be given to EXPLAIN on a server that matters, and in what transaction.
///
/// A log is other people's text. What passes is exactly one statement, told by tokens, that writes no file, sets no
/// variable, and calls nothing but functions known to only compute. A query is explained in a transaction that cannot
/// write. EXPLAIN of a statement that writes is refused there by both servers, on MariaDB also that of a query that locks
/// rows; these pass as ``Passage/write(tables:functions:)``, and the caller has to see first that every table is a base table. Everything
/// else is skipped, with the reason.
package enum StatementGate {
  package enum Passage: Sendable, Equatable {
    case skip(String)
    /// In a read-only transaction. ANALYZE, which runs it, may be asked for only if `isSelect`.
    case read(isSelect: Bool)
    /// In a transaction that is rolled back, once these names are known to be base tables, and no stored function of the
    /// database has a name that is called.
    case write(tables: [String], functions: [String])
  }

  /// Longer statements are data rather than a question.
  package static let longestStatement = 1 << 20

  package static func passage(for statement: [UInt8]) -> Passage {
    if statement.count > longestStatement { return .skip("it is longer than 1 MiB") }
    let facts = StatementFacts(of: statement.span)
    if let reason = reasonToSkip(facts) { return .skip(reason) }
    if drawsFromSequence(statement) { return .skip("it draws from a sequence") }
    switch facts.verb {
    case .select where !facts.locksRows: return .read(isSelect: true)
    case .table: return .read(isSelect: false)
    default: break
    }
    if let name = facts.functions.first(where: { !BuiltInFunctions.isOnEveryServer($0) }) {
      return .skip(
        "it \(facts.verb == .select ? "locks rows" : "writes") and calls \(name), which is a stored function where the server has none of that name"
      )
    }
    if facts.tables.isEmpty { return .skip("it writes or locks rows, and no table is seen in it") }
    return .write(tables: facts.tables, functions: facts.functions)
  }

  private static func reasonToSkip(_ facts: StatementFacts) -> String? {
    if facts.isDamaged { return "the statement is damaged or cut short" }
    if facts.statementCount != 1 { return "\(facts.statementCount) statements, not one" }
    if facts.hasVersionComment { return "it has a version comment, whose contents may run or not" }
    guard facts.isSingleDataStatement, facts.verb != .values else {
      return "only SELECT, TABLE, INSERT, REPLACE, UPDATE and DELETE are explained"
    }
    if facts.hasPlaceholders { return "it has placeholders" }
    if facts.writesFile { return "it writes a file" }
    if facts.selectsIntoVariables || facts.assignsVariables { return "it sets variables" }
    if facts.callsQualifiedFunction { return "it calls a stored function" }
    if let name = facts.functions.first(where: { !BuiltInFunctions.contains($0) }) {
      return "it calls \(name), which EXPLAIN might execute"
    }
    return nil
  }

  /// `NEXT VALUE FOR s`, `PREVIOUS VALUE FOR s`, and what Oracle's mode writes as `s.NEXTVAL`: none looks like a call.
  private static func drawsFromSequence(_ statement: [UInt8]) -> Bool {
    let outline = StatementOutline(of: statement)
    return outline.pieces.indices.contains { index in
      guard outline.isKind(index, .word) || outline.isKind(index, .quotedIdentifier) else { return false }
      switch outline.name(index) {
      case "next", "previous": return outline.isKind(index + 1, .word) && outline.name(index + 1) == "value"
      case "nextval", "currval": return outline.isKind(index - 1, .dot)
      default: return false
      }
    }
  }
}
