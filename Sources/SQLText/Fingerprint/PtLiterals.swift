/// Which properties of a literal decide about the pt fingerprint, and which can't.
///
/// This is what a cache needs that looks a statement up without its literals. Take a statement's *representative*:
/// the same statement with the content of literals and comments replaced by something short. Where the rules below
/// allow it, the representative has the same fingerprint, so statements with equal representatives are of one class.
/// All other text stays as it is, and everything from the first thing on that the rules don't allow. They follow from
/// the order of pt-query-digest's steps; a test holds them against generated statements.
///
/// **How the text is read.** As pt-query-digest reads it, not as the server does. Backticks mean nothing: a quote,
/// `#`, `--` or `/*` between them counts. A block comment starts at `/*` if the next byte is not `!` and ends at the
/// first `*/` from the second byte behind the `/*` on (so not in `/**/`), strings or not; without an end it is plain
/// text. A line comment starts at any `#` or `--`, with no blank needed, and ends before CR or LF or at the end; if a
/// quote of either kind comes first, it is plain text. Block comments are taken out before line comments are looked
/// for. `/*!…*/` is plain text.
///
/// **The content of a string** has no influence, whatever its length, blanks, line ends, bytes beyond ASCII, `#`,
/// `--`, `?` or parentheses, if all of this holds:
///
/// - The quote that opens it is not the first byte that is left once comments are gone.
/// - Behind the closing quote stands neither the same quote, nor a backslash, nor a block comment, all of which can
///   bring two quotes together. Doubled quotes shift which quotes belong together up to the end of the statement, and
///   of three in a row the last one still belongs to the string.
/// - It has an end. As the closing quote counts the first one behind an even number of backslashes, 0 included:
///   backslash escapes are taken out correctly, `\'` and `\\` and `\n` alike, and even where the server reads them
///   otherwise.
/// - It holds no `/*`: that starts a comment, or is a mark that stands for the whole statement.
/// - Between single quotes: no `"` but behind an odd number of backslashes. (`'` between double quotes does no harm:
///   double-quoted strings go first.)
/// - In a statement that starts with INSERT or REPLACE: no `)` `,` `(` in a row and no `values (`, with any blanks
///   between (``endsRow(_:)``).
///
/// An empty string is as any other. What stands *before* a string counts: one of `x b . + -` goes with it.
///
/// **A backslash outside of strings** can go and leave its neighbours side by side: nothing from there on can be
/// replaced.
///
/// **A run of digits** counts as one digit, even in words and between backticks. What does count is that one is
/// there, and the letters around it: `1e5` and `1E5`, `0xff` and `0xFF` are different. Exceptions:
///
/// - in a block comment that looks like a mark (``isMark(comment:)``), and in the statements of
///   ``mustStayWhole(_:)``;
/// - if embedded numbers are preserved: where the byte before, comments left out, is a letter, a digit or `_`;
/// - if MD5 checksums are matched: in 32 or more of `0-9 a-f` in a row, comments left out.
///
/// One may go further and take the whole of `1.5`, `1e5` or `0xff` for one digit, unless MD5 checksums are matched: all
/// of `0-9 a-f . x` that follow belong to the number. But not a sign (`true-5` is not `true5`, and `--` starts a
/// comment), not a dot at the end (`5.true` is not `5true`), and not into `false` behind a dot. A `?` of the statement
/// itself is no digit: `?e5` and `1e5` differ, so a digit has to be represented by a digit.
///
/// **The content of a block comment** has no influence if it isn't a mark, if no `*` stands behind the comment (`/* c
/// */*a.b:1/2*/` holds a mark), and if, in an INSERT or REPLACE, it ends no row.
/// That the comment is there counts: `-/* c */-` is a line comment. **The content of a line comment** has none if it
/// holds no `/*` and, in an INSERT or REPLACE, neither `)` nor `values`, since rows are looked for before comments are
/// taken out, and across the end of the line.
///
/// **Behind the first row** of a multi-row INSERT nothing counts, but for one thing: a mark anywhere in the rest
/// still stands for the whole statement. So the rest may be dropped if it holds no `/*`.
package enum PtLiterals {
  /// Whether the statement is of a form whose fingerprint can hold its literals, or depend on them as a whole: CALL
  /// (up to the last parenthesis of its first word), USE (a blank in the name keeps it from being one), administrator
  /// commands, and dumps, which are known by the number `40001`.
  package static func mustStayWhole(_ statement: Span<UInt8>) -> Bool {
    statement.holds("call", at: statement.endOfSpace(from: 0))
      || statement.holds(exactly: "administrator command: ", at: 0)
      || statement.holds(exactly: "SELECT /*!", at: 0) || isUse(statement)
  }

  /// Whether this text, in a string or comment of an INSERT, can be taken for the start or the end of a row.
  package static func endsRow(_ content: Span<UInt8>) -> Bool {
    var index = 0
    while index < content.count {
      if content[index] == PtByte.close {
        let comma = content.endOfSpace(from: index + 1)
        if comma < content.count, content[comma] == PtByte.comma {
          let open = content.endOfSpace(from: comma + 1)
          if open < content.count, content[open] == PtByte.open { return true }
        }
      } else if content.holds("values", at: index) {
        let open = content.endOfSpace(from: index + 6)
        if open < content.count, content[open] == PtByte.open { return true }
      }
      index += 1
    }
    return false
  }

  /// Whether a block comment with this content may be a mark such as `/*db.table:1/2*/`, by which pt-query-digest
  /// knows the queries of its sister programs. It is enough to look at the last four bytes.
  package static func isMark(comment content: Span<UInt8>) -> Bool {
    let end = content.count
    return end >= 4 && content[end - 4] == UInt8(ascii: ":") && PtByte.isDigit(content[end - 3])
      && content[end - 2] == PtByte.slash && PtByte.isDigit(content[end - 1])
  }

  /// Whether the text starts with `use `, without comments.
  private static func isUse(_ statement: Span<UInt8>) -> Bool {
    guard statement.count > 1 else { return false }
    switch statement[0] {
    case PtByte.slash, PtByte.minus, UInt8(ascii: "#"): break
    case UInt8(ascii: "u"), UInt8(ascii: "U"):
      // The usual case, UPDATE, needs no further look.
      if PtByte.isLetter(statement[1]), PtByte.lower(statement[1]) != UInt8(ascii: "s") { return false }
    default: return false
    }
    var text = Array(copying: statement)
    var bytes = text.mutableSpan
    var count = PtFingerprint.removeBlockComments(&bytes, count: bytes.count)
    count = PtFingerprint.removeLineComments(&bytes, count: count)
    return bytes.span.extracting(0..<count).holds("use ", at: 0)
  }
}
