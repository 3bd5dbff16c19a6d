/// A value of a file of settings, and where it stands.
package struct SettingValue: Sendable, Equatable {
  package indirect enum Content: Sendable, Equatable {
    case text(String)
    case integer(Int)
    case number(Double)
    case bool(Bool)
    /// `2026-12-31`
    case day(String)
    case list([SettingValue])
    case table([Member])
    /// What no setting takes, by name: a time, null.
    case other(String)
  }

  package struct Member: Sendable, Equatable {
    package var key: String
    package var value: SettingValue
  }

  package var content: Content
  package var place: SettingPlace

  package init(_ content: Content, at place: SettingPlace) {
    self.content = content
    self.place = place
  }
}

/// A place in a file of settings, for messages: `qdigest.toml: line 3, column 1`.
package struct SettingPlace: Sendable, Hashable, CustomStringConvertible {
  /// The file as messages name it.
  package var file: String
  /// From 1; `nil` where only the file is known.
  package var line: Int?
  /// From 1.
  package var column: Int?

  package init(file: String, line: Int? = nil, column: Int? = nil) {
    self.file = file
    self.line = line
    self.column = column
  }

  package var description: String {
    guard let line else { return file }
    return "\(file): line \(line)" + (column.map { ", column \($0)" } ?? "")
  }
}

/// What is wrong with a file of settings.
package struct SettingsError: Error, Sendable, Equatable {
  package var place: SettingPlace
  package var text: String
  package var hint: String?

  package init(_ place: SettingPlace, _ text: String, hint: String? = nil) {
    self.place = place
    self.text = text
    self.hint = hint
  }
}

extension SettingValue {
  package var text: String? { if case .text(let text) = content { text } else { nil } }
  package var bool: Bool? { if case .bool(let bool) = content { bool } else { nil } }
  package var list: [SettingValue]? { if case .list(let list) = content { list } else { nil } }
  package var members: [Member]? { if case .table(let members) = content { members } else { nil } }

  package var number: Double? {
    switch content {
    case .integer(let integer): Double(integer)
    case .number(let number): number
    default: nil
    }
  }

  /// A day, whether written as a date of TOML or as a text.
  package var day: String? { if case .day(let day) = content { day } else { text } }

  /// The member of a table with this key.
  package subscript(key: String) -> SettingValue? { members?.first { $0.key == key }?.value }
}
