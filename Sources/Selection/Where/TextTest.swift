/// A comparison of an event's text.
enum TextTest: Sendable {
  case equals(Set<[UInt8]>, TextEquality)
  case differs(Set<[UInt8]>, TextEquality)
  case matches(TextPattern)
  case matchesNot(TextPattern)

  func admits(_ text: [UInt8]) -> Bool {
    switch self {
    case .equals(let values, let equality): equality.holds(text, values)
    case .differs(let values, let equality): !equality.holds(text, values)
    case .matches(let pattern): pattern.matches(text)
    case .matchesNot(let pattern): !pattern.matches(text)
    }
  }
}

/// When two texts count as equal, which depends on what they are.
enum TextEquality: Hashable, Sendable {
  /// Byte for byte.
  case exact
  /// ASCII letters without regard to case: commands.
  case ignoringCase
  /// One element of a list that is separated by commas, with or without the database before it: tables.
  case element
  /// The last 16 digits, or all 32: IDs.
  case idDigits

  init(for field: TextField) {
    self =
      switch field {
      case .command: .ignoringCase
      case .tables: .element
      case .id: .idDigits
      case .user, .host, .client, .db, .statement, .fingerprint, .file: .exact
      }
  }

  /// The form of a value that ``holds(_:_:)`` expects.
  func folded(_ value: [UInt8]) -> [UInt8] {
    switch self {
    case .exact, .element: value
    case .ignoringCase: value.map(\.asciiLowercased)
    case .idDigits: Array(value.map(\.asciiLowercased).suffix(32))
    }
  }

  func holds(_ text: [UInt8], _ values: Set<[UInt8]>) -> Bool {
    switch self {
    case .exact: return values.contains(text)
    case .ignoringCase: return values.contains(folded(text))
    case .idDigits:
      let digits = folded(text)
      return values.contains(digits) || values.contains(Array(digits.suffix(16)))
    case .element:
      return text.split(separator: UInt8(ascii: ",")).contains { element in
        let element = element.drop { $0 == UInt8(ascii: " ") }
        if values.contains(Array(element)) { return true }
        guard let dot = element.lastIndex(of: UInt8(ascii: ".")) else { return false }
        return values.contains(Array(element[(dot + 1)...]))
      }
    }
  }
}
