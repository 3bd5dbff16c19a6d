/// A regular expression of `--where`, in the syntax of Swift's `Regex`.
///
/// It is looked for anywhere in the text, scalar by scalar. A pattern without special characters, with or without
/// `(?i)` before it, is found by comparing bytes, many times as fast; `(?i)` then folds ASCII letters.
struct TextPattern: Sendable {
  /// The longest pattern that is taken, in UTF-8 bytes.
  static let longest = 10_000

  private enum Matcher: Sendable {
    case literal([UInt8])
    case literalIgnoringCase([UInt8])
    case regex(CompiledPattern)
  }

  private let matcher: Matcher

  /// - Throws: what `Regex` says about a pattern that it does not take.
  init(_ pattern: String) throws {
    let ignoresCase = pattern.hasPrefix("(?i)")
    let body = Array((ignoresCase ? pattern.dropFirst(4) : pattern[...]).utf8)
    let isLiteral = body.allSatisfy { byte in
      byte >= 0x20 && (byte < 0x7F || !ignoresCase) && !#"\^$.|?*+()[]{}"#.utf8.contains(byte)
    }
    if isLiteral {
      matcher = ignoresCase ? .literalIgnoringCase(body.map(\.asciiLowercased)) : .literal(body)
    } else {
      matcher = .regex(try CompiledPattern(pattern))
    }
  }

  func matches(_ text: [UInt8]) -> Bool {
    switch matcher {
    case .literal(let needle): Self.contains(text, needle) { $0 }
    case .literalIgnoringCase(let needle): Self.contains(text, needle, folding: \.asciiLowercased)
    case .regex(let regex): regex.matches(String(decoding: text, as: UTF8.self))
    }
  }

  private static func contains(_ text: [UInt8], _ needle: [UInt8], folding fold: (UInt8) -> UInt8) -> Bool {
    guard let first = needle.first else { return true }
    guard text.count >= needle.count else { return false }
    for start in 0...(text.count - needle.count) where fold(text[start]) == first {
      if needle.indices.allSatisfy({ fold(text[start + $0]) == needle[$0] }) { return true }
    }
    return false
  }
}

/// A `Regex` that workers share.
private struct CompiledPattern: Sendable {
  // SAFETY: a regex is immutable once it is made; the program that it compiles on first use is stored with an atomic
  // exchange (`Regex.Program` in the standard library), so that any number of threads may match with it.
  private nonisolated(unsafe) let regex: Regex<AnyRegexOutput>

  init(_ pattern: String) throws {
    unsafe regex = try Regex(pattern).matchingSemantics(.unicodeScalar)
  }

  func matches(_ text: String) -> Bool {
    unsafe text.firstMatch(of: regex) != nil
  }
}
