/// The fingerprint that pt-query-digest 3.7.1 gives a statement, byte for byte, its faults included.
///
/// pt-query-digest runs some twenty regular expressions over a statement, each over the result of the one
/// before. Their order decides much of the result, so the steps stand here in the same order, and each is written by
/// hand so that its time is linear however the statement looks:
///
/// 1. Whole statements with a name of their own: dumps, checksum queries, administrator commands, CALL
///    (`PtFingerprint+Special.swift`). A multi-row INSERT is cut behind its first row.
/// 2. Comments (`+Comments.swift`); then `use x`, which ends the work.
/// 3. Backslashes before quotes, `"…"`, `'…'` (`+Quotes.swift`).
/// 4. Booleans, checksums, numbers, blanks, case, NULL (`+Literals.swift`).
/// 5. Lists behind IN and VALUES, repeated UNIONs, the first LIMIT, ASC (`+Lists.swift`, `PtUnion.swift`).
///
/// Which properties of a literal decide about the result is written down in `PtFingerprint+Literals.swift`.
///
/// - Shape: the statement as pt-query-digest holds it in `arg`: without the `;` that ends it in the log.
/// - Edges: any bytes are allowed. Where pt-query-digest gives up (more than 65,534 rows behind VALUES or repeats of a
///   UNION, Perl's limit for a group) the result is that of the same rule without the limit.
/// - Complexity: O(*n*), for UNIONs O(*n* log *n*); one allocation a call, for the result, once the buffers have grown.
package struct PtFingerprint: Sendable {
  package struct Options: Sendable, Hashable {
    /// pt-query-digest's `--preserve-embedded-numbers`: digits inside a word stay.
    package var preserveEmbeddedNumbers = false
    /// pt-fingerprint's `--match-md5-checksums`: 32 hexadecimal digits behind `.`, `_` or `-` become `?`.
    package var matchMD5Checksums = false
  }

  package let options: Options
  /// The statement while it is worked on, in the first bytes of a buffer that only grows.
  private var text: [UInt8] = []
  /// Where the steps that can lengthen the text put it.
  private var spare: [UInt8] = []

  package init(preserveEmbeddedNumbers: Bool = false, matchMD5Checksums: Bool = false) {
    options = Options(preserveEmbeddedNumbers: preserveEmbeddedNumbers, matchMD5Checksums: matchMD5Checksums)
  }

  package mutating func fingerprint(of statement: Span<UInt8>) -> [UInt8] {
    if let name = Self.nameOfSpecial(statement) { return name }
    var count = Self.lengthToFirstRow(of: statement)
    reserve(count)
    var words = SeenWords()
    let options = options
    do {
      var bytes = text.mutableSpan
      Self.abstract(statement, in: &bytes, count: &count, options: options, words: &words)
    }
    if words.hasList { rewrite(&count, by: Self.collapseLists) }
    if words.hasUnion { rewrite(&count, by: PtUnion.collapse) }
    if words.hasLimit || words.hasOrder {
      var bytes = text.mutableSpan
      if words.hasLimit { count = Self.shortenFirstLimit(&bytes, count: count) }
      if words.hasOrder { count = Self.removeAscending(&bytes, count: count) }
    }
    return Array(text[..<count])
  }

  package mutating func fingerprint(of statement: [UInt8]) -> [UInt8] {
    fingerprint(of: statement.span)
  }
}

extension PtFingerprint {
  /// The steps that never lengthen the text, on the first `count` bytes of the statement.
  private static func abstract(
    _ statement: Span<UInt8>, in bytes: inout MutableSpan<UInt8>, count: inout Int, options: Options,
    words: inout SeenWords
  ) {
    let seen = copy(statement, count: count, to: &bytes)
    if seen.contains(.slash) { count = removeBlockComments(&bytes, count: count) }
    if seen.contains(.minusOrHash) { count = removeLineComments(&bytes, count: count) }
    if replaceDatabaseOfUse(&bytes, count: &count) { return }
    if seen.contains(.backslash) { count = removeEscapes(&bytes, count: count) }
    if seen.contains(.doubleQuote) { count = replaceQuoted(&bytes, count: count, by: PtByte.doubleQuote) }
    if seen.contains(.quote) { count = replaceQuoted(&bytes, count: count, by: PtByte.quote) }
    if options.matchMD5Checksums {
      count = replaceBooleans(&bytes, count: count)
      count = replaceChecksums(&bytes, count: count)
    }
    count = replaceLiterals(&bytes, count: count, options: options, words: &words)
  }

  /// Does a step that writes a new text, if it has anything to change.
  private mutating func rewrite(_ count: inout Int, by step: (Span<UInt8>, inout [UInt8]) -> Bool) {
    var output: [UInt8] = []
    swap(&output, &spare)
    if step(text.span.extracting(0..<count), &output) {
      count = output.count
      reserve(count)
      for index in 0..<count { text[index] = output[index] }
    }
    swap(&output, &spare)
  }

  private mutating func reserve(_ count: Int) {
    guard text.count < count else { return }
    text = [UInt8](repeating: 0, count: max(count, 2 * text.count, 1024))
  }
}

extension PtFingerprint {
  /// Which bytes a statement has that some steps are only for.
  struct SeenBytes: OptionSet {
    let rawValue: UInt8

    static let slash = SeenBytes(rawValue: 1)
    static let minusOrHash = SeenBytes(rawValue: 2)
    static let backslash = SeenBytes(rawValue: 4)
    static let doubleQuote = SeenBytes(rawValue: 8)
    static let quote = SeenBytes(rawValue: 16)

    /// For each byte what it is seen as.
    static let table: [UInt8] = (UInt8.min...UInt8.max).map { byte in
      switch byte {
      case PtByte.slash: slash.rawValue
      case PtByte.minus, UInt8(ascii: "#"): minusOrHash.rawValue
      case PtByte.backslash: backslash.rawValue
      case PtByte.doubleQuote: doubleQuote.rawValue
      case PtByte.quote: quote.rawValue
      default: 0
      }
    }
  }

  /// Which words the fingerprint has that some steps are only for.
  struct SeenWords {
    var hasList = false
    var hasUnion = false
    var hasLimit = false
    var hasOrder = false
  }

  /// Copies the first `count` bytes of `statement` and tells what is among them.
  static func copy(_ statement: Span<UInt8>, count: Int, to bytes: inout MutableSpan<UInt8>) -> SeenBytes {
    let table = SeenBytes.table.span
    var seen: UInt8 = 0
    for index in 0..<count {
      let byte = statement[index]
      bytes[index] = byte
      seen |= table[Int(byte)]
    }
    return SeenBytes(rawValue: seen)
  }

  /// Moves `bytes[source...]` down to `target`, up to `end`, and gives the new end.
  @inline(__always)
  static func move(_ bytes: inout MutableSpan<UInt8>, from source: Int, to target: Int, end: Int) -> Int {
    var target = target
    for index in source..<end {
      bytes[target] = bytes[index]
      target += 1
    }
    return target
  }
}
