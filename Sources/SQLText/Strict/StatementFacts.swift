/// What has to be known of a statement before it may be given to a server again, as in EXPLAIN.
///
/// Everything is told from tokens, the contents of version comments included, and errs on the side of caution: what
/// could be a call is one, and what any server could execute counts as executed.
package struct StatementFacts: Sendable, Equatable {
  /// How many statements there are between semicolons; empty ones do not count.
  package var statementCount = 0
  /// The first keyword of the first statement; `nil` if it begins with something else, a parenthesis excepted.
  package var leadingKeyword: Keyword?
  /// SELECT, INSERT, REPLACE, UPDATE, DELETE, VALUES or TABLE, also where WITH or a parenthesis comes first.
  package var verb: Keyword?
  package var tables: [String] = []
  /// What stands before a parenthesis like a function, in lower case, qualified as written, each once.
  package var functions: [String] = []
  /// Whether a function is written with its database, which makes it a stored one.
  package var callsQualifiedFunction = false
  /// INTO OUTFILE or INTO DUMPFILE.
  package var writesFile = false
  /// INTO with a user variable, or with anything else that is no table of an INSERT.
  package var selectsIntoVariables = false
  /// `:=`
  package var assignsVariables = false
  package var usesUserVariables = false
  /// FOR UPDATE, FOR SHARE or LOCK IN SHARE MODE.
  package var locksRows = false
  package var hasPlaceholders = false
  package var hasHint = false
  package var hasVersionComment = false
  /// A string, name or comment without its end, or a byte that means nothing in SQL.
  package var isDamaged = false

  /// Whether this is exactly one whole SELECT, INSERT, REPLACE, UPDATE, DELETE, TABLE, VALUES or WITH statement.
  package var isSingleDataStatement: Bool {
    guard statementCount == 1, !isDamaged, verb != nil else { return false }
    switch leadingKeyword {
    case .select, .insert, .replace, .update, .delete, .table, .values, .with: return true
    default: return false
    }
  }

  /// - Complexity: O(*n*) in the length of the text.
  package init(of text: Span<UInt8>, options: Tokenizer.Options = []) {
    readMarks(text, options)
    var source = SignificantTokens(text, options: options)
    var collector = TableCollector()
    var calls = CallCollector()
    var current = source.next(in: text)
    var previous: Token?
    var isInStatement = false
    while current.kind != .end {
      let next = source.next(in: text)
      let token = current
      if token.kind == .semicolon {
        isInStatement = false
      } else if !isInStatement {
        isInStatement = true
        statementCount += 1
      }
      if leadingKeyword == nil, statementCount == 1, Self.mayPrecedeVerb(previous?.kind) {
        leadingKeyword = token.keyword
      }
      let isName = collector.read(token, next, text)
      read(token, next)
      calls.read(token, next, previous, isName: isName, text)
      if token.flags.contains(.hasHint) { hasHint = true }
      previous = token
      current = next
    }
    verb = collector.mainVerb
    tables = collector.tables
    functions = calls.names
    callsQualifiedFunction = calls.hasQualified
  }

  package init(of statement: String, options: Tokenizer.Options = []) {
    let bytes = Array(statement.utf8)
    self.init(of: bytes.span, options: options)
  }

  private static func mayPrecedeVerb(_ kind: Token.Kind?) -> Bool {
    kind == nil || kind == .leftParenthesis || kind == .semicolon
  }

  /// What only the plain tokens show.
  private mutating func readMarks(_ text: Span<UInt8>, _ options: Tokenizer.Options) {
    var tokenizer = Tokenizer(options: options)
    while true {
      let token = tokenizer.next(in: text)
      switch token.kind {
      case .end: return
      case .versionStart: hasVersionComment = true
      case .junk: isDamaged = true
      default: if token.flags.contains(.unterminated) { isDamaged = true }
      }
    }
  }

  private mutating func read(_ token: Token, _ next: Token) {
    switch token.kind {
    case .userVariable: usesUserVariables = true
    case .placeholder: hasPlaceholders = true
    case .symbol: if token.first == .ascii(":"), token.count == 2 { assignsVariables = true }
    default: break
    }
    switch token.keyword {
    case .into:
      if next.keyword == .outfile || next.keyword == .dumpfile {
        writesFile = true
      } else if leadingKeyword != .insert, leadingKeyword != .replace {
        selectsIntoVariables = true
      } else if next.kind == .userVariable {
        selectsIntoVariables = true
      }
    case .outfile, .dumpfile: writesFile = true
    case .for: if next.keyword == .update || next.keyword == .share { locksRows = true }
    case .lock: if next.keyword == .in { locksRows = true }
    default: break
    }
  }
}

/// The names of functions that a statement calls.
private struct CallCollector {
  private(set) var names: [String] = []
  private(set) var hasQualified = false
  private var known: Set<String> = []
  private var qualifier: [UInt8] = []

  mutating func read(_ token: Token, _ next: Token, _ previous: Token?, isName: Bool, _ text: Span<UInt8>) {
    guard token.kind == .word || token.kind == .quotedIdentifier else {
      if token.kind == .dot { qualifier.append(.ascii(".")) } else { qualifier.removeAll(keepingCapacity: true) }
      return
    }
    if previous?.kind != .dot { qualifier.removeAll(keepingCapacity: true) }
    qualifier += TableCollector.unquoted(token, text)
    guard next.kind == .leftParenthesis, !isName, isCallable(token, previous) else { return }
    let name = String(decoding: qualifier.map(SQLByte.lowercased), as: UTF8.self)
    if qualifier.contains(.ascii(".")) { hasQualified = true }
    if known.insert(name).inserted { names.append(name) }
  }

  /// Whether a word before a parenthesis may be a function: not IN, not the type in `CAST(a AS CHAR(10))`.
  private func isCallable(_ token: Token, _ previous: Token?) -> Bool {
    guard let keyword = token.keyword, token.kind == .word else { return true }
    if previous?.keyword == .as { return false }
    switch keyword {
    case .decimal, .dec, .numeric, .float, .double, .real, .varchar, .varbinary, .binary, .int, .integer, .bigint,
      .row, .any, .some, .value, .against, .offset:
      return false
    default: return !token.traits.contains(.needsQuotes) || token.traits.contains(.callable)
    }
  }
}
