import SQLText

/// Tells by the bytes on both sides of a quote whether it may end a string or identifier, or begins one.
///
///     name = 'Smith' AND      the first one opens: an operator or blank before it, a letter behind it
///     DROP TABLE t;' AS note  this one closes: nothing opens behind a `;`
///     DROP TABLE t;'AS note   so does this one, since a keyword or an alias can follow it
///     name = 'O'Brien'        the second one does not: what follows is neither
///
/// Where both could be (`LIKE '%`), it is either.
enum QuoteSide {
  case opens, surely, either

  /// How many bytes behind the quote are looked at.
  static let lookAhead = 160

  /// What the quote is whose last byte is at `after - 1`: one that opens, one that surely closes, or either.
  init(_ quote: UInt8, _ bytes: Span<UInt8>, endingAt after: Int, _ end: Int) {
    let mayOpen = Self.mayOpen(bytes, at: after - 1)
    if Self.mayClose(quote, bytes, endingAt: after, end, mayOpen: mayOpen) {
      self = mayOpen ? .either : .surely
    } else {
      self = .opens
    }
  }

  private static func mayClose(
    _ quote: UInt8, _ bytes: Span<UInt8>, endingAt after: Int, _ end: Int, mayOpen: Bool
  ) -> Bool {
    guard after < end else { return true }
    let next = bytes[after]
    switch next {
    case UInt8(ascii: "?"), UInt8(ascii: "{"), UInt8(ascii: "["), UInt8(ascii: "\\"), 0, quote: return false
    case UInt8(ascii: "@"), UInt8(ascii: "\""), UInt8(ascii: "'"): return !mayOpen
    case UInt8(ascii: "#"):
      // A comment, if the line holds nothing that this quote would have to close.
      let line = firstIndex(of: 0x0A, in: bytes, from: after, to: min(end, after + lookAhead))
      return !mayOpen && firstIndex(of: quote, in: bytes, from: after, to: line) == line
    case UInt8(ascii: "0")...UInt8(ascii: "9"): return false
    case _ where isIdentifierByte(next): return !mayOpen && isContinuation(bytes, after, end)
    default: return true
    }
  }

  /// Whether a string or identifier may begin at `quote`, by the byte before it.
  private static func mayOpen(_ bytes: Span<UInt8>, at quote: Int) -> Bool {
    guard quote > 0 else { return true }
    switch bytes[quote - 1] {
    case let byte where isSpace(byte):
      // Nothing begins with a literal behind a `;`.
      var i = quote - 1
      while i > 0, isSpace(bytes[i]) { i -= 1 }
      return bytes[i] != UInt8(ascii: ";")
    case UInt8(ascii: "("), UInt8(ascii: ","), UInt8(ascii: "="), UInt8(ascii: "<"), UInt8(ascii: ">"),
      UInt8(ascii: "!"), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "*"), UInt8(ascii: "/"),
      UInt8(ascii: "%"), UInt8(ascii: "|"), UInt8(ascii: "&"), UInt8(ascii: "^"), UInt8(ascii: "~"),
      UInt8(ascii: ":"), UInt8(ascii: "@"), UInt8(ascii: "."):
      return true
    default: return false
    }
  }

  /// Whether the word at `start` can follow a literal: a keyword that does, or an alias, which ends an expression.
  private static func isContinuation(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
    var i = start
    while i < end, isIdentifierByte(bytes[i]) { i += 1 }
    if keywords.contains(where: { $0.utf8CodeUnitCount == i - start && hasCaseless($0, at: start, in: bytes) }) {
      return true
    }
    while i < end, isSpace(bytes[i]) { i += 1 }
    guard i < end else { return true }
    return bytes[i] == UInt8(ascii: ",") || bytes[i] == UInt8(ascii: ";") || bytes[i] == UInt8(ascii: ")")
      || hasCaseless("from", at: i, in: bytes)
  }

  private static let keywords: [StaticString] = [
    "as", "from", "where", "and", "or", "xor", "like", "in", "is", "not", "between", "collate", "order", "group",
    "having", "limit", "union", "except", "intersect", "into", "on", "using", "then", "else", "when", "end", "desc",
    "asc", "escape", "separator", "regexp", "rlike", "sounds", "div", "mod", "for", "lock", "window", "comment",
    "default", "identified", "with", "fields", "columns", "lines", "terminated", "enclosed", "optionally", "escaped",
    "starting", "ignore", "set", "values", "key", "partition", "join", "left", "right", "inner", "cross", "use",
    "force",
  ]
}
