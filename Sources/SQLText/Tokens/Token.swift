/// A piece of SQL text: what it is and where it stands.
///
/// The tokens of a statement, blanks and comments included, cover it from the first byte to the last without gap
/// or overlap.
package struct Token: Sendable, Equatable {
  package enum Kind: UInt8, Sendable {
    /// The end of the text; covers no byte.
    case end
    /// A run of blanks.
    case blank
    /// `/* … */`, `# …` or `-- …`, without the line's end.
    case comment
    /// `/*+`; its contents follow as tokens flagged `.inHint`, then `hintEnd`.
    case hintStart
    case hintEnd
    /// `/*!`, `/*!40001` or `/*M!100100`; its contents follow as tokens flagged `.inVersionComment`.
    case versionStart
    case versionEnd
    /// A keyword or an unquoted identifier.
    case word
    /// `` `…` ``, and `"…"` where ANSI quotes are on.
    case quotedIdentifier
    /// `@name`, `` @`name` ``, `@'name'`; also the host of `'user'@'host'`.
    case userVariable
    /// `@@name`; a scope (`@@global.`) is followed by a dot and a word.
    case systemVariable

    // Literals: from here to `placeholder`.
    case string
    /// `N'…'`
    case nationalString
    /// `x'…'`
    case hexString
    /// `b'…'`
    case bitString
    /// `$$…$$` or `$tag$…$tag$`: the body of a routine in another language.
    case dollarString
    case integer
    /// `1.5`, `.5`, `5.`
    case decimal
    /// `1e5`
    case float
    /// `0xFF`
    case hexNumber
    /// `0b01`
    case bitNumber
    /// `\N`
    case null
    /// `<secret>`, which servers log in place of a password.
    case secret
    /// `?`
    case placeholder

    case leftParenthesis
    case rightParenthesis
    case comma
    case dot
    case semicolon
    /// `+ - * / % = < > ! & | ^ ~ : @` and those of several bytes: `:= <=> -> ->> || && != <> <= >= << >>`.
    case symbol
    /// A byte that means nothing in SQL.
    case junk
  }

  package struct Flags: OptionSet, Sendable, Hashable {
    package let rawValue: UInt8
    package init(rawValue: UInt8) { self.rawValue = rawValue }

    /// The text ends before the string, identifier or comment does.
    package static let unterminated = Flags(rawValue: 1)
    package static let inHint = Flags(rawValue: 2)
    package static let inVersionComment = Flags(rawValue: 4)
    /// A hint stands right behind it.
    static let hasHint = Flags(rawValue: 8)
  }

  package var kind: Kind
  package var flags: Flags
  /// The first byte, which tells symbols of one byte apart.
  package var first: UInt8
  package var traits: KeywordTraits = []
  /// For a word: which keyword it is, whether reserved or not. `nil` in a hint, beside a dot, and for other words.
  package var keyword: Keyword?
  // Tokens are made and moved about for every few bytes of text: small ones are worth having.
  private var startOffset: UInt32
  private var endOffset: UInt32

  init(kind: Kind, flags: Flags, first: UInt8, start: Int, end: Int) {
    self.kind = kind
    self.flags = flags
    self.first = first
    startOffset = UInt32(truncatingIfNeeded: start)
    endOffset = UInt32(truncatingIfNeeded: end)
  }

  /// Where it begins in the text.
  @inline(__always)
  package internal(set) var start: Int {
    get { Int(startOffset) }
    set { startOffset = UInt32(truncatingIfNeeded: newValue) }
  }

  /// Where it ends in the text.
  @inline(__always)
  package internal(set) var end: Int {
    get { Int(endOffset) }
    set { endOffset = UInt32(truncatingIfNeeded: newValue) }
  }

  package var range: Range<Int> { start..<end }
  package var count: Int { end - start }

  /// Whether this is a value: a string, a number, `\N`, `<secret>` or a placeholder, but not NULL, TRUE and FALSE.
  @inline(__always)
  package var isLiteral: Bool {
    kind.rawValue >= Kind.string.rawValue && kind.rawValue <= Kind.placeholder.rawValue
  }

  /// Whether this is the symbol of one byte given.
  @inline(__always)
  package func isSymbol(_ byte: UInt8) -> Bool { kind == .symbol && first == byte && end - start == 1 }

  /// Whether it means nothing to the server: a blank or a comment.
  @inline(__always)
  package var isTrivia: Bool { kind == .blank || kind == .comment }
}

extension UInt8 {
  /// The byte of an ASCII character, for switches and comparisons.
  @inline(__always)
  static func ascii(_ scalar: Unicode.Scalar) -> UInt8 { UInt8(truncatingIfNeeded: scalar.value) }
}
