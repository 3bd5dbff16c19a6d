/// Breaks a statement into lines for reading, without changing anything but the blanks between tokens.
///
/// A line begins at each clause; lists and conditions that are too long for a line go on in the next one, indented.
/// What stands in parentheses is only broken where it does not fit. Line comments keep their line's end.
///
/// - Complexity: O(*n*) in the length of the statement.
package struct StatementFormatter: Sendable {
  /// Columns of a line, counted in bytes; a token that is longer by itself is not cut.
  package var width: Int
  package var options: Tokenizer.Options

  package init(width: Int = 80, options: Tokenizer.Options = []) {
    self.width = max(width, 20)
    self.options = options
  }

  package func formatted(_ text: Span<UInt8>) -> [UInt8] {
    var lines = Lines(width: width)
    var tokenizer = Tokenizer(options: options)
    var keyword: Keyword?
    var depth = 0
    while true {
      let token = tokenizer.next(in: text)
      switch token.kind {
      case .end: return lines.output
      case .blank:
        lines.allowBreak()
        continue
      case .leftParenthesis: depth += 1
      case .rightParenthesis: depth = max(depth - 1, 0)
      default: break
      }
      if let word = token.keyword, depth == 0,
        Self.beginsClause(word, after: keyword, before: following(tokenizer, text))
      {
        lines.beginClause()
      }
      lines.append(text, token.range)
      if token.kind == .comment, token.first != .ascii("/") { lines.endLine() }
      if token.kind == .semicolon { lines.endStatement() }
      if token.kind != .comment { keyword = token.keyword }
    }
  }

  package func formatted(_ statement: String) -> String {
    let bytes = Array(statement.utf8)
    return String(decoding: formatted(bytes.span), as: UTF8.self)
  }

  /// The token behind the one just read, if a blank or nothing stands between.
  private func following(_ tokenizer: Tokenizer, _ text: Span<UInt8>) -> Token {
    var tokenizer = tokenizer
    let token = tokenizer.next(in: text)
    return token.kind == .blank ? tokenizer.next(in: text) : token
  }

  private static func beginsClause(_ keyword: Keyword, after previous: Keyword?, before next: Token) -> Bool {
    switch keyword {
    case .from: previous != .delete && previous != .distinct
    case .where, .having, .limit, .union, .except, .intersect, .returning, .window, .group, .order: true
    case .set, .values: previous == nil
    case .left, .right, .inner, .cross, .natural: previous != .natural && next.kind != .leftParenthesis
    case .straightJoin: previous != .select
    case .join:
      switch previous {
      case .left, .right, .inner, .outer, .cross, .natural: false
      default: true
      }
    case .on: next.keyword == .duplicate
    case .select:
      switch previous {
      case nil, .all, .distinct, .union, .except, .intersect: true
      default: false
      }
    default: false
    }
  }
}

/// Lines being filled.
private struct Lines {
  let width: Int
  var output: [UInt8] = []
  private var column = 0
  private var mayBreak = false
  private var mustBreak = false
  private var indent = 0
  private var beginsClause = false

  init(width: Int) { self.width = width }

  mutating func allowBreak() { mayBreak = true }

  /// The next token begins a clause, if a blank stands before it.
  mutating func beginClause() { beginsClause = true }

  mutating func endLine() { mustBreak = true }

  mutating func endStatement() {
    mustBreak = true
    indent = 0
  }

  mutating func append(_ text: Span<UInt8>, _ range: Range<Int>) {
    if output.isEmpty {
      mayBreak = false
    } else if mustBreak || (mayBreak && beginsClause) {
      breakLine(indent: beginsClause ? 0 : indent)
    } else if mayBreak {
      if column + 1 + range.count > width {
        breakLine(indent: 4)
      } else {
        output.append(0x20)
        column += 1
      }
    }
    beginsClause = false
    mayBreak = false
    for index in range { output.append(text[index]) }
    column += range.count
  }

  private mutating func breakLine(indent: Int) {
    output.append(0x0A)
    for _ in 0..<indent { output.append(0x20) }
    column = indent
    mustBreak = false
  }
}
