@testable import SQLText

/// A statement with its literals replaced by short ones, by the rules of ``PtLiterals`` word for word.
struct PtRepresentative {
  private(set) var bytes: [UInt8] = []
  /// How many literals and comments were replaced.
  private(set) var replaced = 0
  /// Whether the rules allowed it up to the end.
  private(set) var isComplete = true

  private let text: [UInt8]
  private let preserveEmbeddedNumbers: Bool
  private let matchMD5Checksums: Bool
  private let isInsert: Bool
  /// Whether `1.5` and `0xff` are taken for one digit, too.
  private let foldsNumbers: Bool
  private var index = 0
  /// The byte before `index` that is left without comments, nil at the start.
  private var previous: UInt8?

  init(_ statement: [UInt8], preserveEmbeddedNumbers: Bool, matchMD5Checksums: Bool, foldsNumbers: Bool = false) {
    text = statement
    self.preserveEmbeddedNumbers = preserveEmbeddedNumbers
    self.matchMD5Checksums = matchMD5Checksums
    self.foldsNumbers = foldsNumbers && !matchMD5Checksums
    let start = statement.prefix(7).map { $0 | 0x20 }
    isInsert = start.starts(with: "insert".utf8) || start.starts(with: "replace".utf8)
    if PtLiterals.mustStayWhole(statement.span) {
      stop()
    } else {
      while index < text.count { step() }
      dropRows()
    }
  }

  /// Copies the rest as it is.
  private mutating func stop() {
    bytes += text[index...]
    index = text.count
    isComplete = false
  }

  private mutating func copy(_ count: Int) {
    bytes += text[index..<index + count]
    index += count
    previous = text[index - 1]
  }

  private mutating func step() {
    let byte = text[index]
    switch byte {
    case UInt8(ascii: "\\"): stop()
    case UInt8(ascii: "'"), UInt8(ascii: "\""): string(byte)
    case UInt8(ascii: "/") where has("/*") && index + 2 < text.count && text[index + 2] != UInt8(ascii: "!"):
      blockComment()
    case UInt8(ascii: "#"),
      UInt8(ascii: "-") where byte == UInt8(ascii: "#") || has("--"):
      lineComment()
    case UInt8(ascii: "0")...UInt8(ascii: "9"): digits()
    default: copy(1)
    }
  }

  private func has(_ word: String) -> Bool { text[index...].starts(with: word.utf8) }

  private mutating func string(_ quote: UInt8) {
    var end = index + 1
    var holdsOther = false
    while end < text.count, text[end] != quote {
      if text[end] == UInt8(ascii: "\\") {
        end += 1
      } else if text[end] == UInt8(ascii: "\"") {
        holdsOther = true
      }
      end += 1
    }
    let content = index + 1 < end && end < text.count ? Array(text[index + 1..<end]) : []
    let rest = end < text.count ? text[(end + 1)...] : []
    let isDoubled = rest.first == quote || rest.first == UInt8(ascii: "\\") || rest.starts(with: "/*".utf8)
    if end >= text.count || previous == nil || isDoubled || holdsOther
      || content.indices.dropLast().contains(where: { content[$0...].starts(with: "/*".utf8) })
      || isInsert && PtLiterals.endsRow(content.span)
    {
      stop()
      return
    }
    bytes += [quote, UInt8(ascii: "a"), quote]
    index = end + 1
    previous = quote
    replaced += 1
  }

  private mutating func blockComment() {
    var end = index + 3
    while end + 1 < text.count, !text[end...].starts(with: "*/".utf8) { end += 1 }
    guard end + 1 < text.count else {
      copy(2)
      return
    }
    let content = Array(text[index + 2..<end])
    let isMark = PtLiterals.isMark(comment: content.span) || text[(end + 2)...].first == UInt8(ascii: "*")
    if isMark || isInsert && PtLiterals.endsRow(content.span) {
      stop()
      return
    }
    bytes += "/*a*/".utf8
    index = end + 2
    replaced += 1
  }

  private mutating func lineComment() {
    let start = index + (text[index] == UInt8(ascii: "#") ? 1 : 2)
    let end = text[start...].firstIndex { [0x0A, 0x0D, 0x22, 0x27].contains($0) } ?? text.count
    let content = Array(text[start..<end])
    if content.indices.dropLast().contains(where: { content[$0...].starts(with: "/*".utf8) }) {
      stop()
    } else if end < text.count, text[end] == 0x22 || text[end] == 0x27 {
      copy(start - index)
    } else if isInsert && (content.contains(UInt8(ascii: ")")) || holdsValues(content)) {
      stop()
    } else {
      bytes += text[index..<start] + [UInt8(ascii: "a")]
      index = end
      replaced += 1
    }
  }

  private func holdsValues(_ content: [UInt8]) -> Bool {
    let lower = content.map { $0 | 0x20 }
    return lower.indices.contains { lower[$0...].starts(with: "values".utf8) }
  }

  private mutating func digits() {
    let end = text[index...].firstIndex { !($0 >= 0x30 && $0 <= 0x39) } ?? text.count
    let isHex = { (byte: UInt8) in byte >= 0x30 && byte <= 0x39 || byte >= 0x61 && byte <= 0x66 }
    let hexStart = text[..<index].lastIndex { !isHex($0) }.map { $0 + 1 } ?? 0
    let hexEnd = text[end...].firstIndex { !isHex($0) } ?? text.count
    let isInWord =
      previous.map { [0x5F].contains($0) || $0 >= 0x30 && $0 <= 0x39 || ($0 | 0x20) >= 0x61 && ($0 | 0x20) <= 0x7A }
      ?? false
    if preserveEmbeddedNumbers && isInWord
      || matchMD5Checksums
        && (hexEnd - hexStart >= 32 || text.contains(UInt8(ascii: "#")) || text.contains(UInt8(ascii: "/")))
    {
      copy(end - index)
      return
    }
    bytes.append(UInt8(ascii: "0"))
    index = foldsNumbers ? endOfNumber(from: end) : end
    previous = UInt8(ascii: "0")
    replaced += 1
  }

  private func endOfNumber(from start: Int) -> Int {
    var end = start
    let isPart = { (byte: UInt8) in "0123456789abcdef.x".utf8.contains(byte) }
    while end < text.count, isPart(text[end]) {
      if end > 0, text[end - 1] == UInt8(ascii: "."), text[end...].prefix(5).map({ $0 | 0x20 }) == Array("false".utf8) {
        break
      }
      end += 1
    }
    while end > start, text[end - 1] == UInt8(ascii: ".") { end -= 1 }
    return end
  }

  /// Drops what is behind the first of several rows.
  private mutating func dropRows() {
    let cut = PtFingerprint.lengthToFirstRow(of: bytes.span)
    let rest = bytes[cut...]
    guard let open = rest.firstIndex(of: UInt8(ascii: "(")), cut < bytes.count,
      !rest.indices.contains(where: { rest[$0...].starts(with: "/*".utf8) })
    else { return }
    bytes.removeSubrange((open + 1)...)
  }
}
