/// A mistake in a `--where` expression: what is wrong, where, and what would be right.
package struct WhereError: Error, Hashable, Sendable {
  package enum Code: Hashable, Sendable {
    case empty, tooLong, tooDeep, unexpectedCharacter, unterminatedString, badNumber, unexpectedToken
    case unknownName, wrongOperator, wrongValue, badPattern
  }

  package var code: Code
  package var message: String
  package var hint: String?
  /// The expression it was found in.
  package var expression: String
  /// The place, counted in Unicode scalars from the start of `expression`; may stand at its end.
  package var range: Range<Int>
}

extension WhereError: CustomStringConvertible {
  /// The message, the expression with carets under the place, and the hint, on lines of their own.
  package var description: String {
    var lines = [Self.onOneLine(message)]
    if !expression.isEmpty {
      let (shown, carets) = excerpt
      lines += ["  " + shown, "  " + carets]
    }
    if let hint { lines.append("hint: " + Self.onOneLine(hint)) }
    return lines.joined(separator: "\n")
  }

  /// How much of a long expression is shown on either side of the place.
  private static let context = 50

  /// The part of the expression around the place on one line that cannot disturb a terminal, and the carets below it.
  private var excerpt: (shown: String, carets: String) {
    let scalars = Array(expression.unicodeScalars)
    let start = max(0, range.lowerBound - Self.context)
    let end = min(
      scalars.count, max(range.lowerBound + 1, min(range.upperBound, range.lowerBound + Self.context)) + Self.context)
    var shown = start > 0 ? "…" : ""
    var column = shown.unicodeScalars.count
    var caretStart = column
    var caretEnd: Int?
    for index in start..<end {
      if index == range.lowerBound { caretStart = column }
      if index == range.upperBound { caretEnd = column }
      let scalar = Self.visible(scalars[index])
      shown.unicodeScalars.append(scalar)
      column += Self.width(of: scalar)
    }
    if range.lowerBound >= end { caretStart = column }
    if end < scalars.count { shown += "…" }
    let width = max(1, (caretEnd ?? column) - caretStart)
    return (shown, String(repeating: " ", count: caretStart) + String(repeating: "^", count: width))
  }

  /// Messages may quote what was typed.
  private static func onOneLine(_ text: String) -> String {
    String(String.UnicodeScalarView(text.unicodeScalars.map(visible)))
  }

  /// The scalar itself, or a blank for what a terminal would not show as one character.
  private static func visible(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .unassigned, .surrogate, .privateUse: " "
    default: scalar
    }
  }

  /// Columns that a terminal gives to a scalar: none for marks put on others, two for East Asian scripts and emoji.
  private static func width(of scalar: Unicode.Scalar) -> Int {
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark: return 0
    default: break
    }
    switch scalar.value {
    case 0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60,
      0xFFE0...0xFFE6, 0x1F300...0x1FAFF, 0x20000...0x3FFFD:
      return 2
    default: return 1
    }
  }
}
