/// Redacts statements of which it is not known whether they are whole, nor whether a backslash is an escape.
///
/// Of what can be read in two ways only as much is shown as both agree upon: up to the first literal that matters, and `?
/// …` for the rest. That is so where a quote is left open, where a name stands right behind a string (`'O'Brien'`: the
/// quotes may be the other way round), and where a backslash before a quote decides what is text.
package struct CarefulRedactor: Sendable {
  package init() {}

  package func redacted(_ statement: [UInt8]) -> [UInt8] {
    let usual = reading(statement, [])
    guard usual.hasEscapes || !usual.isWhole else { return StatementRedactor().redacted(statement.span) }
    let plain = reading(statement, .noBackslashEscapes)
    switch (usual.isWhole, usual.hasEscapes && plain.isWhole) {
    case (true, false): return StatementRedactor().redacted(statement.span)
    case (false, true): return StatementRedactor(options: .noBackslashEscapes).redacted(statement.span)
    default:
      let redacted = StatementRedactor().redacted(statement.span)
      let other = StatementRedactor(options: .noBackslashEscapes).redacted(statement.span)
      if usual.isWhole, redacted == other { return redacted }
      let start = usual.isWhole ? usual.firstEscape : usual.firstQuote
      let head = Array(statement[..<start])
      return StatementRedactor().redacted(head.span) + Array("? …".utf8)
    }
  }

  /// Whether this can be read in more than one way.
  package func isDoubtful(_ statement: [UInt8]) -> Bool {
    redacted(statement) != StatementRedactor().redacted(statement.span)
  }

  private struct Reading {
    var isWhole = true
    var hasEscapes = false
    var firstQuote = 0
    /// Where the first string begins that has a backslash before a quote.
    var firstEscape = 0
  }

  private func reading(_ statement: [UInt8], _ options: Tokenizer.Options) -> Reading {
    var result = Reading()
    var tokenizer = Tokenizer(options: options)
    var stringEnd = -1
    var sawQuote = false
    while true {
      let token = tokenizer.next(in: statement.span)
      if token.kind == .end { return result }
      if token.flags.contains(.unterminated) { result.isWhole = false }
      if token.kind == .word, token.keyword == nil, token.start == stringEnd { result.isWhole = false }
      guard let opening = statement[token.range].firstIndex(where: { $0 == 0x27 || $0 == 0x22 || $0 == 0x60 }) else {
        continue
      }
      if !sawQuote { result.firstQuote = opening }
      sawQuote = true
      switch token.kind {
      case .string, .nationalString, .hexString, .bitString, .userVariable: stringEnd = token.end
      default: break
      }
      let quote = statement[opening]
      if quote != 0x60,
        zip(statement[token.range], statement[token.range].dropFirst()).contains(where: { $0 == (0x5C, quote) }),
        !result.hasEscapes
      {
        result.hasEscapes = true
        result.firstEscape = opening
      }
    }
  }
}
