import Settings

/// An option that stands in a file.
struct ConfiguredOption {
  var name: String
  /// As on the command line: `--label=host=db1`, or none for a flag that is off.
  var words: [String]
  var value: SettingValue

  init(_ option: CommandTable.Option, _ value: SettingValue) throws(SettingsError) {
    name = option.name
    self.value = value
    if option.isFlag {
      guard let isOn = value.bool else { throw SettingsError(value.place, "\(option.name) takes true or false") }
      words = isOn ? ["--\(option.name)"] : []
    } else if let list = value.list {
      guard option.isRepeating else {
        throw SettingsError(value.place, "\(option.name) takes one value, not a list")
      }
      words = []
      for value in list { words.append("--\(option.name)=\(try Self.text(value, of: option))") }
    } else {
      words = ["--\(option.name)=\(try Self.text(value, of: option))"]
    }
  }

  private static func text(_ value: SettingValue, of option: CommandTable.Option) throws(SettingsError) -> String {
    switch value.content {
    case .text(let text), .day(let text): return text
    case .integer(let integer): return String(integer)
    case .number(let number): return String(number)
    case .bool, .list, .table, .other:
      throw SettingsError(value.place, "\(option.name) takes a text or a number", hint: #"\#(option.name) = "...""#)
    }
  }

  /// As TOML has it.
  var line: String { "\(name) = \(Self.toml(value))" }

  private static func toml(_ value: SettingValue) -> String {
    switch value.content {
    case .text(let text): quoted(text)
    case .day(let text): text
    case .integer(let integer): String(integer)
    case .number(let number): String(number)
    case .bool(let bool): String(bool)
    case .list(let list): "[\(list.map(toml).joined(separator: ", "))]"
    case .table, .other: "?"
    }
  }

  private static func quoted(_ text: String) -> String {
    "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n") + "\""
  }
}
