extension Plan {
  /// A plan with what stands above it in a file.
  public struct Entry: Sendable, Equatable {
    /// The statement that was explained, without the word EXPLAIN and its options, as far as it is in the text.
    public var statement: String?
    /// The ID of the class, if a line `-- id: …` or `# Query ID: …` gives one.
    public var id: String?
    public var plan: Plan
    /// Where the plan begins in the text.
    public var byteOffset: Int
  }

  /// Reads all plans of a text that a person or a client's session made: outputs of EXPLAIN in any formats, each with
  /// its statement above it, or named by an ID.
  ///
  ///     -- id: 0F1A…
  ///     EXPLAIN SELECT * FROM t WHERE a = 1;          mysql> EXPLAIN SELECT * FROM t\G
  ///     +----+-------------+-------+…                 *************************** 1. row ***…
  ///
  /// - Throws: ``ExplainError`` if there is no plan in the text, or a damaged one.
  /// - Complexity: O(*n*).
  public static func parseDocument(_ bytes: [UInt8]) throws(ExplainError) -> [Entry] {
    let lines = (bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes[3...] : bytes[...]).lines
    let scanner = SectionScanner(lines: lines)
    var preamble = Preamble()
    var entries: [Entry] = []
    var index = 0
    while index < lines.count {
      guard !preamble.continuesStatement(lines[index]), let section = try scanner.section(at: index) else {
        preamble.take(lines[index])
        index += 1
        continue
      }
      let plan = try Plan(section)
      let (statement, id) = preamble.finish()
      entries.append(Entry(statement: statement, id: id, plan: plan, byteOffset: section.offset))
      assert(section.nextLine > index)
      index = max(section.nextLine, index + 1)
    }
    guard entries.isEmpty else { return entries }
    throw preamble.error ?? ExplainError(code: preamble.isEmpty ? .empty : .notRecognised, offset: preamble.start ?? 0)
  }

  public static func parseDocument(_ text: String) throws(ExplainError) -> [Entry] {
    try parseDocument(Array(text.utf8))
  }
}
