extension PtFingerprint {
  /// The fingerprint of a statement that is known by what it holds rather than by its form, `nil` for all others.
  static func nameOfSpecial(_ statement: Span<UInt8>) -> [UInt8]? {
    if statement.holds(exactly: "SELECT /*!40001 SQL_NO_CACHE */ * FROM `", at: 0) { return Array("mysqldump".utf8) }
    if holdsToolkitMark(statement) { return Array("percona-toolkit".utf8) }
    if statement.holds(exactly: "administrator command: ", at: 0) { return Array(copying: statement) }
    return nameOfCall(statement)
  }

  /// How much of a statement is looked at: of a multi-row INSERT up to the end of its first row, else everything.
  ///
  ///     insert into t (a) values (1, 'x') , (2, 'y') on duplicate key update …
  ///     └────────── kept ──────────────┘
  ///
  /// The row ends at the first `)` that a comma and another `(` follow, even inside a string.
  package static func lengthToFirstRow(of statement: Span<UInt8>) -> Int {
    var index: Int
    if statement.holds("insert", at: 0) {
      index = 6
    } else if statement.holds("replace", at: 0) {
      index = 7
    } else {
      return statement.count
    }
    if statement.holds(" ignore", at: index) { index += 7 }
    let into = statement.endOfSpace(from: index)
    guard into > index, statement.holds("into", at: into) else { return statement.count }
    // One byte at least stands between INTO and VALUES.
    guard var row = startOfValues(in: statement, from: into + 5) else { return statement.count }
    while let close = statement.first(PtByte.close, from: row) {
      let comma = statement.endOfSpace(from: close + 1)
      row = comma
      guard comma < statement.count, statement[comma] == PtByte.comma else { continue }
      let next = statement.endOfSpace(from: comma + 1)
      row = next
      if next < statement.count, statement[next] == PtByte.open { return close + 1 }
    }
    return statement.count
  }
}

extension PtFingerprint {
  /// Whether a comment like `/*db.table:1/20*/` is in it, with which pt-table-checksum and others mark their queries.
  private static func holdsToolkitMark(_ statement: Span<UInt8>) -> Bool {
    var index = 0
    while let slash = statement.first(PtByte.slash, from: index) {
      index = slash + 1
      guard index < statement.count, statement[index] == PtByte.star else { continue }
      index += 1
      let dot = statement.endOfWord(from: index)
      guard dot > index, dot < statement.count, statement[dot] == UInt8(ascii: ".") else { continue }
      let colon = statement.endOfWord(from: dot + 1)
      guard colon > dot + 1, statement.count - colon >= 6 else { continue }
      if statement[colon] == UInt8(ascii: ":"), PtByte.isDigit(statement[colon + 1]),
        statement[colon + 2] == PtByte.slash, PtByte.isDigit(statement[colon + 3]),
        statement[colon + 4] == PtByte.star, statement[colon + 5] == PtByte.slash
      {
        return true
      }
    }
    return false
  }

  /// `call name` in lower case for `CALL name(…)`: up to the last `(` that follows the name without a blank.
  private static func nameOfCall(_ statement: Span<UInt8>) -> [UInt8]? {
    let call = statement.endOfSpace(from: 0)
    guard statement.holds("call", at: call) else { return nil }
    let name = statement.endOfSpace(from: call + 4)
    guard name > call + 4 else { return nil }
    var end = statement.endOfNonSpace(from: name)
    repeat { end -= 1 } while end > name && statement[end] != PtByte.open
    guard end > name else { return nil }
    return (call..<end).map { PtByte.lower(statement[$0]) }
  }

  /// Where the first row starts: behind the first `VALUES (`.
  private static func startOfValues(in statement: Span<UInt8>, from start: Int) -> Int? {
    var index = start
    while let values = statement.first("values", from: index) {
      index = statement.endOfSpace(from: values + 6)
      if index < statement.count, statement[index] == PtByte.open { return index + 1 }
    }
    return nil
  }
}

extension Array where Element == UInt8 {
  /// The bytes of a span.
  init(copying bytes: Span<UInt8>) {
    self.init()
    reserveCapacity(bytes.count)
    for index in 0..<bytes.count { append(bytes[index]) }
  }
}
