import SlowLog

/// What a name in an expression stands for.
enum WhereField: Hashable, Sendable {
  case number(Attribute)
  case flag(Flag)
  case text(TextField)
  case threadID, errorNumber
  case time

  /// Names and what they stand for; attributes spelled as in the log come first.
  static let names: [(name: String, field: WhereField)] =
    KnownAttribute.allCases.map { ($0.name, .number($0.attribute)) }
    + Flag.allCases.map { ($0.name, .flag($0)) }
    + [("Thread_id", .threadID), ("Errno", .errorNumber), ("Time", .time)]
    + TextField.allCases.map { ($0.rawValue, .text($0)) }
    + synonyms

  /// Other spellings that logs and people use.
  private static let synonyms: [(name: String, field: WhereField)] = [
    ("Schema", .text(.db)), ("database", .text(.db)), ("query", .text(.statement)), ("sql", .text(.statement)),
    ("table", .text(.tables)), ("Last_errno", .errorNumber), ("timestamp", .time), ("ip", .text(.client)),
  ]

  private static let byFoldedName: [String: WhereField] = Dictionary(
    names.map { ($0.name.lowercased(), $0.field) }, uniquingKeysWith: { first, _ in first })

  /// Looks a name up without regard to case.
  init?(named name: String) {
    guard let field = Self.byFoldedName[name.lowercased()] else { return nil }
    self = field
  }

  /// The name as the log or the manual spells it.
  var name: String {
    switch self {
    case .number(let attribute): attribute.name
    case .flag(let flag): flag.name
    case .text(let field): field.rawValue
    case .threadID: "Thread_id"
    case .errorNumber: "Errno"
    case .time: "Time"
    }
  }

  /// A comparison with this field that is right, for hints.
  var example: String {
    switch self {
    case .number(let attribute):
      switch attribute.unit {
      case .seconds: "\(name) > 0.5"
      case .bytes: "\(name) > 10kB"
      case .rows, .count, .millionths: "\(name) > 1000"
      }
    case .flag: "\(name) == yes"
    case .text(.id): "id == \"558CAEF5F387E929\""
    case .text(.statement), .text(.fingerprint): "\(name) =~ \"(?i)join\""
    case .text(.command): "command == \"SELECT\""
    case .text: "\(name) == \"shop\""
    case .threadID: "\(name) == 42"
    case .errorNumber: "\(name) != 0"
    case .time: "\(name) >= \"2026-11-21 08:00\""
    }
  }
}
