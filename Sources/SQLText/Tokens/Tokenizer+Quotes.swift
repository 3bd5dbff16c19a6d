/// Whatever stands between quotes.
extension Tokenizer {
  /// A string; its quote may stand behind a prefix.
  func scanString(_ token: inout Token, _ text: Span<UInt8>, quoteAt quote: Int, as kind: Token.Kind) {
    token.kind = kind
    let escapes = kind == .string || kind == .nationalString
    scanQuoted(&token, text, quoteAt: quote, escapes: escapes && !options.contains(.noBackslashEscapes))
  }

  func scanQuotedIdentifier(_ token: inout Token, _ text: Span<UInt8>) {
    token.kind = .quotedIdentifier
    scanQuoted(&token, text, quoteAt: token.start, escapes: false)
  }

  /// Moves the token's end behind the closing quote, or to the limit if there is none.
  ///
  /// A doubled quote stands for itself, and so does whatever follows a backslash where those escape.
  func scanQuoted(_ token: inout Token, _ text: Span<UInt8>, quoteAt start: Int, escapes: Bool) {
    let quote = text[start]
    var index = start + 1
    while index < limit {
      let byte = text[index]
      index += 1
      if byte == quote {
        guard peek(text, index) == quote, index < limit else {
          token.end = index
          return
        }
        index += 1
      } else if byte == .ascii("\\"), escapes {
        index += 1
      }
    }
    token.end = limit
    token.flags.insert(.unterminated)
  }

  /// `$$ … $$` or `$tag$ … $tag$`, if the token begins with such an opening.
  ///
  /// - Complexity: O(*n*) in the token's length: a string without its end takes the rest of the text.
  func scanDollarString(_ token: inout Token, _ text: Span<UInt8>) -> Bool {
    var tagEnd = token.end
    while tagEnd < limit, SQLByte.isWord(text[tagEnd]), text[tagEnd] != .ascii("$") { tagEnd += 1 }
    guard peek(text, tagEnd) == .ascii("$") else { return false }
    let tagLength = tagEnd + 1 - token.start
    token.kind = .dollarString
    // The tag holds no `$` but its ends, so that after a mismatch the search goes on from where it failed.
    var index = tagEnd + 1
    while index < limit {
      var matched = 0
      while matched < tagLength, index + matched < limit, text[index + matched] == text[token.start + matched] {
        matched += 1
      }
      if matched == tagLength {
        token.end = index + tagLength
        return true
      }
      index += max(matched, 1)
    }
    token.end = limit
    token.flags.insert(.unterminated)
    return true
  }
}
