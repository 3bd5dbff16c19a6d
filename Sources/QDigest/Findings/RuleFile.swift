import Analysis
import Settings

/// Reads a file of settings for the rules, TOML or JSON:
///
///     [rules]
///     QD101 = false
///     QD150 = { ratio = 500 }
///
///     [[suppress]]
///     rule = "QD103"
///     class = "<query ID>"
///     reason = "small for ever"
///     until = 2026-12-31
enum RuleFile {
  static func settings(_ path: String, option: String?) throws(UsageError) -> RuleSettings {
    let name = "\(option.map { "\($0) '\(InlineText.visible(path))'" } ?? InlineText.visible(path))"
    guard let bytes = SmallFile.read(path, atMost: 1 << 24) else {
      throw UsageError("\(name) cannot be read", hint: "give a file of rules, TOML or JSON")
    }
    return try settings(of: bytes, name: name)
  }

  static func settings(of bytes: [UInt8], name: String) throws(UsageError) -> RuleSettings {
    do throws(SettingsError) {
      return try settings(of: try SettingsFile.read(bytes, name: name))
    } catch {
      throw UsageError("\(error.place): \(InlineText.visible(error.text))", hint: error.hint)
    }
  }

  private static func settings(of value: SettingValue) throws(SettingsError) -> RuleSettings {
    for member in value.members ?? [] where !["rules", "suppress"].contains(member.key) {
      throw SettingsError(member.value.place, "unknown key '\(member.key)'", hint: "use rules and suppress")
    }
    var settings = RuleSettings()
    for member in try members(of: value["rules"], "rules") { try take(member, &settings) }
    if let list = value["suppress"] {
      guard let entries = list.list else {
        throw SettingsError(list.place, "suppress takes a list", hint: "begin each suppression with [[suppress]]")
      }
      for entry in entries { settings.suppressions.append(try suppression(entry)) }
    }
    return settings
  }

  private static func members(
    of value: SettingValue?, _ name: String
  ) throws(SettingsError) -> [SettingValue.Member] {
    guard let value else { return [] }
    guard let members = value.members else { throw SettingsError(value.place, "\(name) takes a table of rules") }
    return members
  }

  private static func take(_ member: SettingValue.Member, _ settings: inout RuleSettings) throws(SettingsError) {
    let place = member.value.place
    guard let rule = RuleCatalog.rule(member.key) else {
      throw SettingsError(place, "there is no rule '\(member.key)'", hint: "qdigest rules lists them")
    }
    let page = rule.page
    if let isOn = member.value.bool {
      settings.isOn[page.id] = isOn
      return
    }
    guard let limits = member.value.members else {
      throw SettingsError(place, "\(page.id) takes true, false, or a table of limits")
    }
    for limit in limits {
      guard page.limits.contains(where: { $0.name == limit.key }) else {
        let names = page.limits.map(\.name).joined(separator: ", ")
        throw SettingsError(
          limit.value.place, "\(page.id) has no limit '\(limit.key)'",
          hint: names.isEmpty ? "it has none" : "it has \(names)")
      }
      guard let number = limit.value.number, number >= 0 else {
        throw SettingsError(limit.value.place, "\(page.id): '\(limit.key)' takes a number that is not negative")
      }
      settings.limits[page.id, default: [:]][limit.key] = number
    }
  }

  private static func suppression(_ entry: SettingValue) throws(SettingsError) -> RuleSettings.Suppression {
    guard let id = entry["rule"]?.text, let rule = RuleCatalog.rule(id), let classID = entry["class"]?.text,
      let reason = entry["reason"]?.text, !reason.isEmpty
    else {
      throw SettingsError(
        entry.place, "a suppression needs \"rule\" (one that exists), \"class\" and \"reason\"",
        hint: "rule = \"QD103\", class = \"<query ID>\", reason = \"…\", until = 2026-12-31")
    }
    guard let end = entry["until"] else {
      return RuleSettings.Suppression(rule: rule.page.id, classID: classID, reason: reason)
    }
    guard let until = end.day, until.count == 10, until.split(separator: "-").map(\.count) == [4, 2, 2] else {
      throw SettingsError(end.place, "\"until\" takes a day such as 2026-12-31", hint: "write it as 2026-12-31")
    }
    return RuleSettings.Suppression(rule: rule.page.id, classID: classID, reason: reason, until: until)
  }
}
