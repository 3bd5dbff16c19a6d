extension PtFingerprint {
  /// Makes `in (?, ?)` to `in(?+)`, and likewise behind `value` and `values`, with all further lists that follow.
  ///
  /// A list holds nothing but `?`, commas and blanks; between lists, and before the first, stand commas and blanks.
  /// So the place to look at is each `(`: the word is found by going back from it.
  ///
  /// - Returns: whether there was one; only then is `output` the new text.
  static func collapseLists(_ text: Span<UInt8>, to output: inout [UInt8]) -> Bool {
    output.removeAll(keepingCapacity: true)
    var copied = 0
    var index = 0
    while let open = text.first(PtByte.open, from: index) {
      index = open + 1
      var word = open
      while word > copied, isBetweenLists(text[word - 1]) { word -= 1 }
      guard endsInListWord(text, at: word, from: copied), let end = endOfLists(text, from: open) else { continue }
      output.append(contentsOf: text, in: copied..<word)
      output.append(contentsOf: [PtByte.open, PtByte.mark, UInt8(ascii: "+"), PtByte.close])
      copied = end
      index = end
    }
    guard copied > 0 else { return false }
    output.append(contentsOf: text, in: copied..<text.count)
    return true
  }

  /// Makes the first `limit ?, ?` or `limit ? offset ?` to `limit ?`, and gives the new length.
  static func shortenFirstLimit(_ bytes: inout MutableSpan<UInt8>, count: Int) -> Int {
    guard let tail = tailOfFirstLimit(bytes.span.extracting(0..<count)) else { return count }
    return move(&bytes, from: tail.upperBound, to: tail.lowerBound, end: count)
  }

  /// Removes ` asc` behind the first `order by`, even where it only starts a word, and gives the new length.
  static func removeAscending(_ bytes: inout MutableSpan<UInt8>, count: Int) -> Int {
    guard let start = endOfFirstOrderBy(bytes.span.extracting(0..<count)) else { return count }
    var read = start
    var write = start
    // Something has to stand between the end of one removed piece and the next.
    var earliest = start + 1
    while read < count {
      guard read >= earliest, PtByte.isSpace(bytes[read]) else {
        bytes[write] = bytes[read]
        write += 1
        read += 1
        continue
      }
      let end = bytes.span.extracting(0..<count).endOfSpace(from: read)
      if bytes.span.extracting(0..<count).holds("asc", at: end) {
        read = end + 3
        earliest = read + 1
      } else {
        write = move(&bytes, from: read, to: write, end: end)
        read = end
      }
    }
    return write
  }
}

extension PtFingerprint {
  /// What goes behind the first `limit ?`.
  private static func tailOfFirstLimit(_ text: Span<UInt8>) -> Range<Int>? {
    var end = 0
    repeat {
      guard let limit = text.first("limit ?", from: end) else { return nil }
      end = limit + 7
    } while !text.isBoundary(at: end - 7)
    for tail: StaticString in [", ?", ",?", " offset ?"] where text.holds(tail, at: end) {
      return end..<end + tail.utf8CodeUnitCount
    }
    return nil
  }

  private static func endOfFirstOrderBy(_ text: Span<UInt8>) -> Int? {
    var end = 0
    repeat {
      guard let order = text.first("order by ", from: end) else { return nil }
      end = order + 9
    } while !text.isBoundary(at: end - 9)
    return end
  }
}

extension PtFingerprint {
  private static func isBetweenLists(_ byte: UInt8) -> Bool {
    PtByte.isSpace(byte) || byte == PtByte.comma
  }

  /// Whether `in`, `value` or `values` ends at `end`, as a word of its own that starts at `start` or later.
  private static func endsInListWord(_ text: Span<UInt8>, at end: Int, from start: Int) -> Bool {
    for word: StaticString in ["in", "values", "value"] {
      let index = end - word.utf8CodeUnitCount
      if index >= start, text.holds(exactly: word, at: index), text.isBoundary(at: index) { return true }
    }
    return false
  }

  /// The end of the last of the lists that start at `open`, `nil` if the first isn't one.
  private static func endOfLists(_ text: Span<UInt8>, from open: Int) -> Int? {
    var end: Int?
    var index = open
    while index < text.count, text[index] == PtByte.open {
      index += 1
      while index < text.count, text[index] == PtByte.mark || isBetweenLists(text[index]) { index += 1 }
      guard index < text.count, text[index] == PtByte.close else { return end }
      index += 1
      end = index
      while index < text.count, isBetweenLists(text[index]) { index += 1 }
    }
    return end
  }
}

extension Array where Element == UInt8 {
  /// Appends a piece of a span.
  mutating func append(contentsOf bytes: Span<UInt8>, in range: Range<Int>) {
    for index in range { append(bytes[index]) }
  }
}
