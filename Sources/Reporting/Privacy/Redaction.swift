import SQLText

/// Text of a log without the literals of its statements, safe to show.
///
/// Statements go through the tokenizer. Prose, what rules and servers say, is no SQL: there a text in quotes is a
/// literal, a number behind a comparison is one, and so is whatever the class's samples have as one.
package struct Redaction: Sendable {
  /// Literals of the class: texts without their quotes, and numbers without commas.
  private var texts: Set<[UInt8]> = []
  private var numbers: Set<[UInt8]> = []
  /// The texts, the longest first: in an order that no run changes.
  private var ordered: [[UInt8]] = []

  /// - Parameters:
  ///   - statements: where the literals come from.
  ///   - fingerprint: what is shown of them anyway: its words, names of tables mostly, stay.
  package init(literalsOf statements: [[UInt8]] = [], shown fingerprint: [UInt8] = []) {
    for statement in statements {
      collect(statement, [])
      if statement.contains(0x5C) { collect(statement, .noBackslashEscapes) }
    }
    guard !texts.isEmpty else { return }
    let words = CarefulRedactor().redacted(fingerprint).split { !Self.isWord($0) }
    texts.subtract(words.map(Array.init))
    ordered = texts.sorted { $0.count != $1.count ? $0.count > $1.count : $0.lexicographicallyPrecedes($1) }
  }

  /// A statement, or a fingerprint, with `?` for each literal and without comments.
  package func statement(_ bytes: [UInt8]) -> [UInt8] { CarefulRedactor().redacted(bytes) }

  /// A line of a plan; the numbers of rows at its end stay.
  package func planLine(_ line: String) -> String {
    let bytes = Array(line.utf8)
    let end = Self.startOfMeasures(bytes)
    let start = bytes[..<end].firstIndex { $0 > 0x20 && $0 < 0x80 && $0 != UInt8(ascii: ">") } ?? end
    let label = statement(Array(bytes[start..<end]))
    let redacted = bytes[..<start] + prose(label) + bytes[end...]
    return String(decoding: redacted, as: UTF8.self)
  }

  package func prose(_ text: String) -> String { String(decoding: prose(Array(text.utf8)), as: UTF8.self) }

  private func prose(_ text: [UInt8]) -> [UInt8] { withoutKnown(Prose(text, numbers: numbers).redacted()) }

  /// Where `  est 12, act 3` begins.
  private static func startOfMeasures(_ bytes: [UInt8]) -> Int {
    let marks = ["  est ", "  act ", "  never executed"].map { Array($0.utf8) }
    for index in bytes.indices.reversed() where marks.contains(where: { bytes[index...].starts(with: $0) }) {
      let digits = bytes[index...].filter { $0 > 0x20 }
      let allowed = Array("estacneverxud,.×TGM0123456789()-".utf8)
      return digits.allSatisfy(allowed.contains) ? index : bytes.count
    }
    return bytes.count
  }

  /// Texts of three bytes and more that the samples hold as literals, wherever they stand.
  private func withoutKnown(_ text: [UInt8]) -> [UInt8] {
    var text = text
    for literal in ordered where literal.count <= text.count {
      while let place = text.firstRange(of: literal) { text.replaceSubrange(place, with: [UInt8(ascii: "?")]) }
    }
    return text
  }

  private mutating func collect(_ statement: [UInt8], _ options: Tokenizer.Options) {
    var tokenizer = Tokenizer(options: options)
    while true {
      let token = tokenizer.next(in: statement.span)
      switch token.kind {
      case .end: return
      case .string, .nationalString, .hexString, .bitString, .dollarString, .userVariable:
        let content = statement[token.range].drop { $0 != 0x27 && $0 != 0x22 && $0 != 0x24 }.dropFirst().dropLast()
        if content.count >= 3 { texts.insert(Array(content)) }
        if let number = Self.number(content) { numbers.insert(number) }
        collectWords(content)
      case .comment: collectWords(statement[token.range])
      case .hintStart: collectWords(statement[token.start..<tokenizer.skipHint()])
      case .integer, .decimal, .float:
        if token.range.count >= 3 { numbers.insert(Array(statement[token.range])) }
      case .hexNumber, .bitNumber:
        numbers.insert(Array(statement[token.range]))
        if token.range.count >= 8 { texts.insert(Array(statement[token.range].dropFirst(2))) }
      default: break
      }
    }
  }

  /// Of a longer text the words: what is said about it may quote a part.
  private mutating func collectWords(_ text: ArraySlice<UInt8>) {
    for word in text.split(whereSeparator: { !Self.isWord($0) }) where word.count >= 6 { texts.insert(Array(word)) }
  }

  private static func number(_ text: ArraySlice<UInt8>) -> [UInt8]? {
    text.count >= 3 && text.allSatisfy { $0 >= 0x30 && $0 <= 0x39 } ? Array(text) : nil
  }

  static func isWord(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x5F, 0x80...: true
    default: false
    }
  }
}
