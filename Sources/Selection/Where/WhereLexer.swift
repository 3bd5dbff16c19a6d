/// Takes a `--where` expression apart into tokens.
///
/// - Source of the rules: `WhereExpression`.
struct WhereLexer {
  private let expression: String
  private let scalars: [Unicode.Scalar]
  private var position = 0

  init(_ expression: String) {
    self.expression = expression
    scalars = Array(expression.unicodeScalars)
  }

  /// All tokens, with `.end` as the last one.
  static func tokens(of expression: String) throws(WhereError) -> [WhereToken] {
    var lexer = WhereLexer(expression)
    var tokens: [WhereToken] = []
    repeat { tokens.append(try lexer.next()) } while tokens.last?.kind != .end
    return tokens
  }

  private mutating func next() throws(WhereError) -> WhereToken {
    while let scalar = peek(), scalar.properties.isWhitespace { position += 1 }
    let start = position
    guard let scalar = peek() else { return WhereToken(kind: .end, range: start..<start) }
    let kind: WhereToken.Kind =
      switch scalar {
      case "'", "\"": .string(try quoted(by: scalar, what: "string"))
      case "`": .quotedName(try quoted(by: scalar, what: "name"))
      case "(": advance(.open)
      case ")": advance(.close)
      case ",": advance(.comma)
      case "0"..."9", ".", "-", "+": .number(try number())
      case _ where scalar.startsName: word()
      default: try sign()
      }
    assert(position > start)
    return WhereToken(kind: kind, range: start..<position)
  }

  private func peek(_ distance: Int = 0) -> Unicode.Scalar? {
    position + distance < scalars.count ? scalars[position + distance] : nil
  }

  private mutating func advance(_ kind: WhereToken.Kind) -> WhereToken.Kind {
    position += 1
    return kind
  }

  private func error(
    _ code: WhereError.Code, _ message: String, hint: String?, at range: Range<Int>
  ) -> WhereError {
    WhereError(code: code, message: message, hint: hint, expression: expression, range: range)
  }
}

// MARK: - Words and signs

extension WhereLexer {
  private mutating func word() -> WhereToken.Kind {
    let start = position
    while let scalar = peek(), scalar.continuesName { position += 1 }
    let text = String(String.UnicodeScalarView(scalars[start..<position]))
    return switch text.lowercased() {
    case "and": .and
    case "or": .or
    case "not": .not
    case "in": .isIn
    default: .name(text)
    }
  }

  /// Every sign by its spelling, longer ones first; `=`, `<>` and `~` forms are what SQL and other tools write.
  private static let signs: [(spelling: [Unicode.Scalar], kind: WhereToken.Kind)] = [
    (["=", "="], .comparison(.equal)), (["!", "="], .comparison(.notEqual)), (["<", ">"], .comparison(.notEqual)),
    (["<", "="], .comparison(.lessOrEqual)), ([">", "="], .comparison(.greaterOrEqual)),
    (["=", "~"], .comparison(.matches)), (["!", "~"], .comparison(.matchesNot)), (["&", "&"], .and),
    (["|", "|"], .or), (["<"], .comparison(.less)), ([">"], .comparison(.greater)), (["="], .comparison(.equal)),
    (["!"], .not),
  ]

  private mutating func sign() throws(WhereError) -> WhereToken.Kind {
    for sign in Self.signs where scalars[position...].starts(with: sign.spelling) {
      position += sign.spelling.count
      return sign.kind
    }
    let scalar = scalars[position]
    let hint: String? =
      switch scalar {
      case "&": "write && or the word and"
      case "|": "write || or the word or"
      case "~": "write =~ for 'matches' and !~ for 'does not match'"
      case "“", "”", "‘", "’": "write plain quotes: ' or \""
      case "*", "/", "%": "there is no arithmetic; compare an attribute with a value"
      default: nil
      }
    throw error(.unexpectedCharacter, "unexpected character", hint: hint, at: position..<position + 1)
  }
}

// MARK: - Strings and numbers

extension WhereLexer {
  /// What stands between two quotes. A quote is part of it when it is doubled or follows a backslash.
  private mutating func quoted(by quote: Unicode.Scalar, what: String) throws(WhereError) -> String {
    let start = position
    var text = String.UnicodeScalarView()
    position += 1
    while let scalar = peek() {
      position += 1
      if scalar == quote {
        guard peek() == quote else { return String(text) }
        position += 1
      } else if scalar == "\\", let escaped = peek() {
        position += 1
        if escaped != quote { text.append(scalar) }
        text.append(escaped)
        continue
      }
      text.append(scalar)
    }
    throw error(
      .unterminatedString, "the \(what) has no end", hint: "close it with \(quote)", at: start..<start + 1)
  }

  private mutating func number() throws(WhereError) -> WhereNumber {
    let start = position
    var number = WhereNumber()
    if peek() == "-" || peek() == "+" {
      number.isNegative = peek() == "-"
      position += 1
    }
    var hasDigits = false
    var hasPoint = false
    while let scalar = peek() {
      if let digit = scalar.decimalDigit {
        hasDigits = true
        if hasPoint { number.exponent -= 1 }
        if digit != 0 || !number.digits.isEmpty { number.digits.append(digit) }
      } else if scalar == ".", !hasPoint {
        hasPoint = true
      } else if scalar != "_" || !hasDigits {
        break
      }
      position += 1
    }
    let exponent = exponentPart()
    let unitStart = position
    while let scalar = peek(), scalar.continuesName || scalar == "µ" || scalar == "μ" || scalar == "." { position += 1 }
    number.unit = String(String.UnicodeScalarView(scalars[unitStart..<position]))
    while number.digits.last == 0 {
      number.digits.removeLast()
      number.exponent += 1
    }
    guard hasDigits, number.digits.count <= 40, let exponent else {
      if position == start { position += 1 }
      throw error(
        .badNumber, "this is no number", hint: "numbers look like 7, 0.5, 1e6, 500ms or 10MB",
        at: start..<max(position, start + 1))
    }
    number.exponent += exponent
    return number
  }

  /// Skips `e6`, `E-3` behind a number and gives its value; `nil` if it is out of all reason.
  private mutating func exponentPart() -> Int? {
    guard peek() == "e" || peek() == "E" else { return 0 }
    let isSigned = peek(1) == "-" || peek(1) == "+"
    guard peek(isSigned ? 2 : 1)?.decimalDigit != nil else { return 0 }
    let isNegative = peek(1) == "-"
    position += isSigned ? 2 : 1
    var value = 0
    while let digit = peek()?.decimalDigit {
      value = min(10_000, value * 10 + Int(digit))
      position += 1
    }
    return value > 999 ? nil : isNegative ? -value : value
  }
}

extension Unicode.Scalar {
  /// 0 to 9 for an ASCII digit.
  var decimalDigit: UInt8? { ("0"..."9").contains(self) ? UInt8(value - 0x30) : nil }

  fileprivate var startsName: Bool {
    ("a"..."z").contains(self) || ("A"..."Z").contains(self) || self == "_"
  }

  fileprivate var continuesName: Bool { startsName || decimalDigit != nil }
}
