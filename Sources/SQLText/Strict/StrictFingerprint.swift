/// The text of a statement with its literals abstracted, made from tokens.
///
/// Statements that differ in literals, blanks, comments, the case of keywords, needless quotes, or the length of lists
/// get one fingerprint; others do not. No literal survives, and a fingerprint is its own fingerprint.
///
/// | in the statement | in the fingerprint |
/// | --- | --- |
/// | `'x'`, `-1`, `0xFF`, `_utf8mb4'x'`, `'a' 'b'`, `DATE '2024-01-01'`, `NULL`, `TRUE`, `?` | `?` |
/// | `IS NOT NULL`, `IS TRUE`, `DEFAULT NULL` | kept |
/// | `IN (1, 2)`, `IN ((1, 2), (3, 4))`, `IN (a, 1, 2)` | `in (?+)`, `in ((?, ?)+)`, `in (a, ?+)` |
/// | `VALUES (NOW(), 1), (NOW(), 2)`, `VALUE (NOW(), 1)` | `values (now(), ?)+`: the first row stands for all |
/// | `LIMIT 10`; `LIMIT 5, 10`, `LIMIT 10 OFFSET 5` | `limit ?`; `limit ? offset ?` |
/// | `S UNION ALL S UNION ALL S` | `s union all +`, if the parts have the same fingerprint |
/// | `` `t` ``, `` `order` `` | `t`, `` `order` `` |
/// | `ORDER BY a ASC` | `order by a` |
/// | `/*+ MAX_EXECUTION_TIME(9) */` behind a verb | `/*+ max_execution_time(?) */` |
/// | `/*!40001 SQL_NO_CACHE */` | `sql_no_cache` |
///
/// Keywords and the names of functions become lower case; other names keep their case, since those of tables may
/// depend on it, and their digits.
///
/// A value of this type is a workshop that is used for one statement after the other and keeps its memory.
///
/// - Complexity: O(*n*) in the length of the statement; memory grows with the fingerprint alone.
package struct StrictFingerprint: Sendable {
  /// What may come next, which tells names from keywords and signs from operators.
  enum Expectation: UInt8 { case `operator`, operand, name, table, declaration }

  /// What was written last, as far as the spacing of what follows depends on it.
  enum Last: UInt8 {
    case nothing, keyword, plainName, quotedName, literal, userVariable, systemVariable, open, close, comma
    /// A dot, and a dot behind an unquoted name, where even `1a` is a name.
    case dot, dotOfPlainName
    /// `-`, `+`, `~` or `!` before a value.
    case unary
    /// `->` or `->>`
    case arrow
    /// `*` where it stands for all columns.
    case star
    /// A colon that begins a name.
    case colon
    case at, other
  }

  enum ValuesState: UInt8 { case none, beforeRow, afterRow, inFurtherRow }
  enum LimitState: UInt8 { case none, afterLimit, afterCount }

  /// The unary signs that were just written, which a literal takes away again.
  struct Signs { var count: Int, last: Last, glued: Bool }

  package let options: Tokenizer.Options
  /// The fingerprint made last.
  package internal(set) var bytes: [UInt8] = []
  /// How many tokens were read and bytes compared for it; a measure of cost that does not depend on the machine.
  package internal(set) var steps = 0

  /// The token being written, and the one behind it.
  var token = Token(kind: .end, flags: [], first: 0, start: 0, end: 0)
  var next = Token(kind: .end, flags: [], first: 0, start: 0, end: 0)
  var levels = [Level()]
  /// How many parentheses are open beyond the deepest level that is followed.
  var untracked = 0
  var expects = Expectation.operator
  /// What was expected before the name that was written last, for when a dot continues it.
  var expectedBeforeName = Expectation.operator
  var last = Last.nothing
  /// Whether what comes next is written without a blank before it.
  var glued = false
  var verb: Keyword?
  var keyword: Keyword?
  var keywordBefore: Keyword?
  var signs: Signs?
  var values = ValuesState.none
  var furtherRowDepth = 0
  var limit = LimitState.none
  /// Whether the next parenthesis belongs to IN.
  var opensList = false
  var inUpsert = false
  /// Whether the next token begins a part of a UNION.
  var beginsPart = false
  var isAdministratorCommand = false

  package init(options: Tokenizer.Options = []) { self.options = options }

  /// Makes the fingerprint of a statement and leaves it in `bytes`.
  package mutating func make(from text: Span<UInt8>) {
    bytes.removeAll(keepingCapacity: true)
    steps = 0
    beginStatement()
    var source = SignificantTokens(text, options: options)
    token = source.next(in: text)
    while token.kind != .end {
      next = source.next(in: text)
      steps &+= 1
      write(text)
      if token.flags.contains(.hasHint), last == .keyword { writeHint(text, source.hint(of: token)) }
      token = next
    }
    endStatement()
    while bytes.last == .ascii(";") || bytes.last == 0x20 { bytes.removeLast() }
  }

  /// The fingerprint of one statement as text, for where speed is no concern.
  package static func text(of statement: String, options: Tokenizer.Options = []) -> String {
    var fingerprint = StrictFingerprint(options: options)
    let bytes = Array(statement.utf8)
    fingerprint.make(from: bytes.span)
    return String(decoding: fingerprint.bytes, as: UTF8.self)
  }

  mutating func beginStatement() {
    levels.removeAll(keepingCapacity: true)
    levels.append(Level())
    untracked = 0
    expects = .operator
    expectedBeforeName = .operator
    last = .nothing
    verb = nil
    keyword = nil
    keywordBefore = nil
    signs = nil
    values = .none
    limit = .none
    glued = false
    opensList = false
    inUpsert = false
    beginsPart = false
    isAdministratorCommand = false
  }

  /// Closes whatever the statement left open.
  mutating func endStatement() {
    while !levels.isEmpty {
      endItem()
      endPart()
      levels.removeLast()
    }
    while bytes.last == 0x20 { bytes.removeLast() }
  }

  private mutating func write(_ text: Span<UInt8>) {
    if values == .afterRow || values == .inFurtherRow, passesFurtherRow() { return }
    switch token.kind {
    case .word: writeWord(text)
    case .quotedIdentifier: writeQuotedIdentifier(text)
    case .userVariable: writeUserVariable(text)
    case .systemVariable: writeSystemVariable(text)
    case .leftParenthesis: open()
    case .rightParenthesis: close()
    case .comma: writeComma()
    case .dot: writeDot()
    case .semicolon: writeSemicolon()
    case .symbol: writeSymbol(text)
    case .junk:
      place()
      bytes.append(token.first)
      settle(.other, expecting: .name)
    default: writeLiteral()
    }
  }
}
