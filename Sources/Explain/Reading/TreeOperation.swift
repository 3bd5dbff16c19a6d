/// Makes a step of an operation as MySQL's tree and its JSON version 2 print it: `Index lookup on o using idx (a = 1)`.
enum TreeOperation {
  /// How operations begin. The first that fits counts.
  private static let beginnings: [(String, PlanNode.Kind)] = [
    ("Deduplicate rows sorted by row ID", .access), ("Intersect rows sorted by row ID", .access),
    ("Sort-deduplicate by row ID", .access),
    ("Filter: ", .filter), ("Sort", .sort), ("Limit", .limit), ("Offset", .limit),
    ("Window aggregate", .window), ("Window multi-pass aggregate", .window), ("Window", .window),
    ("Aggregate", .aggregate), ("Group aggregate", .aggregate), ("Group (", .aggregate),
    ("Count rows in ", .aggregate),
    ("Materialize", .materialize), ("Union materialize", .materialize), ("Union all materialize", .materialize),
    ("Intersect materialize", .materialize), ("Intersect all materialize", .materialize),
    ("Except materialize", .materialize), ("Except all materialize", .materialize),
    ("Temporary table", .temporaryTable),
    ("Append", .union), ("Remove duplicate", .deduplicate), ("Weedout", .deduplicate),
    ("Rows fetched before execution", .constantRows), ("Zero rows", .message), ("Zero input rows", .message),
    ("<not executable by iterator executor>", .message),
    ("Hash", .hash), ("Select #", .subquery), ("Repeat until convergence", .other), ("Stream results", .other),
    ("Insert into ", .modify), ("Replace into ", .modify), ("Insert values into ", .modify),
    ("Update ", .modify), ("Delete from ", .modify),
    ("Alternative plans for IN subquery", .other), ("Invalidate materialized tables", .other),
    ("Batch input rows", .other),
  ]

  /// How the ways to read a table are called, in lower case, and what they are in EXPLAIN's table. The first counts.
  private static let accesses: [(String, AccessType)] = [
    ("table scan", .all), ("sample scan", .all), ("scan new records", .all), ("constant row", .const),
    ("single-row index lookup", .eqRef), ("single-row covering index lookup", .eqRef),
    ("multi-range index lookup", .ref), ("multi-range covering index lookup", .ref),
    ("index lookup", .ref), ("covering index lookup", .ref), ("pushed join", .ref),
    ("full-text index search", .fulltext), ("fulltext index search", .fulltext),
    ("index range scan", .range), ("covering index range scan", .range), ("geometry index range scan", .range),
    ("index skip scan", .range), ("covering index skip scan", .range), ("group index skip scan", .range),
    ("group skip scan", .range), ("covering group skip scan", .range), ("dynamic index range scan", .range),
    ("index scan", .index), ("covering index scan", .index), ("materialize table function", .all),
  ]

  /// Whether a text begins like an operation.
  static func isKnown(_ text: ByteText) -> Bool {
    beginnings.contains { text.hasPrefix($0.0) } || accesses.contains { text.hasPrefix(ignoringCase: $0.0) }
      || joinKind(text) != nil
  }

  /// The step that an operation describes, without its inputs and measures.
  static func node(_ text: ByteText) -> PlanNode {
    var node: PlanNode
    if let (words, type) = accesses.first(where: { text.hasPrefix(ignoringCase: $0.0) }) {
      node = PlanNode(.access, operation: text.text)
      readAccess(text, words: words, type: type, into: &node)
    } else if let join = joinKind(text) {
      node = PlanNode(.join(join), operation: text.text)
      if join.algorithm == .hash, !join.isCartesian, let open = text.firstIndex(of: UInt8(ascii: "(")) {
        node.add(.join, text[open...].text)
      }
      if text.firstRange(of: "(FirstMatch)") != nil { node.add(.firstMatch(nil)) }
      if text.firstRange(of: "(LooseScan)") != nil { node.add(.looseScan) }
    } else {
      node = PlanNode(beginnings.first { text.hasPrefix($0.0) }?.1 ?? .other, operation: text.text)
      readWords(text, into: &node)
    }
    return node
  }

  /// `Nested loop inner join`, `Left hash join (…)`, `Hash antijoin`, `Batched key access left join`, …
  private static func joinKind(_ text: ByteText) -> PlanJoin? {
    let name = text.prefix { $0 != UInt8(ascii: "(") && $0 != UInt8(ascii: ":") }
    let algorithm: PlanJoin.Algorithm
    if name.hasPrefix(ignoringCase: "nested loop ") {
      algorithm = .nestedLoop
    } else if name.hasPrefix(ignoringCase: "batched key access ") {
      algorithm = .batchedKeyAccess
    } else if name.firstRange(of: "hash ") != nil || name.hasPrefix("Hash ") {
      algorithm = .hash
    } else {
      return nil
    }
    let words = name.split(separator: 0x20).map { $0.text.lowercased() }
    let kind: PlanJoin.Kind
    if words.contains("antijoin") {
      kind = .anti
    } else if words.contains("semijoin") {
      kind = .semi
    } else if words.contains("join") {
      kind = words.contains("left") || words.contains("full") ? .left : .inner
    } else {
      return nil
    }
    return PlanJoin(kind: kind, algorithm: algorithm, isCartesian: text.firstRange(of: "(no condition)") != nil)
  }

  /// What stands between the first `(` and its `)`.
  private static func parenthesis(in text: ByteText) -> String? {
    guard let open = text.firstIndex(of: UInt8(ascii: "(")), let end = text.endOfParenthesis(from: open) else {
      return nil
    }
    return text[(open + 1)..<(end - 1)].text
  }

  private static func readWords(_ text: ByteText, into node: inout PlanNode) {
    let afterColon = text.split(around: ": ")?.after.text
    switch node.kind {
    case .filter: node.add(.filter, afterColon)
    case .sort: node.add(.usingFilesort)
    case .subquery:
      node.selectID = Int(text.dropFirst(8).prefix(while: ByteText.isDigit).text)
      let words = parenthesis(in: text) ?? ""
      node.isDependent = words.contains("dependent") && !words.contains("independent")
      if let range = ArraySlice(words.utf8).split(around: "subquery in ")?.after {
        node.subqueryLocation = range.prefix { $0 != UInt8(ascii: ";") }.text
      }
    case .message: node.message = parenthesis(in: text) ?? text.text
    case .aggregate where text.firstRange(of: "using temporary table") != nil: node.add(.usingTemporary)
    case .temporaryTable: node.add(.usingTemporary)
    case .materialize:
      node.isDependent = text.firstRange(of: "invalidate on row") != nil
      if text.firstRange(of: "recursive") != nil { node.add(.recursive) }
    case .modify:
      let target = text.firstRange(of: " into ") ?? text.firstRange(of: " from ") ?? text.firstRange(of: " ")
      if let target { node.table = text[target.upperBound...].prefix { $0 != UInt8(ascii: "(") }.trimmed.text }
    case .access: node.access = .indexMerge
    default: break
    }
    if node.kind == .message { addMessageFact(&node) }
  }

  static func addMessageFact(_ node: inout PlanNode) {
    guard let message = node.message, !message.hasPrefix("<") else { return }
    node.add(ExtraColumn.fact(message))
  }
}

// MARK: - Reading tables

extension TreeOperation {
  /// `… on TABLE using INDEX (lookup) | over range, with index condition: …`
  private static func readAccess(_ text: ByteText, words: String, type: AccessType, into node: inout PlanNode) {
    node.access = type
    let afterWords = text.dropFirst(words.utf8.count)
    let separator = type == .const ? " from " : " on "
    guard let (between, rest) = afterWords.split(around: separator) else {
      // A table function has no name here.
      node.table = "<\(words.contains("function") ? "table function" : "unnamed")>"
      return
    }
    let (table, afterTable) = rest.split(around: " using ") ?? (untilParenthesis(rest), rest[rest.endIndex...])
    node.table = (afterTable.isEmpty ? untilParenthesis(rest) : table).trimmed.text
    if node.table?.hasSuffix(" temporary>") == true { node.add(.usingTemporary) }
    node.isCovering = words.contains("covering")
    let skips = words.contains("skip scan")
    let forGroups = skips && (between.firstRange(of: "for ") != nil || words.contains("group"))
    if forGroups {
      node.add(.usingIndexForGroupBy)
    } else {
      if node.isCovering { node.add(.usingIndex) }
      if skips { node.add(.usingIndexForSkipScan) }
    }
    if words.contains("new records") { node.add(.recursive) }
    if rest.firstRange(of: "(re-planned for each iteration)") != nil {
      // EXPLAIN's table calls it ALL: which index it will be is open.
      node.access = .all
      node.add(.rangeCheckedForEachRecord)
    }
    if !afterTable.isEmpty { readIndex(afterTable, into: &node) }
  }

  private static func untilParenthesis(_ text: ByteText) -> ByteText {
    text.firstRange(of: " (").map { text[..<$0.lowerBound] } ?? text
  }

  private static func readIndex(_ text: ByteText, into node: inout PlanNode) {
    var rest = text
    if let (before, condition) = rest.split(around: ", with index condition: ") {
      rest = before
      node.add(.usingIndexCondition)
      node.add(.index, strippingMarks(condition).text)
    }
    if rest.firstRange(of: "(reverse)") != nil || text.hasSuffix("(reverse)") { node.add(.backwardIndexScan) }
    if let (key, ranges) = rest.split(around: " over ") {
      node.key = key.trimmed.text
      node.add(.range, strippingMarks(ranges).text)
    } else if let open = rest.firstRange(of: " (") {
      node.key = rest[..<open.lowerBound].trimmed.text
      let end = rest.endOfParenthesis(from: open.upperBound - 1) ?? rest.endIndex + 1
      let lookup = rest[open.upperBound..<(end - 1)]
      guard lookup.text != "reverse" else { return }
      node.add(.lookup, lookup.text)
      node.keyParts = columns(ofLookup: lookup)
      if lookup.firstRange(of: " or NULL") != nil, node.access == .ref { node.access = .refOrNull }
    } else {
      node.key = rest.trimmed.text
    }
  }

  /// Without what may follow a condition: ` (reverse)`.
  private static func strippingMarks(_ text: ByteText) -> ByteText {
    text.hasSuffix(" (reverse)") ? text.dropLast(10) : text
  }

  /// The columns of `a = 1, b = t.c`.
  private static func columns(ofLookup lookup: ByteText) -> [String] {
    lookup.splitOutsideNesting(UInt8(ascii: ",")).compactMap { part in
      // Before 8.1 there are no spaces around the sign.
      part.firstIndex(of: UInt8(ascii: "=")).map { part[..<$0].trimmed.filter { $0 != UInt8(ascii: "`") } }
        .map { String(decoding: $0, as: UTF8.self) }
    }
  }
}
