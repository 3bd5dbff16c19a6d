/// The statements of one form: text in which names and literals stand open.
///
/// pt-query-digest's fingerprint of each is known by construction, because the forms use nothing that it treats in a
/// surprising way: literals become `?`, lists `in(?+)` and `values(?+)`, comments and line breaks go, the rest is lower case.
struct Shape {
  enum Part {
    case text(statement: Word, fingerprint: Word)
    case table
    /// One of the class's column names, by place.
    case column(Int)
    case number, negative, decimal, string, date, hex
    /// IN and its list.
    case list
    /// VALUES and its rows, each with this many columns.
    case rows(columns: Int)
    case limit, comment
  }

  var parts: [Part] = []
  var returnsRows = false

  /// In `pattern`, `{t}` is the table, `{c}` the next column, `{c3}` the third column again, and the other words are
  /// the cases of `Part`.
  init(_ pattern: String, in words: inout Vocabulary) {
    returnsRows = pattern.contains("SELECT")
    var columns = 0
    for (place, piece) in pattern.split(separator: "{", omittingEmptySubsequences: false).enumerated() {
      guard place > 0, let end = piece.firstIndex(of: "}") else {
        appendText(piece, in: &words)
        continue
      }
      let word = piece[..<end]
      switch word {
      case "t": parts.append(.table)
      case "c":
        parts.append(.column(columns))
        columns += 1
      case "number": parts.append(.number)
      case "negative": parts.append(.negative)
      case "decimal": parts.append(.decimal)
      case "string": parts.append(.string)
      case "date": parts.append(.date)
      case "hex": parts.append(.hex)
      case "list": parts.append(.list)
      case "limit": parts.append(.limit)
      case "comment": parts.append(.comment)
      case _ where word.hasPrefix("c"): parts.append(.column(Int(word.dropFirst())! - 1))
      case _ where word.hasPrefix("rows"): parts.append(.rows(columns: Int(word.dropFirst(4))!))
      default: preconditionFailure("no part \(word)")
      }
      appendText(piece[piece.index(after: end)...], in: &words)
    }
  }

  private mutating func appendText(_ text: Substring, in words: inout Vocabulary) {
    guard !text.isEmpty else { return }
    var fingerprint: [UInt8] = []
    for byte in text.lowercased().utf8 {
      let isBlank = byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\n")
      if isBlank && fingerprint.last == UInt8(ascii: " ") { continue }
      fingerprint.append(isBlank ? UInt8(ascii: " ") : byte)
    }
    let abstracted = String(decoding: fingerprint, as: UTF8.self)
    parts.append(.text(statement: words.add(text), fingerprint: words.add(abstracted)))
  }

  static let patterns: [String] = [
    "SELECT {c}, {c}, {c}, {c} FROM {t} WHERE {c} = {number} AND {c} = {string} AND {c} >= {date} AND {c} < {date} ORDER BY {c3} DESC LIMIT {limit}",
    "SELECT `{t}`.`{c}`, `{t}`.`{c}`, `{t}`.`{c}` FROM `{t}` WHERE `{t}`.`{c}` {list} AND `{t}`.`{c}` = {string} AND `{t}`.`{c}` > {decimal}",
    "{comment}SELECT {c}, COUNT(*) AS n, SUM({c}) AS total FROM {t} WHERE {c} BETWEEN {date} AND {date} AND {c} <> {string} GROUP BY {c1} HAVING total > {decimal} ORDER BY total DESC LIMIT {limit}",
    "INSERT INTO {t} ({c}, {c}, {c}, {c}, {c}) {rows5}",
    "UPDATE {t} SET {c} = {number}, {c} = {string}, {c} = {date} WHERE {c} = {number} AND {c} = {string}",
    "SELECT a.{c}, a.{c}, b.{c}, b.{c}\n  FROM {t} a\n  JOIN customers b ON b.id = a.{c}\n WHERE a.{c} = {number}\n   AND b.{c} LIKE {string}\n   AND a.{c} > {decimal}\n ORDER BY a.{c} DESC\n LIMIT {limit}",
    "DELETE FROM {t} WHERE {c} = {number} AND {c} < {date} AND {c} = {string} LIMIT {limit}",
    "SELECT * FROM {t} WHERE {c} = {string} AND {c} = {string} AND {c} > {negative} AND {c} {list} LIMIT {limit}",
    "{comment}SELECT {c}, {c}, {c} FROM {t} WHERE ({c} = {number} OR {c} = {number}) AND {c} = {string} AND {c} > {date} ORDER BY {c} LIMIT {limit}",
    "INSERT INTO {t} ({c}, {c}, {c}, {c}) {rows4}",
    "SELECT COUNT(*) FROM {t} WHERE {c} = {number} AND {c} >= {date} AND {c} <= {date} AND {c} {list} AND {c} = {string}",
    "UPDATE {t} SET {c} = {decimal}, {c} = {string} WHERE {c} {list} AND {c} = {number}",
    "SELECT {c}, {c}, {c}, {c}, {c} FROM {t} WHERE {c} = {hex} AND {c} = {number} AND {c} = {string} AND {c} > {date} ORDER BY {c} DESC, {c} LIMIT {limit}",
    "SELECT x.{c}, y.{c}, y.{c} FROM {t} x LEFT JOIN accounts y ON x.{c} = y.id AND y.{c} = {string} WHERE x.{c} = {number} AND x.{c} > {decimal} AND y.{c} {list} LIMIT {limit}",
    "REPLACE INTO {t} ({c}, {c}, {c}, {c}, {c}, {c}) {rows6}",
    "SELECT DISTINCT {c}, {c} FROM {t} WHERE {c} = {string} AND EXISTS (SELECT {c} FROM events e WHERE e.{c} = {t}.{c1} AND e.{c} > {date} AND e.{c} = {number}) AND {c} < {decimal} LIMIT {limit}",
  ]
}
