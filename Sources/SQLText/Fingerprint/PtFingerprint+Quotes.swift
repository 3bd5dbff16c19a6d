extension PtFingerprint {
  /// Removes backslashes together with what they escape, and gives the new length.
  ///
  /// Three things happen one after the other: `\'` goes, unless it follows a backslash or directly follows another
  /// `\'`; the same for `\"`; then of each run of backslashes the pairs go, and one left over goes with the quote
  /// behind it. So `C:\\'` keeps its quote, while a lone backslash before anything else stays.
  static func removeEscapes(_ bytes: inout MutableSpan<UInt8>, count: Int) -> Int {
    var count = removeEscaped(&bytes, count: count, PtByte.quote)
    count = removeEscaped(&bytes, count: count, PtByte.doubleQuote)
    return removeBackslashRuns(&bytes, count: count)
  }

  /// Replaces `"…"` or `'…'` by `?`, and gives the new length.
  ///
  /// A quote opens a string only behind some other byte, and that byte can't be one that ended the string before: so in
  /// `'it''s'` the first two quotes are a string, the third is plain, and the fourth opens one. Three quotes in a row
  /// are a string, too. (pt-query-digest also asks for backslashes at both places; none stands before a quote by now.)
  static func replaceQuoted(_ bytes: inout MutableSpan<UInt8>, count: Int, by quote: UInt8) -> Int {
    var read = 0
    var write = 0
    while read < count {
      let byte = bytes[read]
      bytes[write] = byte
      write += 1
      read += 1
      guard read < count, bytes[read] == quote else { continue }
      guard let end = endOfQuoted(bytes.span, from: read, count: count, quote) else {
        // Without an end here there is none for a later string either.
        return move(&bytes, from: read, to: write, end: count)
      }
      bytes[write] = PtByte.mark
      write += 1
      read = end
    }
    return write
  }
}

extension PtFingerprint {
  private static func removeEscaped(_ bytes: inout MutableSpan<UInt8>, count: Int, _ quote: UInt8) -> Int {
    var read = 0
    var write = 0
    while read < count {
      let byte = bytes[read]
      bytes[write] = byte
      write += 1
      read += 1
      if byte != PtByte.backslash, read + 1 < count, bytes[read] == PtByte.backslash, bytes[read + 1] == quote {
        read += 2
      }
    }
    return write
  }

  private static func removeBackslashRuns(_ bytes: inout MutableSpan<UInt8>, count: Int) -> Int {
    var read = 0
    var write = 0
    while read < count {
      let byte = bytes[read]
      read += 1
      if byte == PtByte.backslash, read < count {
        let next = bytes[read]
        if next == PtByte.backslash || next == PtByte.quote || next == PtByte.doubleQuote {
          read += 1
          continue
        }
      }
      bytes[write] = byte
      write += 1
    }
    return write
  }

  /// The end of the string that the quote at `start` opens.
  private static func endOfQuoted(_ bytes: Span<UInt8>, from start: Int, count: Int, _ quote: UInt8) -> Int? {
    var close = start + 1
    while close < count, bytes[close] != quote { close += 1 }
    guard close < count else { return nil }
    // Directly behind the opening quote the closing one may be doubled.
    if close == start + 1, close + 1 < count, bytes[close + 1] == quote { return close + 2 }
    return close + 1
  }
}
