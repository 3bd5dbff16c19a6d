import TOMLKit

/// Reads TOML. The only file that knows TOMLKit, which gives values but no places; those are `TOMLKeys`'.
enum TOMLSettings {
  static func read(_ file: [UInt8], name: String) throws(SettingsError) -> SettingValue {
    // A byte order mark is none of the text.
    let bytes = file.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(file.dropFirst(3)) : file
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw SettingsError(SettingPlace(file: name), "no UTF-8 text", hint: "settings are TOML or JSON")
    }
    if let place = placeOfControl(in: bytes, name) {
      // TOML allows none, and the library's own check ends the process.
      throw SettingsError(place, "a control character", hint: #"in a text in quotes it is written \u0001"#)
    }
    // The library ends the process where it expects a key and finds none.
    if let place = TOMLKeys.placeOfHeaderWithoutKey(in: bytes, file: name) {
      throw SettingsError(
        place, "a header without a name", hint: "[nightly] begins a table, [[suppress]] one of a list")
    }
    // No setting takes one but for plain days, and the library ends the process over some that are odd.
    let odd = TOMLKeys.oddValues(in: bytes, file: name)
    if let place = odd.date {
      throw SettingsError(place, "a time without quotes", hint: "a day is 2026-11-22; all else stands in quotes")
    }
    if let place = odd.missing {
      throw SettingsError(place, "an item of the list is missing", hint: "[1, 2] and [1, 2,] are lists")
    }
    let table: TOMLTable
    do { table = try TOMLTable(string: text) } catch let error as TOMLParseError {
      let begin = error.source.begin
      throw SettingsError(SettingPlace(file: name, line: begin.line, column: begin.column), plain(error.description))
    } catch {
      throw SettingsError(SettingPlace(file: name), "no TOML")
    }
    return value(of: table, TOMLKeys(of: bytes, file: name), at: [])
  }

  private static func placeOfControl(in bytes: [UInt8], _ name: String) -> SettingPlace? {
    let isControl = { (byte: UInt8) in byte < 0x20 && byte != 0x09 && byte != 0x0A && byte != 0x0D || byte == 0x7F }
    guard let index = bytes.firstIndex(where: isControl) else { return nil }
    let before = bytes[..<index]
    let lineStart = before.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
    return SettingPlace(file: name, line: before.count { $0 == 0x0A } + 1, column: index - lineStart + 1)
  }

  /// Lower case at the start and no full stop at the end, as all messages have it.
  private static func plain(_ message: String) -> String {
    let text = message.hasSuffix(".") ? String(message.dropLast()) : message
    return text.prefix(1).lowercased() + text.dropFirst()
  }

  private static func value(of table: TOMLTable, _ keys: TOMLKeys, at path: [String]) -> SettingValue {
    let members = table.map { key, member in
      SettingValue.Member(key: key, value: value(of: member, keys, at: path + [key]))
    }
    return SettingValue(.table(members), at: keys.place(of: path))
  }

  private static func value(of value: any TOMLValueConvertible, _ keys: TOMLKeys, at path: [String]) -> SettingValue {
    let place = keys.place(of: path)
    if let table = value.table { return self.value(of: table, keys, at: path) }
    if let array = value.array {
      let items = array.enumerated().map { self.value(of: $1, keys, at: path + ["#\($0)"]) }
      return SettingValue(.list(items), at: place)
    }
    if let text = value.string { return SettingValue(.text(text), at: place) }
    if let bool = value.bool { return SettingValue(.bool(bool), at: place) }
    if let integer = value.int { return SettingValue(.integer(integer), at: place) }
    if let number = value.double { return SettingValue(.number(number), at: place) }
    if let date = value.date { return SettingValue(.day(day(date)), at: place) }
    return SettingValue(.other(value.type.rawValue), at: place)
  }

  private static func day(_ date: TOMLDate) -> String {
    func padded(_ number: Int, _ width: Int) -> String {
      let text = String(number)
      return String(repeating: "0", count: max(0, width - text.count)) + text
    }
    return "\(padded(date.year, 4))-\(padded(date.month, 2))-\(padded(date.day, 2))"
  }
}
