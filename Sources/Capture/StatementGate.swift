import SQLText

/// Decides whether a statement from a log may be given to EXPLAIN on a server that matters.
///
/// A log is other people's text. What passes is exactly one SELECT, told by tokens, that writes no file, sets no
/// variable, locks no rows, and calls nothing but functions known to only compute. Everything else is skipped, with the
/// reason.
package enum StatementGate {
  /// `nil`: it may be explained.
  package static func reasonToSkip(_ statement: [UInt8]) -> String? {
    let facts = StatementFacts(of: statement.span)
    if facts.isDamaged { return "the statement is damaged or cut short" }
    if facts.statementCount != 1 { return "\(facts.statementCount) statements, not one" }
    if facts.hasVersionComment { return "it has a version comment, whose contents may run or not" }
    guard facts.verb == .select, facts.isSingleDataStatement else {
      return "only SELECT is explained: EXPLAIN of anything else needs a transaction that may write"
    }
    if facts.hasPlaceholders { return "it has placeholders" }
    if facts.writesFile { return "it writes a file" }
    if facts.selectsIntoVariables || facts.assignsVariables { return "it sets variables" }
    if facts.locksRows { return "it locks rows" }
    if facts.callsQualifiedFunction { return "it calls a stored function" }
    if let name = facts.functions.first(where: { !BuiltInFunctions.contains($0) }) {
      return "it calls \(name), which EXPLAIN might execute"
    }
    return nil
  }
}
