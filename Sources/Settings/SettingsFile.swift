import JSONText

/// Reads a file of settings, TOML or JSON: it is JSON if it begins with a brace.
package enum SettingsFile {
  /// - Parameter name: of the file, for messages.
  /// - Returns: a table.
  package static func read(_ bytes: [UInt8], name: String) throws(SettingsError) -> SettingValue {
    let first = bytes.first { ![0x20, 0x09, 0x0A, 0x0D].contains($0) }
    if first == UInt8(ascii: "{") { return try json(bytes, name) }
    return try TOMLSettings.read(bytes, name: name)
  }

  private static func json(_ bytes: [UInt8], _ name: String) throws(SettingsError) -> SettingValue {
    do throws(JSONError) {
      return value(of: try JSONValue(parsing: bytes), SettingPlace(file: name))
    } catch {
      let before = bytes.prefix(error.offset)
      let line = before.count { $0 == 0x0A } + 1
      let column = before.count - (before.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0) + 1
      throw SettingsError(SettingPlace(file: name, line: line, column: column), error.reason)
    }
  }

  private static func value(of json: JSONValue, _ place: SettingPlace) -> SettingValue {
    if let object = json.object {
      return SettingValue(
        .table(object.members.map { .init(key: $0.key, value: value(of: $0.value, place)) }), at: place)
    }
    if let array = json.array { return SettingValue(.list(array.map { value(of: $0, place) }), at: place) }
    if let text = json.string { return SettingValue(.text(text), at: place) }
    if let bool = json.bool { return SettingValue(.bool(bool), at: place) }
    if let integer = json.integer { return SettingValue(.integer(integer), at: place) }
    if let number = json.double { return SettingValue(.number(number), at: place) }
    return SettingValue(.other("null"), at: place)
  }
}
