/// The text of an optimizer hint, `/*+ … */`, without its literals.
///
/// `/*+ SET_VAR(sort_buffer_size = 16M) bogus Max_Execution_Time ( 9 ) */` becomes
/// `/*+ set_var(sort_buffer_size = ?) max_execution_time(?) */`.
enum HintText {
  /// - Returns: Nothing if no hint in it has a known name.
  static func normalised(_ text: Span<UInt8>, _ range: Range<Int>, options: Tokenizer.Options) -> [UInt8] {
    var output: [UInt8] = []
    var tokenizer = Tokenizer(options: options, at: range.lowerBound)
    var name: Token?
    var isOpen = false
    var depth = 0
    while tokenizer.offset < range.upperBound {
      let token = tokenizer.next(in: text)
      if token.isTrivia || token.kind == .hintStart || token.kind == .hintEnd { continue }
      if token.kind == .leftParenthesis {
        depth += 1
        if depth == 1, let known = name {
          output.append(contentsOf: output.isEmpty ? Array("/*+ ".utf8) : [0x20])
          for index in known.range { output.append(SQLByte.lowercased(text[index])) }
          output.append(.ascii("("))
          isOpen = true
        }
      } else if token.kind == .rightParenthesis {
        depth = max(depth - 1, 0)
        if depth == 0, isOpen {
          output.append(.ascii(")"))
          isOpen = false
        }
      } else if isOpen {
        appendArgument(token, text, to: &output)
      }
      let isName = depth == 0 && token.kind == .word && WordTable.hints.contains(text, token.range)
      name = isName ? token : nil
    }
    if isOpen { output.append(.ascii(")")) }
    if !output.isEmpty { output.append(contentsOf: Array(" */".utf8)) }
    return output
  }

  private static func appendArgument(_ token: Token, _ text: Span<UInt8>, to output: inout [UInt8]) {
    if token.kind == .comma { return output.append(.ascii(",")) }
    let isValue = token.isLiteral || token.flags.contains(.unterminated) || isQuantity(token)
    let isAfterEquals = output.last == .ascii("=")
    switch token.kind {
    case .word, .quotedIdentifier, .userVariable: break
    case .symbol: guard token.isSymbol(.ascii("=")) else { return }
    default: guard isValue else { return }
    }
    if output.last != .ascii("(") { output.append(0x20) }
    if isValue || (isAfterEquals && token.kind == .word) || isQuotedVariable(token, text) {
      output.append(.ascii("?"))
    } else {
      for index in token.range { output.append(text[index]) }
    }
  }

  /// `16M`. A name that begins with a digit counts as well; so does one with `$`, which could be read as a quote.
  private static func isQuantity(_ token: Token) -> Bool {
    token.kind == .word && (SQLByte.isDigit(token.first) || token.first == .ascii("$"))
  }

  private static func isQuotedVariable(_ token: Token, _ text: Span<UInt8>) -> Bool {
    token.kind == .userVariable && (text[token.start + 1] == .ascii("'") || text[token.start + 1] == .ascii("\""))
  }
}
