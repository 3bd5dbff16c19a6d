/// The distilled form that pt-query-digest 3.7.1 gives a statement, byte for byte, its faults included.
///
///     select a.x from film as a join actor b on …   →   SELECT film actor
///
/// A verb, or what stands for one (`PtDistill+Verbs.swift`), then the tables (`+Tables.swift`). It is for output that
/// has to agree with pt-query-digest's: it finds no tables in `WITH … UPDATE`, and takes `from` in a comment for a
/// clause.
///
/// - Shape: the statement as in `arg`, without the `;` that ends it in the log.
/// - Edges: pt-query-digest ends with an error on an empty statement and on `0`; the result is empty here. Of aliases
///   that touch
///   each other (`SHOW KEYSES`) it replaces one or both by chance; here both are.
/// - Complexity: O(*n*).
package struct PtDistill: Sendable {
  package static func distill(_ statement: [UInt8]) -> [UInt8] {
    let (verbs, table) = verbs(of: statement)
    if verbs.span.holds(exactly: "SHOW", at: 0) { return replacingAliases(verbs) }
    if verbs.span.holds(exactly: "LOAD DATA", at: 0) { return verbs }
    var names = tables(of: statement).map(abstractingName)
    if let table, table != [0x30] { names.append(table) }
    var result = verbs
    var previous: [UInt8] = []
    for name in names where name != previous {
      result.append(PtByte.space)
      result += name
      previous = name
    }
    return result
  }

  package static func distill(_ statement: Span<UInt8>) -> [UInt8] {
    distill(Array(copying: statement))
  }
}

extension PtDistill {
  /// A name without backticks, its numbers replaced by `?`.
  private static func abstractingName(_ name: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    var isInNumber = false
    for byte in name where byte != PtByte.backtick {
      let isDigit = PtByte.isDigit(byte)
      if !isDigit {
        result.append(byte)
      } else if !isInNumber {
        result.append(PtByte.mark)
      }
      isInNumber = isDigit
    }
    return result
  }

  private static func replacingAliases(_ verbs: [UInt8]) -> [UInt8] {
    var result = verbs
    for (alias, name): (StaticString, String) in [("schema", "DATABASE"), ("indexes", "INDEX"), ("keys", "INDEX")] {
      guard let index = result.span.first(alias, from: 0) else { continue }
      result.replaceSubrange(index..<index + alias.utf8CodeUnitCount, with: name.utf8)
    }
    return result
  }
}

/// Rewrites a text as `s/…/…/` does: pieces that match are replaced, the rest is copied.
struct PtRewriter {
  /// Tries a match at one place of a text; gives its end and what replaces it.
  typealias Match = (_ text: Span<UInt8>, _ index: Int) -> (end: Int, replacement: [UInt8])?

  /// Replaces every match, or only the first one. A match must not be empty.
  static func replace(_ text: [UInt8], onlyFirst: Bool = false, _ match: Match) -> [UInt8] {
    let source = text.span
    var result: [UInt8] = []
    var index = 0
    var copied = 0
    while index < source.count {
      guard let (end, replacement) = match(source, index) else {
        index += 1
        continue
      }
      result.append(contentsOf: source, in: copied..<index)
      result += replacement
      copied = end
      index = end
      if onlyFirst { break }
    }
    guard copied > 0 else { return text }
    result.append(contentsOf: source, in: copied..<source.count)
    return result
  }

  /// As above, for expressions that start with `\s+`: `match` gets the place behind the blanks.
  static func replaceBehindBlanks(_ text: [UInt8], onlyFirst: Bool = false, _ match: Match) -> [UInt8] {
    var triedTo = 0
    return replace(text, onlyFirst: onlyFirst) { text, index in
      guard index >= triedTo, PtByte.isSpace(text[index]) else { return nil }
      triedTo = text.endOfSpace(from: index)
      return match(text, triedTo)
    }
  }
}
