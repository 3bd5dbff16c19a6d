/// What a byte is to Perl's regular expressions in text that is not marked as UTF-8.
///
/// pt-query-digest reads logs without an encoding layer, so that a multi-byte character is several bytes that
/// are neither letters nor blanks: `\w` is ASCII, `\s` includes the vertical tab, and case is ASCII's.
enum PtByte {
  static let newline: UInt8 = 0x0A
  static let space: UInt8 = 0x20
  static let doubleQuote: UInt8 = 0x22
  static let quote: UInt8 = 0x27
  static let open: UInt8 = 0x28
  static let close: UInt8 = 0x29
  static let star: UInt8 = 0x2A
  static let comma: UInt8 = 0x2C
  static let minus: UInt8 = 0x2D
  static let slash: UInt8 = 0x2F
  static let mark: UInt8 = 0x3F
  static let backslash: UInt8 = 0x5C
  static let backtick: UInt8 = 0x60

  /// `\s`
  static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte &- 0x09 < 5 }

  /// `[0-9]`
  static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }

  /// `[a-zA-Z]`
  static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- 0x61 < 26 }

  /// `\w`
  static func isWord(_ byte: UInt8) -> Bool { isLetter(byte) || isDigit(byte) || byte == 0x5F }

  /// `lc`
  static func lower(_ byte: UInt8) -> UInt8 { byte &- 0x41 < 26 ? byte | 0x20 : byte }

  /// `uc`
  static func upper(_ byte: UInt8) -> UInt8 { byte &- 0x61 < 26 ? byte & 0xDF : byte }
}

extension Span where Element == UInt8 {
  /// Whether `word`, given in lower case, stands at `index`, written in any case.
  func holds(_ word: StaticString, at index: Int) -> Bool {
    holds(word, at: index, changed: PtByte.lower)
  }

  /// Whether `word` stands at `index`, written exactly so.
  func holds(exactly word: StaticString, at index: Int) -> Bool {
    holds(word, at: index) { $0 }
  }

  @inline(__always)
  private func holds(_ word: StaticString, at index: Int, changed: (UInt8) -> UInt8) -> Bool {
    let length = word.utf8CodeUnitCount
    guard index >= 0, count - index >= length else { return false }
    var offset = 0
    while offset < length {
      // SAFETY: a literal's bytes live as long as the program, and `offset` is below their number.
      let expected = unsafe word.utf8Start[offset]
      if changed(self[index + offset]) != expected { return false }
      offset += 1
    }
    return true
  }

  /// The first place at or after `start` where `word`, given in lower case, stands in any case.
  func first(_ word: StaticString, from start: Int) -> Int? {
    let length = word.utf8CodeUnitCount
    // SAFETY: no word is empty.
    let initial = unsafe word.utf8Start[0]
    var index = start
    while index + length <= count {
      if PtByte.lower(self[index]) == initial, holds(word, at: index) { return index }
      index += 1
    }
    return nil
  }

  /// The first place at or after `start` that holds `byte`.
  func first(_ byte: UInt8, from start: Int) -> Int? {
    var index = start
    while index < count {
      if self[index] == byte { return index }
      index += 1
    }
    return nil
  }

  /// The end of the blanks (`\s*`) that start at `start`.
  func endOfSpace(from start: Int) -> Int {
    var index = start
    while index < count, PtByte.isSpace(self[index]) { index += 1 }
    return index
  }

  /// The end of the other bytes (`\S*`) that start at `start`.
  func endOfNonSpace(from start: Int) -> Int {
    var index = start
    while index < count, !PtByte.isSpace(self[index]) { index += 1 }
    return index
  }

  /// The end of the letters, digits and underscores (`\w*`) that start at `start`.
  func endOfWord(from start: Int) -> Int {
    var index = start
    while index < count, PtByte.isWord(self[index]) { index += 1 }
    return index
  }

  /// Whether `\b` matches at `index`: just one of its two neighbours belongs to a word.
  func isBoundary(at index: Int) -> Bool {
    let before = index > 0 && PtByte.isWord(self[index - 1])
    let after = index < count && PtByte.isWord(self[index])
    return before != after
  }

  /// Whether `word`, given in lower case, stands at `index` as a whole word (`\bword\b`).
  func holdsWholeWord(_ word: StaticString, at index: Int) -> Bool {
    holds(word, at: index) && isBoundary(at: index) && isBoundary(at: index + word.utf8CodeUnitCount)
  }
}
