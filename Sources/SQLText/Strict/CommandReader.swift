/// What a statement does, read from its first words.
struct Command {
  /// How its tables are found.
  enum Tables {
    case none
    /// By following its clauses from this offset on.
    case clauses(from: Int)
    /// By following a list of them from this offset on.
    case list(from: Int)
  }

  /// In capitals: `SELECT`, `CREATE TABLE`, `SHOW STATUS`; empty if it is not known.
  var words: String
  /// What it is about if that is no table: the name of a procedure, a statement, a user.
  var object: String?
  var tables = Tables.none
  /// The table that is named before those in `tables`.
  var table: String?
  /// Whether the distilled form goes without its tables.
  var isBare = false
}

/// Reads a statement's first words.
///
/// It knows the statements of both servers by their leading keywords; it does not check that they are well formed.
struct CommandReader: ~Copyable {
  private let head: [Token]
  private var position = 0

  /// - Parameter head: The first tokens of the statement, without blanks and comments.
  init(head: [Token]) { self.head = head }

  mutating func read(_ text: Span<UInt8>) -> Command {
    while peek?.kind == .semicolon { position += 1 }
    let start = peek?.start ?? 0
    if peek?.kind == .leftParenthesis { return Command(words: "", tables: .clauses(from: start)) }
    guard let keyword = peek?.keyword else { return Command(words: "") }
    position += 1
    switch keyword {
    case .select, .insert, .replace, .update, .delete, .with, .values, .table:
      return Command(words: "", tables: .clauses(from: start))
    case .create, .alter, .drop, .rename: return definition(Self.capitals(keyword), text)
    case .truncate:
      skip(.table)
      return listing("TRUNCATE TABLE")
    case .explain, .describe, .desc, .analyze: return explanation(keyword, text)
    case .optimize, .repair, .check, .checksum:
      skip(.noWriteToBinlog, .local)
      return tableCommand(Self.capitals(keyword))
    case .lock, .unlock, .flush: return tableCommand(Self.capitals(keyword))
    case .show: return show(text)
    case .set: return setting(text)
    case .load: return load()
    case .call, .use, .execute, .savepoint, .handler, .help: return named(Self.capitals(keyword), text)
    case .prepare: return named("PREPARE", text)
    case .deallocate:
      skip(.prepare)
      return named("DEALLOCATE PREPARE", text)
    case .administrator: return administrator(text)
    default: return plain(keyword, text)
    }
  }

  // MARK: Moving on

  private var peek: Token? { position < head.count ? head[position] : nil }

  private func peekAhead(_ distance: Int) -> Token? {
    position + distance < head.count ? head[position + distance] : nil
  }

  private mutating func skip(_ keywords: Keyword...) {
    while let keyword = peek?.keyword, keywords.contains(keyword) { position += 1 }
  }

  private static func capitals(_ keyword: Keyword) -> String { keyword.rawValue.uppercased() }

  /// A name of one or several parts, without quotes.
  private mutating func name(_ text: Span<UInt8>) -> String? {
    var bytes: [UInt8] = []
    while let token = peek, token.kind == .word || token.kind == .quotedIdentifier {
      bytes += TableCollector.unquoted(token, text)
      position += 1
      guard peek?.kind == .dot else { break }
      bytes.append(.ascii("."))
      position += 1
    }
    return bytes.isEmpty ? nil : String(decoding: bytes, as: UTF8.self)
  }

  private func word(_ token: Token, _ text: Span<UInt8>) -> String {
    String(decoding: TableCollector.unquoted(token, text), as: UTF8.self).uppercased()
  }

  // MARK: Kinds of statements

  private mutating func named(_ words: String, _ text: Span<UInt8>) -> Command {
    if peek?.keyword == .immediate { return Command(words: words + " IMMEDIATE") }
    return Command(words: words, object: name(text))
  }

  private mutating func listing(_ words: String) -> Command {
    skip(.if, .not, .exists)
    return Command(words: words, tables: peek.map { .list(from: $0.start) } ?? .none)
  }

  private mutating func tableCommand(_ verb: String) -> Command {
    skip(.noWriteToBinlog, .local)
    guard let keyword = peek?.keyword else { return Command(words: verb) }
    position += 1
    switch keyword {
    case .table: return listing(verb + " TABLE")
    case .tables: return listing(verb + " TABLES")
    default: return Command(words: verb + " " + Self.capitals(keyword))
    }
  }

  /// CREATE, ALTER, DROP and RENAME: the kind of thing is found behind what may stand before it.
  private mutating func definition(_ verb: String, _ text: Span<UInt8>) -> Command {
    if verb == "ALTER" || verb == "CREATE" { skip(.ignore) }
    while let token = peek {
      position += 1
      switch token.keyword {
      case .table: return tableDefinition(verb, text)
      case .tables: return listing(verb + " TABLE")
      case .view:
        skip(.if, .not, .exists)
        if verb == "DROP" { return listing("DROP VIEW") }
        let view = name(text)
        return Command(words: verb + " VIEW", tables: .clauses(from: peek?.start ?? token.end), table: view)
      case .index:
        skip(.if, .not, .exists)
        return index(verb, text)
      case .procedure, .function, .trigger, .event, .database, .schema, .sequence, .package, .server, .tablespace,
        .role, .prepare:
        skip(.body, .if, .not, .exists)
        let kind = token.keyword == .schema ? "DATABASE" : token.keyword.map(Self.capitals) ?? ""
        return Command(words: verb + " " + kind, object: name(text))
      case .user: return Command(words: verb + " USER")
      case .instance, .logfile, .resource: return Command(words: verb + " " + word(token, text))
      default: if token.kind == .semicolon { return Command(words: verb) }
      }
    }
    return Command(words: verb)
  }

  private mutating func tableDefinition(_ verb: String, _ text: Span<UInt8>) -> Command {
    let words = verb + " TABLE"
    if verb == "DROP" || verb == "RENAME" { return listing(words) }
    skip(.if, .not, .exists)
    guard let table = name(text) else { return Command(words: words) }
    guard verb == "CREATE", let next = peek else { return Command(words: words, table: table) }
    let offset = next.kind == .leftParenthesis ? 1 : 0
    if peekAhead(offset)?.keyword == .like, let model = peekAhead(offset + 1) {
      return Command(words: words, tables: .list(from: model.start), table: table)
    }
    return Command(words: words, tables: .clauses(from: next.start), table: table)
  }

  private mutating func index(_ verb: String, _ text: Span<UInt8>) -> Command {
    var command = Command(words: verb + " INDEX")
    while let token = peek, token.kind != .semicolon {
      position += 1
      if token.keyword == .on {
        command.table = name(text)
        break
      }
    }
    return command
  }

  /// EXPLAIN and ANALYZE of a statement or a table.
  private mutating func explanation(_ keyword: Keyword, _ text: Span<UInt8>) -> Command {
    if keyword == .analyze {
      skip(.noWriteToBinlog, .local)
      if peek?.keyword == .table || peek?.keyword == .tables {
        position += 1
        return listing("ANALYZE TABLE")
      }
    }
    let verb = keyword == .analyze ? "ANALYZE" : "EXPLAIN"
    let start = position
    while let token = peek, token.kind != .semicolon {
      switch token.keyword {
      case .select, .insert, .replace, .update, .delete, .with, .values, .table:
        return Command(words: verb, tables: .clauses(from: token.start))
      default: position += 1
      }
    }
    position = start
    if keyword == .analyze { return Command(words: verb) }
    if peekAhead(0)?.keyword == .for { return Command(words: "EXPLAIN") }
    return Command(words: "DESCRIBE", table: name(text))
  }

  private mutating func load() -> Command {
    guard let token = peek else { return Command(words: "LOAD") }
    let words = "LOAD " + (token.keyword.map(Self.capitals) ?? "DATA")
    return Command(words: words, tables: .clauses(from: token.start))
  }

  /// SET, or the statement that `SET STATEMENT … FOR` is about.
  private mutating func setting(_ text: Span<UInt8>) -> Command {
    switch peek?.keyword {
    case .statement where peekAhead(1)?.kind == .word:
      while let token = peek {
        position += 1
        if token.keyword == .for { return read(text) }
      }
      return Command(words: "SET STATEMENT")
    case .password: return Command(words: "SET PASSWORD")
    case .role: return Command(words: "SET ROLE")
    case .names: return Command(words: "SET NAMES")
    case .default where peekAhead(1)?.keyword == .role: return Command(words: "SET DEFAULT ROLE")
    default:
      skip(.global, .session, .local)
      return Command(words: peek?.keyword == .transaction ? "SET TRANSACTION" : "SET")
    }
  }

  private mutating func administrator(_ text: Span<UInt8>) -> Command {
    var words = "ADMIN"
    skip(.command)
    if peek?.isSymbol(.ascii(":")) == true { position += 1 }
    while let token = peek, token.kind == .word {
      words += " " + word(token, text)
      position += 1
    }
    return Command(words: words)
  }

  /// Statements that are told by one word or two.
  private mutating func plain(_ keyword: Keyword, _ text: Span<UInt8>) -> Command {
    let first = Self.capitals(keyword)
    switch keyword {
    case .begin, .commit, .`do`, .kill, .grant, .revoke, .binlog, .signal, .resignal, .shutdown, .restart, .clone,
      .help, .close, .open, .fetch, .declare, .if, .`while`, .`repeat`, .loop, .`return`, .`case`:
      return Command(words: first)
    case .rollback:
      skip(.work)
      return Command(words: peek?.keyword == .to ? "ROLLBACK TO SAVEPOINT" : first)
    case .start, .stop, .xa, .purge, .change, .install, .uninstall, .reset, .cache, .get, .release, .`import`:
      guard let token = peek, token.kind == .word else { return Command(words: first) }
      return Command(words: first + " " + word(token, text))
    default: return Command(words: "")
    }
  }
}

// MARK: - SHOW

extension CommandReader {
  private mutating func show(_ text: Span<UInt8>) -> Command {
    var words = "SHOW"
    skip(.full, .extended, .storage, .all)
    if peek?.keyword == .count {
      while let token = peek, token.kind != .rightParenthesis, token.kind != .semicolon { position += 1 }
      if peek != nil { position += 1 }
    }
    if peek?.keyword == .engine { position += 1 }
    if let scope = peek?.keyword, scope == .global || scope == .session || scope == .local {
      if scope == .global { words += " GLOBAL" }
      position += 1
    }
    guard let first = peek, first.kind == .word else { return Command(words: words, isBare: true) }
    position += 1
    switch first.keyword {
    case .schemas: words += " DATABASES"
    case .indexes, .keys: words += " INDEX"
    case .fields: words += " COLUMNS"
    default: words += " " + word(first, text)
    }
    if let second = peek, second.kind == .word, first.keyword == .create || Self.isSecondWord(second.keyword) {
      position += 1
      words += " " + word(second, text)
    }
    var command = Command(words: words, isBare: true)
    if words == "SHOW CREATE TABLE" || words == "SHOW CREATE VIEW" { command.table = name(text) }
    let listsTable = words == "SHOW COLUMNS" || words == "SHOW INDEX"
    if listsTable, peek?.keyword == .from || peek?.keyword == .in {
      position += 1
      command.table = name(text)
    }
    return command
  }

  private static func isSecondWord(_ keyword: Keyword?) -> Bool {
    switch keyword {
    case .status, .logs, .log, .events, .hosts, .tables, .code, .set: true
    default: false
    }
  }
}
