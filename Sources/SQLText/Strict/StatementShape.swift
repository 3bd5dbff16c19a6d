/// What a statement does and to which tables, for people to recognise it by.
package struct StatementShape: Sendable, Equatable {
  /// In capitals: `SELECT`, `INSERT SELECT`, `CREATE PROCEDURE`, `ADMIN QUIT`; empty if it is no known statement.
  package var command: String
  /// The tables as written but without quotes, each once, in the order in which they appear; views count as tables,
  /// common table expressions and derived tables do not.
  package var tables: [String]
  /// What it is about where that is no table: `p` of `CALL p(1)`.
  package var object: String?
  /// The command and what it is about: `SELECT users orders`. The table that is written to comes first.
  package var distilled: String

  /// How many tokens of the statement's beginning may decide about its command.
  private static let headLength = 48

  /// - Complexity: O(*n*) in the length of the text. Of several statements, the first gives the command.
  package init(of text: Span<UInt8>, options: Tokenizer.Options = []) {
    var reader = CommandReader(head: Self.head(of: text, options))
    let command = reader.read(text)
    var collector: TableCollector
    let start: Int
    switch command.tables {
    case .none: (collector, start) = (TableCollector(), text.count)
    case .clauses(let offset): (collector, start) = (TableCollector(), offset)
    case .list(let offset): (collector, start) = (TableCollector(expectsTables: true), offset)
    }
    if let table = command.table { collector.add(table) }
    var source = SignificantTokens(text, options: options, at: start)
    var current = source.next(in: text)
    while current.kind != .end {
      let next = source.next(in: text)
      _ = collector.read(current, next, text)
      current = next
    }
    self.command = Self.command(command.words, collector)
    tables = collector.tables
    object = command.object
    // A statement is known by what it changes, even if common table expressions come before that.
    let count = command.table == nil ? collector.tablesBeforeVerb : 0
    let ordered = command.isBare ? [] : Array(tables[count...] + tables[..<count])
    let subjects = ordered.isEmpty && !command.isBare ? object.map { [$0] } ?? [] : ordered
    distilled = ([self.command] + subjects).joined(separator: " ")
  }

  package init(of statement: String, options: Tokenizer.Options = []) {
    let bytes = Array(statement.utf8)
    self.init(of: bytes.span, options: options)
  }

  private static func head(of text: Span<UInt8>, _ options: Tokenizer.Options) -> [Token] {
    var source = SignificantTokens(text, options: options)
    var head: [Token] = []
    while head.count < headLength {
      let token = source.next(in: text)
      guard token.kind != .end else { break }
      head.append(token)
    }
    return head
  }

  private static func command(_ words: String, _ collector: TableCollector) -> String {
    let followsClauses = words.isEmpty || words == "EXPLAIN" || words == "ANALYZE"
    guard followsClauses, let verb = collector.mainVerb else { return words }
    var command = (words.isEmpty ? "" : words + " ") + verb.rawValue.uppercased()
    if collector.insertsQuery { command += " SELECT" }
    if collector.hasUnion, verb == .select { command += " UNION" }
    return command
  }
}
