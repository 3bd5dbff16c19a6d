import SQLText

extension Rewrite {
  /// `DATE(c) = '2026-11-01'` and `YEAR(c) = 2026` as ranges of a bare column that is a date or a moment, and `c + 0 = 7`
  /// of an integer column as `c = 7`.
  static func bareColumn(at index: Int, _ subject: Subject) -> String? {
    let outline = subject.outline
    return outline.isCall(index) ? range(at: index, subject) : withoutZero(at: index, subject)
  }

  private static func range(at index: Int, _ subject: Subject) -> String? {
    let outline = subject.outline
    guard let close = outline.closing(index + 1), outline.isName(index + 2), outline.endOfName(index + 2) == close - 1,
      outline.isSymbol(close + 1, "="), outline.pieces.indices.contains(close + 2), endsOperand(close + 2, outline),
      let column = subject.column(outline.name(close - 1), in: outline.pieces[index].block)
    else { return nil }
    let name = outline.text(from: index + 2, through: close - 1)
    let bounds: (first: String, behind: String)
    switch outline.name(index) {
    case "date" where ["date", "datetime", "timestamp"].contains(column.type) && outline.isKind(close + 2, .string):
      let day = outline.value(close + 2)
      guard let next = CalendarDay(day)?.next else { return nil }
      bounds = (day, next.text)
    case "year" where ["date", "datetime"].contains(column.type) && outline.isKind(close + 2, .integer):
      // YEAR of two digits means something else, and beyond these years nothing is stored.
      guard let year = Int(outline.text(close + 2)), (1_000...9_998).contains(year) else { return nil }
      bounds = ("\(year)-01-01", "\(year + 1)-01-01")
    default: return nil
    }
    return replacing(
      outline, from: index, through: close + 2,
      with: "(\(name) >= '\(bounds.first)' AND \(name) < '\(bounds.behind)')")
  }

  private static func withoutZero(at index: Int, _ subject: Subject) -> String? {
    let outline = subject.outline
    let end = outline.endOfName(index)
    guard outline.isSymbol(end + 1, "+") || outline.isSymbol(end + 1, "-"), outline.isKind(end + 2, .integer),
      Int(outline.text(end + 2)) == 0, outline.isKind(end + 4, .integer), outline.isComparison(end + 3),
      let column = subject.column(outline.name(end), in: outline.pieces[index].block),
      ["tinyint", "smallint", "mediumint", "int", "bigint"].contains(column.type)
    else { return nil }
    return replacing(outline, from: end + 1, through: end + 2, with: "").map { $0.replacing("  ", with: " ") }
  }

  /// Whether nothing is computed with the literal at `index`.
  private static func endsOperand(_ index: Int, _ outline: StatementOutline) -> Bool {
    guard outline.pieces.indices.contains(index + 1) else { return true }
    let piece = outline.pieces[index + 1]
    return piece.clause != outline.pieces[index].clause || piece.keyword == .and || piece.keyword == .or
      || piece.token.kind == .rightParenthesis
  }

  /// `(a, b) < (1, 2)` as `(a < 1 OR (a = 1 AND b < 2))`.
  static func rowComparison(opening open: Int, at comparison: Int, _ outline: StatementOutline) -> String? {
    guard let close = outline.closing(comparison + 1), let (a, b) = pair(open, comparison - 1, outline),
      let (x, y) = pair(comparison + 1, close, outline)
    else { return nil }
    let operation = outline.text(comparison)
    let strict = String(operation.prefix(1))
    return replacing(
      outline, from: open, through: close, with: "(\(a) \(strict) \(x) OR (\(a) = \(x) AND \(b) \(operation) \(y)))")
  }

  /// The two parts between parentheses, each a column or a literal.
  private static func pair(_ open: Int, _ close: Int, _ outline: StatementOutline) -> (String, String)? {
    let inside = open + 1..<close
    let commas = inside.filter { outline.isKind($0, .comma) }
    guard commas.count == 1, let comma = commas.first, comma > open + 1, comma + 1 < close else { return nil }
    for part in [open + 1..<comma, comma + 1..<close] {
      let isLiteral = part.count == 1 && outline.pieces[part.lowerBound].token.isLiteral
      let isColumn = outline.isName(part.lowerBound) && outline.endOfName(part.lowerBound) == part.upperBound - 1
      guard isLiteral || isColumn else { return nil }
    }
    return (outline.text(from: open + 1, through: comma - 1), outline.text(from: comma + 1, through: close - 1))
  }
}

/// A day of the calendar.
struct CalendarDay {
  private var year: Int
  private var month: Int
  private var day: Int

  /// `2026-11-01`, if there is such a day.
  init?(_ text: String) {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.map(\.count) == [4, 2, 2], let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2]),
      (1_000...9_998).contains(year), (1...12).contains(month)
    else { return nil }
    (self.year, self.month, self.day) = (year, month, day)
    guard (1...length).contains(day) else { return nil }
  }

  private var length: Int {
    let isLeap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0
    return month == 2 ? (isLeap ? 29 : 28) : [4, 6, 9, 11].contains(month) ? 30 : 31
  }

  var next: CalendarDay {
    var next = self
    next.day += 1
    if next.day > length { (next.day, next.month) = (1, month + 1) }
    if next.month > 12 { (next.month, next.year) = (1, year + 1) }
    return next
  }

  var text: String {
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return "\(year)-\(two(month))-\(two(day))"
  }
}
