import Analysis
import JSONText

/// Reads a file of settings for the rules:
///
///     {"rules": {"QD101": false, "QD150": {"ratio": 500}},
///      "suppress": [{"rule": "QD103", "class": "<ID>", "reason": "small for ever", "until": "2026-12-31"}]}
enum RuleFile {
  static func settings(_ path: String) throws(UsageError) -> RuleSettings {
    guard let bytes = SmallFile.read(path, atMost: 1 << 24) else {
      throw UsageError("--rules '\(InlineText.visible(path))' cannot be read", hint: "give a JSON file of rules")
    }
    return try settings(of: bytes, name: "--rules '\(InlineText.visible(path))'")
  }

  static func settings(of bytes: [UInt8], name: String) throws(UsageError) -> RuleSettings {
    let value: JSONValue
    do throws(JSONError) { value = try JSONValue(parsing: bytes) } catch {
      throw UsageError("\(name): byte \(error.offset): \(error.reason)", hint: "it has to be one JSON object")
    }
    guard let object = value.object else { throw UsageError("\(name): no JSON object") }
    for member in object.members where !["rules", "suppress"].contains(member.key) {
      throw UsageError(
        "\(name): unknown key '\(InlineText.visible(member.key))'", hint: "use \"rules\" and \"suppress\"")
    }
    var settings = RuleSettings()
    for member in value["rules"]?.object?.members ?? [] {
      try take(member, name, &settings)
    }
    for entry in value["suppress"]?.array ?? [] { settings.suppressions.append(try suppression(entry, name)) }
    return settings
  }

  private static func take(
    _ member: JSONObject.Member, _ name: String, _ settings: inout RuleSettings
  ) throws(UsageError) {
    guard let rule = RuleCatalog.rule(member.key) else {
      throw UsageError(
        "\(name): there is no rule '\(InlineText.visible(member.key))'", hint: "qdigest rules lists them")
    }
    let page = rule.page
    if let isOn = member.value.bool {
      settings.isOn[page.id] = isOn
      return
    }
    guard let limits = member.value.object else {
      throw UsageError("\(name): \(page.id) takes true, false, or an object of limits")
    }
    for limit in limits.members {
      guard page.limits.contains(where: { $0.name == limit.key }) else {
        let names = page.limits.map(\.name).joined(separator: ", ")
        throw UsageError(
          "\(name): \(page.id) has no limit '\(InlineText.visible(limit.key))'",
          hint: names.isEmpty ? "it has none" : "it has \(names)")
      }
      guard case .number = limit.value, let number = limit.value.double, number >= 0 else {
        throw UsageError("\(name): \(page.id): '\(limit.key)' takes a number that is not negative")
      }
      settings.limits[page.id, default: [:]][limit.key] = number
    }
  }

  private static func suppression(_ entry: JSONValue, _ name: String) throws(UsageError) -> RuleSettings.Suppression {
    guard let id = entry["rule"]?.string, let rule = RuleCatalog.rule(id), let classID = entry["class"]?.string,
      let reason = entry["reason"]?.string, !reason.isEmpty
    else {
      throw UsageError(
        "\(name): a suppression needs \"rule\" (one that exists), \"class\" and \"reason\"",
        hint: #"{"rule": "QD103", "class": "<query ID>", "reason": "…", "until": "2026-12-31"}"#)
    }
    let until = entry["until"]?.string
    if let until, until.count != 10 || until.split(separator: "-").map(\.count) != [4, 2, 2] {
      throw UsageError("\(name): \"until\" takes a day such as 2026-12-31, not '\(InlineText.visible(until))'")
    }
    return RuleSettings.Suppression(rule: rule.page.id, classID: classID, reason: reason, until: until)
  }
}
