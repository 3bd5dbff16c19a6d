/// Sentences with pieces of SQL in them, whose literals are taken out.
struct Prose {
  private let text: [UInt8]
  /// Numbers that are literals wherever they stand, without commas.
  private let numbers: Set<[UInt8]>

  init(_ text: [UInt8], numbers: Set<[UInt8]>) {
    self.text = text
    self.numbers = numbers
  }

  func redacted() -> [UInt8] {
    var output: [UInt8] = []
    var index = 0
    while index < text.count {
      let end: Int
      switch text[index] {
      case 0x60:  // A name in backticks stays.
        end = closing(from: index)
        output += text[index..<end]
      case 0x27 where !isApostrophe(at: index), 0x22:
        end = closing(from: index)
        output.append(UInt8(ascii: "?"))
      case 0x2F where text[index...].starts(with: [0x2F, 0x2A]):
        end = text[index...].firstRange(of: [0x2A, 0x2F])?.upperBound ?? text.count
        output.append(UInt8(ascii: "?"))
      case 0x30...0x39 where index == 0 || !Redaction.isWord(text[index - 1]):
        end = numberEnd(from: index)
        if isLiteral(index..<end, after: output) {
          output.append(UInt8(ascii: "?"))
        } else {
          output += text[index..<end]
        }
      default:
        end = index + 1
        output.append(text[index])
      }
      index = end
    }
    return output
  }

  /// Behind the quote that ends what begins here; a doubled one and one behind a backslash do not.
  private func closing(from start: Int) -> Int {
    let quote = text[start]
    var index = start + 1
    while index < text.count {
      if text[index] == 0x5C, quote != 0x60 {
        index += 2
      } else if text[index] != quote {
        index += 1
      } else if index + 1 < text.count, text[index + 1] == quote {
        index += 2
      } else {
        return index + 1
      }
    }
    return text.count
  }

  /// Whether a quote belongs to a word, as in `user's`, and does not begin a text as in `x'41'` or `_utf8'a'`.
  private func isApostrophe(at index: Int) -> Bool {
    let word = text[..<index].reversed().prefix(while: Redaction.isWord)
    guard let first = word.last else { return false }
    let prefixes = ["x", "n", "b", "date", "time", "timestamp"]
    return first != 0x5F && !prefixes.contains(String(decoding: word.reversed(), as: UTF8.self).lowercased())
  }

  /// A number with its commas, points, exponent or hex digits.
  private func numberEnd(from start: Int) -> Int {
    var index = start
    while index < text.count {
      let isSeparator = text[index] == 0x2C || text[index] == 0x2E
      guard Redaction.isWord(text[index]) || isSeparator && index + 1 < text.count && text[index + 1].isDigit else {
        break
      }
      index += 1
    }
    return index
  }

  private func isLiteral(_ range: Range<Int>, after output: [UInt8]) -> Bool {
    let digits = text[range].filter { $0 != 0x2C }
    if numbers.contains(digits) || text[range].starts(with: Array("0x".utf8)) { return true }
    let before = output.last { $0 != 0x20 }
    return before == UInt8(ascii: "=") || before == UInt8(ascii: "<") || before == UInt8(ascii: ">")
  }
}

extension UInt8 {
  fileprivate var isDigit: Bool { self >= 0x30 && self <= 0x39 }
}
