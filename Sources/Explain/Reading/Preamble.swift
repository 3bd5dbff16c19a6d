/// What stands above a plan: the statement, an ID, remnants of the output before it.
struct Preamble {
  private var statement: [ByteText] = []
  private var id: String?
  /// Whether a prompt has begun a statement that has not ended: then `    -> ` is the client's prompt for more of it.
  private var isAtPrompt = false
  /// The first byte that is no white space.
  private(set) var start: Int?
  /// An error message of the server in place of output.
  private(set) var error: ExplainError?

  var isEmpty: Bool { start == nil }

  /// Whether the line goes on with a statement typed at a prompt, though it may look like a plan.
  func continuesStatement(_ line: ByteText) -> Bool { isAtPrompt && Self.continuation(line) != nil }

  mutating func take(_ line: ByteText) {
    let trimmed = line.trimmed
    guard !trimmed.isEmpty else {
      if !isAtPrompt { endParagraph() }
      return
    }
    if start == nil { start = trimmed.startIndex }
    if let message = Self.serverError(trimmed) {
      error = error ?? ExplainError(code: .serverError(message), offset: trimmed.startIndex)
    }
    if isAtPrompt, let rest = Self.continuation(line) { return add(rest) }
    if let rest = Self.prompt(trimmed) {
      statement = []
      isAtPrompt = true
      return add(rest)
    }
    if let found = Self.identifier(trimmed) {
      id = found
      return
    }
    guard !Self.isRemnant(trimmed) else { return }
    add(trimmed)
  }

  /// The statement and ID gathered, which are used up.
  mutating func finish() -> (statement: String?, id: String?) {
    defer {
      statement = []
      id = nil
      isAtPrompt = false
    }
    var bytes: [UInt8] = []
    for line in statement {
      if !bytes.isEmpty { bytes.append(0x0A) }
      bytes.append(contentsOf: line)
    }
    let text = ExplainedStatement.text(in: bytes[...])
    return (text.isEmpty ? nil : text, id)
  }

  private mutating func add(_ line: ByteText) {
    if endsStatement, !isAtPrompt { statement = [] }
    statement.append(line)
    if endsStatement { isAtPrompt = false }
  }

  /// A blank line ends a statement only if it is complete: what comes then is another.
  private mutating func endParagraph() {
    if endsStatement { statement.append([]) }
  }

  private var endsStatement: Bool {
    guard let last = statement.last(where: { !$0.isEmpty })?.trimmed else { return false }
    return last.hasSuffix(";") || last.hasSuffix("\\G") || last.hasSuffix("\\g")
  }

  /// What follows `mysql> `, `MariaDB [shop]> ` or `mysql [localhost:3306] {root} (shop) > `.
  private static func prompt(_ line: ByteText) -> ByteText? {
    guard line.hasPrefix("mysql") || line.hasPrefix("MariaDB [") || line.hasPrefix("MySQL ") else { return nil }
    return line.split(around: "> ")?.after.trimmed
  }

  private static func continuation(_ line: ByteText) -> ByteText? {
    let trimmed = line.trimmed
    guard trimmed.hasPrefix("->"), line.indentation > 0 else { return nil }
    return trimmed.dropFirst(2).trimmed
  }

  /// `-- id: 0F…`, `# Query ID: 0F…`, `# Query 1: 0.1 QPS, 0x concurrency, ID 0x0F… at byte 7`.
  private static func identifier(_ line: ByteText) -> String? {
    guard line.first == UInt8(ascii: "-") || line.first == UInt8(ascii: "#") else { return nil }
    let rest = line.drop { $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "#") }.trimmed
    var word: ByteText
    if rest.hasPrefix(ignoringCase: "id:") {
      word = rest.dropFirst(3).trimmed
    } else if rest.hasPrefix(ignoringCase: "query id") {
      word = rest.dropFirst(8).drop { $0 == UInt8(ascii: ":") }.trimmed
    } else if rest.hasPrefix(ignoringCase: "query "), let after = rest.split(around: " ID ")?.after {
      word = after
    } else {
      return nil
    }
    if word.hasPrefix(ignoringCase: "0x") { word = word.dropFirst(2) }
    let digits = word.prefix { Character(Unicode.Scalar($0)).isHexDigit }
    return digits.count == 16 || digits.count == 32 ? digits.text.uppercased() : nil
  }

  /// Lines that belong to no statement: summaries and notes below a result, tables of warnings, comments.
  private static func isRemnant(_ line: ByteText) -> Bool {
    ResultSummary.matches(line) || line.hasPrefix("Note (Code") || line.hasPrefix("Warning (Code")
      || line.hasPrefix("+-") || line.hasPrefix("| ") || line.hasPrefix("***") || line.hasPrefix("-- ")
      || line.hasPrefix("#") || line.hasPrefix("```") || line.hasPrefix("Database changed")
  }

  /// `ERROR 1146 (42S02) at line 1: Table 'shop.t' doesn't exist`
  private static func serverError(_ line: ByteText) -> String? {
    guard line.hasPrefix("ERROR "), line.dropFirst(6).first.map(ByteText.isDigit) == true else { return nil }
    return line.text
  }
}

/// Finds the statement behind EXPLAIN and its options.
enum ExplainedStatement {
  static func text(in bytes: ByteText) -> String {
    var rest = bytes.trimmed
    while true {
      if rest.hasSuffix(";") {
        rest = rest.dropLast().trimmed
      } else if rest.hasSuffix("\\G") || rest.hasSuffix("\\g") {
        rest = rest.dropLast(2).trimmed
      } else {
        break
      }
    }
    guard let verb = word(of: rest), ["explain", "describe", "desc", "analyze"].contains(verb.lowercased()) else {
      return rest.text
    }
    let whole = rest
    rest = rest.dropFirst(verb.utf8.count).trimmed
    while let option = word(of: rest)?.lowercased() {
      switch option {
      case "analyze", "extended", "partitions": rest = rest.dropFirst(option.utf8.count).trimmed
      case "format":
        let value = rest.dropFirst(6).trimmed
        guard value.first == UInt8(ascii: "=") else { return rest.text }
        let name = value.dropFirst().trimmed
        rest = name.drop { !ByteText.isSpace($0) }.trimmed
      // ANALYZE TABLE is another statement.
      case "table" where verb.lowercased() == "analyze": return whole.text
      default: return rest.text
      }
    }
    return rest.text
  }

  private static func word(of text: ByteText) -> String? {
    let word = text.prefix { ($0 | 0x20) >= UInt8(ascii: "a") && ($0 | 0x20) <= UInt8(ascii: "z") }
    return word.isEmpty ? nil : word.text
  }
}
