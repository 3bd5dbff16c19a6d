/// A statement with each literal replaced by `?` and without its comments, but otherwise laid out as it was.
///
/// For showing a statement to people who may not see its data. Names stay; of optimizer hints only those that a server
/// knows. What a quote left open takes in is one literal. NULL, TRUE and FALSE are literals unless they follow IS,
/// NOT or DEFAULT.
///
/// - Complexity: O(*n*) in the length of the statement.
package struct StatementRedactor: Sendable {
  package let options: Tokenizer.Options

  package init(options: Tokenizer.Options = []) { self.options = options }

  package func redacted(_ text: Span<UInt8>) -> [UInt8] {
    var output: [UInt8] = []
    var state = State()
    var tokenizer = Tokenizer(options: options)
    while true {
      let token = tokenizer.next(in: text)
      switch token.kind {
      case .end:
        flush(&state, text, to: &output)
        return output
      case .comment:
        leaveGap(&state, after: output)
      case .blank: for index in token.range { state.gap.append(text[index]) }
      case .hintStart:
        let range = token.start..<tokenizer.skipHint()
        let hint = state.mayHaveHint ? HintText.normalised(text, range, options: options) : []
        if hint.isEmpty {
          leaveGap(&state, after: output)
        } else {
          flush(&state, text, to: &output)
          output += hint
        }
      default: write(token, text, &state, to: &output)
      }
    }
  }

  package func redacted(_ statement: String) -> String {
    let bytes = Array(statement.utf8)
    return String(decoding: redacted(bytes.span), as: UTF8.self)
  }

  private struct State {
    /// Blanks not yet written.
    var gap: [UInt8] = []
    /// A character set's name, or the type of a date, which belongs to a literal if one follows.
    var prefix: Token?
    /// Whether a string was written last, which further ones belong to.
    var endsInString = false
    var keyword: Keyword?
    var keywordBefore: Keyword?
    var kind = Token.Kind.end

    var mayHaveHint: Bool {
      switch keyword {
      case .select, .insert, .replace, .update, .delete: prefix == nil
      default: false
      }
    }

    /// Whether a literal belongs to `prefix`.
    func isPrefixed(_ token: Token) -> Bool {
      switch prefix?.keyword {
      case .charsetIntroducer: token.isLiteral && token.kind != .placeholder
      case .date, .time, .timestamp: token.kind == .string
      default: false
      }
    }
  }

  private func write(_ token: Token, _ text: Span<UInt8>, _ state: inout State, to output: inout [UInt8]) {
    if isLiteral(token, state, text) {
      if state.isPrefixed(token) {
        state.prefix = nil
        state.gap.removeAll(keepingCapacity: true)
      }
      if state.endsInString, token.kind == .string {
        state.gap.removeAll(keepingCapacity: true)
      } else {
        flush(&state, text, to: &output)
        if token.kind == .userVariable { output.append(.ascii("@")) }
        output.append(.ascii("?"))
      }
      state.endsInString = token.kind == .string || token.kind == .nationalString
    } else {
      flush(&state, text, to: &output)
      if isPrefix(token, state) {
        state.prefix = token
      } else {
        for index in token.range { output.append(text[index]) }
      }
      state.endsInString = false
    }
    state.keywordBefore = state.keyword
    state.keyword = token.keyword
    state.kind = token.kind
  }

  private func isPrefix(_ token: Token, _ state: State) -> Bool {
    switch token.keyword {
    case .charsetIntroducer, .date, .time, .timestamp: state.kind != .dot
    default: false
    }
  }

  /// Writes what was held back.
  private func flush(_ state: inout State, _ text: Span<UInt8>, to output: inout [UInt8]) {
    if let prefix = state.prefix {
      for index in prefix.range { output.append(text[index]) }
      state.prefix = nil
    }
    output += state.gap
    state.gap.removeAll(keepingCapacity: true)
  }

  private func isLiteral(_ token: Token, _ state: State, _ text: Span<UInt8>) -> Bool {
    if token.isLiteral || token.flags.contains(.unterminated) { return true }
    if token.kind == .userVariable {
      let quote = text[token.start + 1]
      return quote == .ascii("'") || quote == .ascii("\"")
    }
    switch token.keyword {
    case .null, .true, .false: break
    default: return false
    }
    switch state.keyword {
    case .is, .default: return false
    case .not: return token.keyword != .null && state.keywordBefore != .is
    default: return true
    }
  }

  /// Keeps apart what a comment stood between, without making the start of another one: `5--/* x */1`.
  private func leaveGap(_ state: inout State, after output: [UInt8]) {
    guard state.gap.isEmpty, !output.isEmpty || state.prefix != nil else { return }
    state.gap += output.last == .ascii("-") ? Array("/**/".utf8) : [0x20]
  }
}
