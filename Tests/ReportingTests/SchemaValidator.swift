import JSONText

/// Checks JSON against a JSON Schema (2020-12), as far as the schema of the report uses it.
///
/// A keyword it does not know is an error, so that no part of a schema goes unchecked.
struct SchemaValidator {
  let schema: JSONValue

  /// What is wrong with a value, each with the path to it; empty if it is valid.
  func problems(with value: JSONValue) -> [String] { problems(value, schema, path: "$") }

  private func problems(_ value: JSONValue, _ schema: JSONValue, path: String) -> [String] {
    guard let keywords = schema.object else { return ["\(path): a schema that is no object"] }
    return keywords.members.flatMap { keyword in
      check(value, keyword.key, keyword.value, in: keywords, path: path)
    }
  }

  private func check(
    _ value: JSONValue, _ keyword: String, _ argument: JSONValue, in schema: JSONObject, path: String
  ) -> [String] {
    switch keyword {
    case "$schema", "$id", "$defs", "title", "description": []
    case "$ref": problems(value, resolve(argument.string ?? ""), path: path)
    case "type": hasType(value, argument.string) ? [] : ["\(path): no \(argument.string ?? "?")"]
    case "const": value == argument ? [] : ["\(path): not the constant"]
    case "enum": argument.array?.contains(value) == true ? [] : ["\(path): not one of the values allowed"]
    case "anyOf":
      argument.array?.contains { problems(value, $0, path: path).isEmpty } == true
        ? [] : ["\(path): none of the alternatives"]
    case "minimum": number(value).map { $0 >= argument.double ?? .infinity } ?? true ? [] : ["\(path): too small"]
    case "maximum": number(value).map { $0 <= argument.double ?? -.infinity } ?? true ? [] : ["\(path): too large"]
    case "minItems": value.array.map { $0.count >= argument.integer ?? .max } ?? true ? [] : ["\(path): too few items"]
    case "pattern": matches(value, argument.string ?? "", path: path)
    case "items":
      (value.array ?? []).enumerated().flatMap { problems($1, argument, path: "\(path)[\($0)]") }
    case "required":
      (argument.array ?? []).compactMap(\.string)
        .filter { value.object != nil && value[$0] == nil }.map { "\(path): \($0) is missing" }
    case "properties":
      (value.object?.members ?? []).flatMap { member in
        argument[member.key].map { problems(member.value, $0, path: "\(path).\(member.key)") } ?? []
      }
    case "additionalProperties":
      (value.object?.members ?? []).filter { schema["properties"]?[$0.key] == nil }.flatMap { member in
        argument == .bool(false)
          ? ["\(path): \(member.key) is not allowed"]
          : problems(member.value, argument, path: "\(path).\(member.key)")
      }
    default: ["\(path): the validator does not know the keyword \(keyword)"]
    }
  }

  private func resolve(_ reference: String) -> JSONValue {
    let name = reference.split(separator: "/").last.map(String.init) ?? ""
    return schema["$defs"]?[name] ?? .null
  }

  private func hasType(_ value: JSONValue, _ type: String?) -> Bool {
    switch (value, type) {
    case (.null, "null"), (.bool, "boolean"), (.string, "string"), (.array, "array"), (.object, "object"),
      (.number, "number"):
      true
    case (.number(let text), "integer"): UInt64(text) != nil || Int64(text) != nil
    default: false
    }
  }

  /// Only what is written as a number: strings that hold digits are strings.
  private func number(_ value: JSONValue) -> Double? { if case .number = value { value.double } else { nil } }

  private func matches(_ value: JSONValue, _ pattern: String, path: String) -> [String] {
    guard let text = value.string else { return [] }
    guard let regex = try? Regex(pattern) else { return ["\(path): a pattern that is no regular expression"] }
    return text.firstMatch(of: regex) != nil ? [] : ["\(path): \(text) does not match \(pattern)"]
  }
}
