import JSONText

/// A stretch of text that is the output of one EXPLAIN.
struct ExplainSection {
  enum Content {
    case rows([ExplainRow])
    /// The lines of a tree.
    case tree([ByteText])
    case json(JSONValue)
  }

  var content: Content
  /// Where it begins in the text.
  var offset: Int
  /// The first line behind it.
  var nextLine: Int
}

/// Finds the outputs of EXPLAIN in a text by what they look like.
///
/// Each format gives itself away by its first line:
///
///     +----+-------------+…             a table with borders (also without the line: `| id | select_type | …`)
///     *************************** 1…    vertical rows
///     id<tab>select_type<tab>…          tab-separated rows
///     {                                 JSON, also rows as tools export them: [{"id": 1, "select_type": …
///     -> …                              a tree
///     EXPLAIN                           batch mode: one of the two above in the next line
///     # …                               one of these behind `#`: pt-query-digest's reports, MariaDB's slow log
struct SectionScanner {
  let lines: [ByteText]
  /// The same lines without their `#`; empty where a line has none.
  private let uncommented: [ByteText]

  init(lines: [ByteText]) {
    self.lines = lines
    uncommented = lines.map { Self.withoutComment($0) ?? [] }
  }

  private init(withoutComments lines: [ByteText]) {
    self.lines = lines
    uncommented = []
  }

  /// The section that begins in this line, if one does.
  func section(at line: Int) throws(ExplainError) -> ExplainSection? {
    let trimmed = lines[line].trimmed
    guard let first = trimmed.first else { return nil }
    switch first {
    case UInt8(ascii: "+"), UInt8(ascii: "|"): return try borderedTable(at: line)
    case UInt8(ascii: "*"): return try verticalRows(at: line)
    case UInt8(ascii: "{"), UInt8(ascii: "["), UInt8(ascii: "-"):
      return try payload(startingWith: trimmed, at: line, isCell: false)
    case UInt8(ascii: "#"): return try commented(at: line)
    default: break
    }
    if let name = Self.payloadColumn(trimmed), trimmed.count == name.utf8.count, line + 1 < lines.count {
      return try payload(startingWith: lines[line + 1].trimmed, at: line + 1, isCell: true)
    }
    return tabSeparatedRows(at: line)
  }

  /// `EXPLAIN` or `ANALYZE`: the name of the only column, if the text begins with one of the two.
  static func payloadColumn(_ text: ByteText) -> String? {
    ["EXPLAIN", "ANALYZE"].first { text.hasPrefix($0) }
  }

  /// A tree or JSON document that begins with `first`, in this line, and goes on in the lines after it.
  ///
  /// In a cell, steps are indented from the line's start, else from where the first step stands.
  func payload(startingWith first: ByteText, at line: Int, isCell: Bool) throws(ExplainError) -> ExplainSection? {
    if first.hasPrefix("-> ") {
      if first.hasSuffix("\\n") {
        return ExplainSection(
          content: .tree(ByteText(first.unescaped).lines), offset: first.startIndex, nextLine: line + 1)
      }
      let base = isCell ? 0 : lines[line].indentation
      let (tree, next) = TreeText.lines(startingWith: first, baseIndentation: base, from: line + 1, of: lines)
      return ExplainSection(content: .tree(tree), offset: first.startIndex, nextLine: next)
    }
    guard first.first == UInt8(ascii: "{") || first.first == UInt8(ascii: "[") else { return nil }
    if first.hasPrefix("{\\n") {
      let (value, _) = try Self.json(first.unescaped, offset: first.startIndex)
      return ExplainSection(content: .json(value), offset: first.startIndex, nextLine: line + 1)
    }
    guard isJSON(first, at: line) else { return nil }
    let (value, next) = try jsonLines(startingWith: first, at: line)
    return ExplainSection(content: .json(value), offset: first.startIndex, nextLine: next)
  }

  /// Whether what follows the first brace or bracket is that of an object, or of an array of them.
  private func isJSON(_ first: ByteText, at line: Int) -> Bool {
    let sameLine = first.dropFirst().trimmed.first
    switch (first.first, sameLine ?? (line + 1 < lines.count ? lines[line + 1].trimmed.first : nil)) {
    case (UInt8(ascii: "{"), nil), (UInt8(ascii: "{"), UInt8(ascii: "\"")), (UInt8(ascii: "{"), UInt8(ascii: "}")):
      return true
    case (_, UInt8(ascii: "{")): return true
    default: return false
    }
  }

  /// The JSON value that begins with `first` and the line behind it. Lines are gathered until they hold it, twice as
  /// many each time, because what follows may be long and is not to be copied for every plan of a file.
  private func jsonLines(startingWith first: ByteText, at line: Int) throws(ExplainError) -> (JSONValue, next: Int) {
    var gathered = Array(first)
    var next = line + 1
    var step = 64
    while true {
      let end = min(next + step, lines.count)
      for rest in lines[next..<end] {
        gathered.append(0x0A)
        gathered.append(contentsOf: rest)
      }
      next = end
      step = 2 * (next - line)
      let value: JSONValue
      let valueEnd: Int
      do {
        (value, valueEnd) = try Self.json(gathered, offset: first.startIndex)
      } catch {
        if next < lines.count, error.code == Self.endsTooEarly { continue }
        throw error
      }
      // Behind the value, to the end of its line, there may be the border of a table.
      let tail = gathered[valueEnd...].prefix { $0 != 0x0A }.trimmed
      guard tail.allSatisfy({ $0 == UInt8(ascii: "|") || $0 == UInt8(ascii: ";") }) else {
        throw ExplainError(
          code: .malformedJSON("something follows the end of the JSON value"), offset: first.startIndex + valueEnd)
      }
      return (value, line + 1 + gathered[..<valueEnd].count { $0 == 0x0A })
    }
  }

  private static let endsTooEarly = ExplainError.Code.malformedJSON(
    JSONError(code: .unexpectedEnd, offset: 0).reason)

  static func json(_ bytes: [UInt8], offset: Int) throws(ExplainError) -> (JSONValue, end: Int) {
    do {
      var (value, end) = try JSONValue.prefix(of: bytes, as: .serverOutput)
      // White space behind the value is not its own here: it may end the line.
      while end > 0, ByteText.isSpace(bytes[end - 1]) { end -= 1 }
      return (value, end)
    } catch {
      if case .tooDeep(let limit) = error.code {
        throw ExplainError(code: .tooDeep(limit: limit), offset: offset + error.offset)
      }
      throw ExplainError(code: .malformedJSON(error.reason), offset: offset + error.offset)
    }
  }

  /// Lines behind `#`, as pt-query-digest writes them, and `# explain: ` as MariaDB does.
  private func commented(at line: Int) throws(ExplainError) -> ExplainSection? {
    guard !uncommented.isEmpty, !uncommented[line].trimmed.isEmpty else { return nil }
    return try SectionScanner(withoutComments: uncommented).section(at: line)
  }

  private static func withoutComment(_ line: ByteText) -> ByteText? {
    var rest = line.trimmed
    guard rest.first == UInt8(ascii: "#") else { return nil }
    while rest.first == UInt8(ascii: "#") { rest.removeFirst() }
    if rest.first == 0x20 { rest.removeFirst() }
    if rest.hasPrefix(ignoringCase: "explain: ") { rest.removeFirst(9) }
    return rest
  }
}
