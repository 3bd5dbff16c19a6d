import SlowLog

// One comparison: a field, what it is compared by, and values that suit the field.
extension WhereParser {
  mutating func comparison() throws(WhereError) -> Node {
    let token = advance()
    switch token.kind {
    case .name, .quotedName:
      return try comparison(of: field(token), at: token)
    case .number, .string:
      // A value first: `1 < Query_time`.
      guard case .comparison(let comparison) = current.kind else {
        throw error(.unexpectedToken, "a value alone says nothing", hint: "for example Query_time > 1", at: token)
      }
      let sign = advance()
      guard let mirrored = comparison.mirrored else {
        throw error(
          .wrongOperator, "the pattern stands on the right of \(comparison.rawValue)",
          hint: "for example statement =~ \"(?i)join\"", at: sign)
      }
      let name = advance()
      switch name.kind {
      case .name, .quotedName: return try node(field(name), mirrored, sign, token)
      default:
        throw error(
          .unexpectedToken, "expected an attribute here", hint: "compare an attribute with a value", at: name)
      }
    case .end:
      throw error(
        .unexpectedToken, "the expression ends where a comparison is expected", hint: "for example Query_time > 1",
        at: token)
    default:
      throw error(.unexpectedToken, "expected an attribute here", hint: "for example Query_time > 1", at: token)
    }
  }

  private func field(_ token: WhereToken) throws(WhereError) -> WhereField {
    switch token.kind {
    case .quotedName(let name):
      return WhereField(named: name) ?? .number(Attribute(name: name, unit: .millionths))
    case .name(let name):
      if let field = WhereField(named: name) { return field }
      let hint =
        if let near = Suggestion.nearest(to: name, among: WhereField.names.map(\.name)) {
          "did you mean \(near)?"
        } else {
          "text stands in quotes, and an attribute that qdigest does not know in backticks: `\(name)` > 1"
        }
      throw error(.unknownName, "there is no attribute '\(name)'", hint: hint, at: token)
    default:
      throw error(.unexpectedToken, "expected an attribute here", hint: nil, at: token)
    }
  }

  private mutating func comparison(of field: WhereField, at name: WhereToken) throws(WhereError) -> Node {
    switch current.kind {
    case .comparison(let comparison):
      let sign = advance()
      return try node(field, comparison, sign, advance())
    case .isIn:
      advance()
      return try list(field, isNegated: false)
    case .not:
      let not = advance()
      guard accept(.isIn) else {
        throw error(.unexpectedToken, "expected a comparison here", hint: "for example \(field.example)", at: not)
      }
      return try list(field, isNegated: true)
    default:
      if case .flag(let flag) = field { return .flag(flag, expected: true) }
      if case .name(let word) = current.kind, ["like", "rlike", "regexp", "is", "between"].contains(word.lowercased()) {
        let way =
          switch word.lowercased() {
          case "is": "a comparison with an attribute that an event lacks is false"
          case "between": "for example \(field.name) >= 1 && \(field.name) <= 2"
          default: "write =~ and a regular expression: statement =~ \"(?i)join\""
          }
        throw error(.wrongOperator, "there is no '\(word)'", hint: way, at: current)
      }
      throw error(.unexpectedToken, "\(field.name) needs a comparison", hint: "for example \(field.example)", at: name)
    }
  }

  private mutating func list(_ field: WhereField, isNegated: Bool) throws(WhereError) -> Node {
    guard accept(.open) else {
      throw error(.unexpectedToken, "expected ( after in", hint: "for example user in (\"app\", \"web\")", at: current)
    }
    var values: [WhereToken] = []
    repeat { values.append(advance()) } while accept(.comma)
    guard accept(.close) else {
      throw error(
        .unexpectedToken, "expected , or ) in the list", hint: "for example user in (\"app\", \"web\")", at: current)
    }
    switch field {
    case .number, .threadID, .errorNumber:
      var thresholds: [Threshold] = []
      for value in values { thresholds.append(try threshold(value, for: field)) }
      return numberNode(field, isNegated ? .noneOf(thresholds) : .oneOf(thresholds))
    case .text(let text):
      let equality = TextEquality(for: text)
      var set: Set<[UInt8]> = []
      for value in values { set.insert(try plainText(value, for: field, equality)) }
      return .text(text, isNegated ? .differs(set, equality) : .equals(set, equality))
    case .flag, .time:
      throw error(
        .wrongOperator, "\(field.name) cannot be in a list", hint: "for example \(field.example)", at: values[0])
    }
  }
}

// MARK: - A field, an operator, a value

extension WhereParser {
  private func node(
    _ field: WhereField, _ comparison: WhereToken.Comparison, _ sign: WhereToken, _ value: WhereToken
  ) throws(WhereError) -> Node {
    let isPattern = comparison == .matches || comparison == .matchesNot
    let isOrder = !isPattern && comparison != .equal && comparison != .notEqual
    switch field {
    case .number, .threadID, .errorNumber:
      if isPattern {
        throw error(
          .wrongOperator, "\(field.name) is a number, which no pattern matches", hint: "for example \(field.example)",
          at: sign)
      }
      return numberNode(field, .compare(comparison, try threshold(value, for: field)))
    case .flag(let flag):
      guard !isPattern, !isOrder, let isYes = Self.truth(value) else {
        throw error(
          .wrongValue, "\(field.name) is yes or no", hint: "write \(field.name) or \(field.name) == no",
          at: isPattern || isOrder ? sign : value)
      }
      return .flag(flag, expected: isYes == (comparison == .equal))
    case .text(let text):
      if isOrder {
        throw error(
          .wrongOperator, "\(field.name) is text, which has no order", hint: "for example \(field.example)", at: sign)
      }
      if isPattern {
        let pattern = try pattern(value, for: field)
        return .text(text, comparison == .matches ? .matches(pattern) : .matchesNot(pattern))
      }
      let equality = TextEquality(for: text)
      let values: Set = [try plainText(value, for: field, equality)]
      return .text(text, comparison == .equal ? .equals(values, equality) : .differs(values, equality))
    case .time:
      guard !isPattern, case .string(let string) = value.kind else {
        throw error(
          isPattern ? .wrongOperator : .wrongValue, "Time is compared with a time in quotes",
          hint: "for example \(field.example)", at: isPattern ? sign : value)
      }
      do {
        return .time(comparison, try TimeArgument.instant(string, zone: zone, now: now))
      } catch {
        throw self.error(.wrongValue, error.message, hint: error.hint, at: value)
      }
    }
  }

  private func numberNode(_ field: WhereField, _ test: NumberTest) -> Node {
    switch field {
    case .number(let attribute): .number(attribute, test)
    case .errorNumber: .errorNumber(test)
    default: .threadID(test)
    }
  }

  private func threshold(_ token: WhereToken, for field: WhereField) throws(WhereError) -> Threshold {
    let unit: AttributeUnit = if case .number(let attribute) = field { attribute.unit } else { .count }
    guard case .number(let number) = token.kind else {
      throw error(.wrongValue, "\(field.name) is a number", hint: "for example \(field.example)", at: token)
    }
    switch Result(catching: { () throws(Threshold.Mistake) in try Threshold(number, in: unit) }) {
    case .success(let threshold): return threshold
    case .failure(.tooLarge):
      throw error(.wrongValue, "the number is too large", hint: "no log holds such a value", at: token)
    case .failure(.unknownUnit(let valid)):
      throw error(
        .wrongValue, "\(field.name) has no unit '\(number.unit)'",
        hint: "units are \(Suggestion.list(valid, joinedBy: "and"))", at: token)
    }
  }

  private static func truth(_ token: WhereToken) -> Bool? {
    switch token.kind {
    case .name(let word), .string(let word):
      switch word.lowercased() {
      case "yes", "true", "on": true
      case "no", "false", "off": false
      default: nil
      }
    case .number(let number):
      number == WhereNumber(digits: [1]) ? true : number == WhereNumber() ? false : nil
    default: nil
    }
  }
}

// MARK: - Texts

extension WhereParser {
  private func string(_ token: WhereToken, for field: WhereField) throws(WhereError) -> String {
    switch token.kind {
    case .string(let string): return string
    case .name(let word), .quotedName(let word):
      throw error(.wrongValue, "text stands in quotes", hint: "write \(field.name) == \"\(word)\"", at: token)
    case .number:
      throw error(.wrongValue, "\(field.name) is text", hint: "put the value in quotes", at: token)
    default:
      throw error(.wrongValue, "expected text in quotes", hint: "for example \(field.example)", at: token)
    }
  }

  /// Text that is compared as it is: of two backslashes one remains.
  private func plainText(
    _ token: WhereToken, for field: WhereField, _ equality: TextEquality
  ) throws(WhereError) -> [UInt8] {
    var bytes: [UInt8] = []
    var isEscaped = false
    for byte in try string(token, for: field).utf8 {
      if isEscaped, byte == UInt8(ascii: "\\") {
        isEscaped = false
        continue
      }
      isEscaped = byte == UInt8(ascii: "\\")
      bytes.append(byte)
    }
    guard equality == .idDigits else { return equality.folded(bytes) }
    if bytes.starts(with: Array("0x".utf8)) { bytes.removeFirst(2) }
    guard [16, 32].contains(bytes.count), bytes.allSatisfy({ Unicode.Scalar($0).properties.isASCIIHexDigit }) else {
      throw error(
        .wrongValue, "an ID has 16 or 32 hexadecimal digits", hint: "for example \(field.example)", at: token)
    }
    return equality.folded(bytes)
  }

  private func pattern(_ token: WhereToken, for field: WhereField) throws(WhereError) -> TextPattern {
    let source = try string(token, for: field)
    guard source.utf8.count <= TextPattern.longest else {
      throw error(.badPattern, "the pattern is longer than \(TextPattern.longest) bytes", hint: nil, at: token)
    }
    do {
      return try TextPattern(source)
    } catch {
      throw self.error(
        .badPattern, "this is no regular expression: \(error)",
        hint: "a special character stands for itself after a backslash: \\( \\* \\.", at: token)
    }
  }
}
