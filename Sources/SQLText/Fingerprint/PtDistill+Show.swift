extension PtDistill {
  /// SHOW and at most two words, in upper case, without those that say how or what of it to show.
  static func show(_ statement: [UInt8]) -> [UInt8] {
    var text = statement.map(PtByte.upper)
    text = PtRewriter.replaceBehindBlanks(text) { text, index in
      guard let end = endOfWord(text, at: index, among: ["session", "full", "storage", "engine"]) else { return nil }
      return (end, [PtByte.space])
    }
    text = removingCounts(text)
    text = removingConditions(text)
    return foldingBlanks(cutToTwoWords(text))
  }

  /// Removes comments; of `/*!…*/` in a SHOW statement the text stays in place of the comment.
  static func removingComments(_ statement: [UInt8]) -> [UInt8] {
    guard statement != [0x30] else { return [] }
    var statement = statement
    var count = statement.count
    do {
      var bytes = statement.mutableSpan
      count = PtFingerprint.removeBlockComments(&bytes, count: count)
      count = PtFingerprint.removeLineComments(&bytes, count: count)
    }
    statement.removeLast(statement.count - count)
    guard let version = versionOfShow(statement.span) else { return statement }
    return replacingVersions(statement, by: version == [0x30] ? [] : version)
  }
}

extension PtDistill {
  /// The end of the one of `words` that stands whole at `index`; what is before it doesn't matter.
  private static func endOfWord(_ text: Span<UInt8>, at index: Int, among words: [StaticString]) -> Int? {
    for word in words where text.holds(word, at: index) && text.isBoundary(at: index + word.utf8CodeUnitCount) {
      return index + word.utf8CodeUnitCount
    }
    return nil
  }

  /// Removes COUNT up to the next `)`, with something between the two.
  private static func removingCounts(_ text: [UInt8]) -> [UInt8] {
    var nextClose = 0
    return PtRewriter.replaceBehindBlanks(text) { text, index in
      guard text.holds("count", at: index) else { return nil }
      if nextClose < index + 5 { nextClose = text.first(PtByte.close, from: index + 5) ?? text.count }
      return nextClose > index + 5 && nextClose < text.count ? (nextClose + 1, []) : nil
    }
  }

  private static func removingConditions(_ text: [UInt8]) -> [UInt8] {
    PtRewriter.replaceBehindBlanks(text, onlyFirst: true) { text, index in
      let words: [StaticString] = ["for", "from", "like", "where", "limit", "in"]
      guard let end = endOfWord(text, at: index, among: words), end < text.count else { return nil }
      return (text.count, [])
    }
  }

  private static func cutToTwoWords(_ text: [UInt8]) -> [UInt8] {
    let span = text.span
    guard span.holds(exactly: "SHOW", at: 0) else { return text }
    var end = 4
    for _ in 0..<2 {
      let word = span.endOfSpace(from: end)
      guard word > end, word < span.count else { break }
      end = span.endOfNonSpace(from: word)
    }
    // Without a word there is nothing to cut behind.
    return end > 4 ? Array(text[..<end]) : text
  }

  private static func foldingBlanks(_ text: [UInt8]) -> [UInt8] {
    PtRewriter.replaceBehindBlanks(text) { _, index in (index, [PtByte.space]) }
  }

  /// The text of the first version comment behind a line that starts with SHOW.
  private static func versionOfShow(_ text: Span<UInt8>) -> [UInt8]? {
    var index = 0
    while !(text.holds(exactly: "SHOW", at: index) && (index == 0 || text[index - 1] == PtByte.newline)) {
      index += 1
      guard index < text.count else { return nil }
    }
    var search = index + 4
    while let comment = text.first("/*!", from: search) {
      search = comment + 3
      var start = search
      while start < text.count, PtByte.isDigit(text[start]) { start += 1 }
      guard start > search else { continue }
      guard let end = text.first("*/", from: start) else { return nil }
      return Array(copying: text.extracting(start..<end))
    }
    return nil
  }

  /// Replaces all from `/*` to the first `*/` behind the next digit.
  private static func replacingVersions(_ text: [UInt8], by replacement: [UInt8]) -> [UInt8] {
    var isDone = false
    return PtRewriter.replace(text) { text, index in
      guard !isDone, text.holds("/*", at: index) else { return nil }
      var digits = index + 2
      while digits < text.count, !PtByte.isDigit(text[digits]) { digits += 1 }
      while digits < text.count, PtByte.isDigit(text[digits]) { digits += 1 }
      guard digits < text.count, let end = text.first("*/", from: digits) else {
        isDone = true
        return nil
      }
      return (end + 2, replacement)
    }
  }
}
