/// A JSON value as it was read, or as it is to be written.
///
/// A number stays the text it was, so that none loses a digit on its way through the program; an object keeps the
/// order of its members and members of the same name.
package enum JSONValue: Sendable, Equatable {
  case null
  case bool(Bool)
  /// A number as written: `100.00` stays `100.00`.
  case number(String)
  case string(String)
  case array([JSONValue])
  case object(JSONObject)
}

// MARK: - Making values

extension JSONValue {
  package static func integer(_ value: some BinaryInteger) -> JSONValue { .number(String(value)) }

  /// A count of millionths as an exact decimal: 1 234 500 becomes `1.2345`, 2 000 000 becomes `2`.
  package static func decimal(micros: UInt64) -> JSONValue { .number(decimalText(micros: micros)) }

  /// The shortest decimal that reads back as the same double. JSON has no infinity and no NaN: they become `null`.
  package static func double(_ value: Double) -> JSONValue {
    guard value.isFinite else { return .null }
    let text = "\(value)"
    return .number(text.hasSuffix(".0") ? String(text.dropLast(2)) : text)
  }

  /// A string of bytes that need not be UTF-8: what is not becomes U+FFFD.
  package static func string(repairing bytes: some Collection<UInt8>) -> JSONValue {
    .string(String(decoding: bytes, as: UTF8.self))
  }

  /// An object of the members given, in that order.
  package static func object(_ members: [(String, JSONValue)]) -> JSONValue {
    .object(JSONObject(members.map { JSONObject.Member(key: $0.0, value: $0.1) }))
  }

  /// `nil` becomes `null`.
  package static func optional<Wrapped>(_ value: Wrapped?, _ make: (Wrapped) -> JSONValue) -> JSONValue {
    value.map(make) ?? .null
  }

  static func decimalText(micros: UInt64) -> String {
    let (whole, rest) = micros.quotientAndRemainder(dividingBy: 1_000_000)
    guard rest > 0 else { return String(whole) }
    var digits = String(rest)
    digits = String(repeating: "0", count: 6 - digits.count) + digits
    while digits.hasSuffix("0") { digits.removeLast() }
    return "\(whole).\(digits)"
  }
}

// MARK: - Looking into values

extension JSONValue {
  /// The value of the first member with this name; `nil` if there is none, or if this is no object.
  package subscript(key: String) -> JSONValue? { object?[key] }

  /// The element at this index; `nil` if there is none, or if this is no array.
  package subscript(index: Int) -> JSONValue? {
    guard let array, array.indices.contains(index) else { return nil }
    return array[index]
  }

  package var object: JSONObject? { if case .object(let object) = self { object } else { nil } }
  package var array: [JSONValue]? { if case .array(let array) = self { array } else { nil } }
  package var string: String? { if case .string(let string) = self { string } else { nil } }
  package var bool: Bool? { if case .bool(let bool) = self { bool } else { nil } }
  package var isNull: Bool { self == .null }

  /// A number, also one that was written as a string, as MySQL likes to do (`"filtered": "50.00"`).
  package var double: Double? {
    switch self {
    case .number(let text), .string(let text): Double(text)
    default: nil
    }
  }

  /// A whole number that is written as one, also as a string.
  package var integer: Int? {
    switch self {
    case .number(let text), .string(let text): Int(text)
    default: nil
    }
  }
}

// MARK: - Literals

extension JSONValue: ExpressibleByNilLiteral, ExpressibleByBooleanLiteral, ExpressibleByIntegerLiteral,
  ExpressibleByFloatLiteral, ExpressibleByStringInterpolation, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
  package init(nilLiteral: ()) { self = .null }
  package init(booleanLiteral value: Bool) { self = .bool(value) }
  package init(integerLiteral value: Int64) { self = .integer(value) }
  package init(floatLiteral value: Double) { self = .double(value) }
  package init(stringLiteral value: String) { self = .string(value) }
  package init(arrayLiteral elements: JSONValue...) { self = .array(elements) }
  package init(dictionaryLiteral elements: (String, JSONValue)...) { self = .object(elements) }
}
