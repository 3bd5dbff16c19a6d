package import Aggregation

/// A sample's statement as a report prints it: safe to show and, where it is whole, ready to paste.
package struct SampleStatement {
  package var lines: [String]
  /// Bytes of the statement that are not shown.
  package var omittedBytes: Int
  /// Whether characters are shown by their codes, so that the text is not what the server got.
  var isEscaped: Bool

  /// Shows at most `limit` bytes of the statement: three quarters of them from its head, the rest from its tail.
  package init(_ sample: Sample, limit: Int?) {
    var statement = sample.statement[...]
    while let last = statement.last, last == UInt8(ascii: ";") || last == 0x20 || (0x09...0x0D).contains(last) {
      statement.removeLast()
    }
    var headEnd = statement.endIndex
    var tailStart = statement.endIndex
    if sample.omittedBytes > 0 { (headEnd, tailStart) = (sample.headCount, sample.headCount) }
    if let limit, statement.count > limit {
      headEnd = Self.characterStart(in: statement, at: min(headEnd, limit / 4 * 3))
      tailStart = Self.characterStart(
        in: statement, at: max(tailStart == statement.endIndex ? 0 : tailStart, statement.endIndex - limit / 4))
    }
    let head = statement[..<min(headEnd, statement.endIndex)]
    let tail = statement[min(tailStart, statement.endIndex)...]
    omittedBytes = statement.count - head.count - tail.count + sample.omittedBytes
    let shownHead = VisibleText.of(head, lines: .kept)
    let shownTail = VisibleText.of(tail, lines: .kept)
    if omittedBytes > 0 {
      let remark = "/* … \(Figure.count(omittedBytes, "byte")) left out … */"
      lines = Self.split(shownHead) + [remark] + Self.split(shownTail + ";")
    } else {
      lines = Self.split(shownHead + shownTail + ";")
    }
    isEscaped = !VisibleText.hidesNothing(in: Array(head)) || !VisibleText.hidesNothing(in: Array(tail))
  }

  private static func split(_ text: String) -> [String] {
    text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }

  /// The place nearest before `index` where a character of UTF-8 may start.
  private static func characterStart(in bytes: ArraySlice<UInt8>, at index: Int) -> Int {
    var index = max(bytes.startIndex, min(index, bytes.endIndex))
    var steps = 0
    while steps < 3, index > bytes.startIndex, index < bytes.endIndex, bytes[index] & 0xC0 == 0x80 {
      index -= 1
      steps += 1
    }
    return index
  }
}

extension Sample {
  /// The verb that the statement begins with, in upper case, behind comments and parentheses.
  var verb: String {
    var rest = statement[...]
    while let first = rest.first {
      if first == UInt8(ascii: "("), rest.count > 1 {
        rest.removeFirst()
      } else if first <= 0x20 {
        rest.removeFirst()
      } else if rest.starts(with: Array("/*".utf8)), !rest.starts(with: Array("/*!".utf8)) {
        rest = rest.dropFirst(2)
        while !rest.isEmpty, !rest.starts(with: Array("*/".utf8)) { rest.removeFirst() }
        rest = rest.dropFirst(2)
      } else if first == UInt8(ascii: "#") || rest.starts(with: Array("-- ".utf8)) {
        rest = rest.drop { $0 != 0x0A }
      } else {
        break
      }
    }
    return String(decoding: rest.prefix { $0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7A }, as: UTF8.self).uppercased()
  }

  /// Whether a server explains such a statement, going by its verb.
  var isExplainable: Bool {
    ["SELECT", "INSERT", "REPLACE", "UPDATE", "DELETE", "WITH", "TABLE", "VALUES"].contains(verb)
  }
}
