import JSONText
import Testing

@Suite struct JSONParsingTests {
  struct Accepted: Sendable, CustomTestStringConvertible {
    let text: String
    let value: JSONValue
    var testDescription: String { text }

    init(_ text: String, _ value: JSONValue) {
      self.text = text
      self.value = value
    }
  }

  @Test(arguments: [
    Accepted("null", nil), Accepted(" true ", true), Accepted("\t\r\nfalse\n", false),
    Accepted("0", .number("0")), Accepted("-0", .number("-0")), Accepted("100.00", .number("100.00")),
    Accepted("1e+6", .number("1e+6")), Accepted("-1.5E-07", .number("-1.5E-07")),
    Accepted("18446744073709551616", .number("18446744073709551616")),
    Accepted("\"\"", ""), Accepted("\"a b\"", "a b"), Accepted("\"李雷\"", "李雷"),
    Accepted(#""\"\\\/\b\f\n\r\t\u0041""#, "\"\\/\u{8}\u{C}\n\r\tA"),
    Accepted(#""x\u00e9y\ud83d\ude00z""#, "xéy😀z"),
    Accepted(#""\ud83d!""#, "\u{FFFD}!"), Accepted(#""\ude00\ud83d\u0041""#, "\u{FFFD}\u{FFFD}A"),
    Accepted("[]", []), Accepted("[ ]", []), Accepted("{}", .object(JSONObject())), Accepted("{ }", [:]),
    Accepted("[1, [2, [3]], []]", [1, [2, [3]], []]),
    Accepted(#"{"b": 1, "a": {"c": [null]}, "b": 2}"#, ["b": 1, "a": ["c": [nil]], "b": 2]),
  ])
  func reads(_ example: Accepted) throws {
    #expect(try JSONValue(parsing: example.text) == example.value)
    #expect(try JSONValue(parsing: example.text, as: .serverOutput) == example.value)
    #expect(try JSONValue(parsing: Array(example.text.utf8).span) == example.value)
  }

  struct Refused: Sendable, CustomTestStringConvertible {
    let text: String
    let code: JSONError.Code
    let offset: Int
    var testDescription: String { text }

    init(_ text: String, _ code: JSONError.Code, _ offset: Int) {
      self.text = text
      self.code = code
      self.offset = offset
    }
  }

  @Test(arguments: [
    Refused("", .unexpectedEnd, 0), Refused("  ", .unexpectedEnd, 2), Refused("[", .unexpectedEnd, 1),
    Refused("[1", .unexpectedEnd, 2), Refused("[1,", .unexpectedEnd, 3), Refused("{", .unexpectedEnd, 1),
    Refused("{\"a\"", .unexpectedEnd, 4), Refused("{\"a\":", .unexpectedEnd, 5), Refused("\"abc", .unexpectedEnd, 0),
    Refused("[\"abc\\", .unexpectedEnd, 5), Refused("[1,]", .unexpectedByte(UInt8(ascii: "]")), 3),
    Refused("{\"a\":1,}", .unexpectedByte(UInt8(ascii: "}")), 7),
    Refused("{a:1}", .unexpectedByte(UInt8(ascii: "a")), 1),
    Refused("{\"a\" 1}", .unexpectedByte(UInt8(ascii: "1")), 5),
    Refused("[1 2]", .unexpectedByte(UInt8(ascii: "2")), 3),
    Refused("[1}", .unexpectedByte(UInt8(ascii: "}")), 2), Refused("{\"a\":1]", .unexpectedByte(UInt8(ascii: "]")), 6),
    Refused("nul", .unexpectedByte(UInt8(ascii: "n")), 0), Refused("'a'", .unexpectedByte(UInt8(ascii: "'")), 0),
    Refused("01", .invalidNumber, 0), Refused("-", .invalidNumber, 0), Refused("[1.]", .invalidNumber, 1),
    Refused("1e", .invalidNumber, 0), Refused("+1", .unexpectedByte(UInt8(ascii: "+")), 0),
    Refused(".5", .unexpectedByte(UInt8(ascii: ".")), 0), Refused("nan", .unexpectedByte(UInt8(ascii: "n")), 0),
    Refused(#""\'""#, .invalidEscape, 1), Refused(#""\u12g4""#, .invalidEscape, 1),
    Refused("\"a\nb\"", .controlCharacter, 2),
    Refused("1 2", .trailingContent, 2), Refused("{}}", .trailingContent, 2), Refused("nulll", .trailingContent, 4),
  ])
  func refuses(_ example: Refused) {
    #expect(throws: JSONError(code: example.code, offset: example.offset)) { try JSONValue(parsing: example.text) }
  }

  @Test func repairsWhatIsNoUTF8() throws {
    let bytes: [UInt8] = Array("[\"a".utf8) + [0xFF, 0xC3, 0x28] + Array("\"]".utf8)
    #expect(try JSONValue(parsing: bytes) == ["a\u{FFFD}\u{FFFD}("])
    #expect(JSONValue.string(repairing: [0x41, 0x80]) == "A\u{FFFD}")
  }

  @Test(arguments: [
    Accepted(#"["users.`name` in ('O\'Brien','new\nline')"]"#, ["users.`name` in ('O'Brien','new\nline')"]),
    Accepted("[\"a\nb\u{1}\"]", ["a\nb\u{1}"]),
    Accepted(#"{"c": "t.a = 'say "hi"' and 1", "n": 1}"#, ["c": #"t.a = 'say "hi"' and 1"#, "n": 1]),
    Accepted(#"{"c": "t.a = '"'"}"#, ["c": #"t.a = '"'"#]),
    Accepted(#"["x = '"'", "y"]"#, [#"x = '"'"#, "y"]),
    Accepted(#"{"r": -nan, "s": inf}"#, ["r": "-nan", "s": "inf"]),
    Accepted(#""\u12g4""#, "u12g4"),
  ])
  func readsWhatServersPrint(_ example: Accepted) throws {
    #expect(try JSONValue(parsing: example.text, as: .serverOutput) == example.value)
    #expect(throws: JSONError.self) { try JSONValue(parsing: example.text) }
  }

  @Test func skipsAByteOrderMark() throws {
    #expect(try JSONValue(parsing: [0xEF, 0xBB, 0xBF, 0x31]) == 1)
  }

  @Test func readsAPrefixAndSaysWhereItEnds() throws {
    let bytes = Array("xx {\"a\": 1}\n\n{\"b\": 2} 3 rows".utf8)
    let first = try JSONValue.prefix(of: bytes, from: 2)
    #expect(first.value == ["a": 1])
    #expect(first.end == 13)
    let second = try JSONValue.prefix(of: bytes, from: first.end)
    #expect(second.value == ["b": 2])
    #expect(second.end == 22)
  }

  @Test func limitsTheDepth() throws {
    func nested(_ levels: Int) -> [UInt8] {
      Array(repeating: UInt8(ascii: "["), count: levels) + Array(repeating: UInt8(ascii: "]"), count: levels)
    }
    #expect(try JSONValue(parsing: nested(512)).array?.count == 1)
    #expect(throws: JSONError(code: .tooDeep(limit: 512), offset: 512)) { try JSONValue(parsing: nested(513)) }
    #expect(throws: JSONError(code: .tooDeep(limit: 512), offset: 512)) { try JSONValue(parsing: nested(1_000_000)) }
  }

  @Test(arguments: [
    ("[1,]", "byte 3: unexpected ']' in JSON"), ("[\u{7}]", "byte 1: unexpected byte 0x07 in JSON"),
    ("[", "byte 1: JSON ends too early"), ("01", "byte 0: malformed number in JSON"),
    ("\"\\q\"", "byte 1: malformed escape sequence in a JSON string"),
    ("\"\n\"", "byte 1: raw control character in a JSON string"),
    ("1 1", "byte 2: something follows the end of the JSON value"),
  ])
  func saysWhatIsWrong(text: String, message: String) throws {
    let error = try #require(throws: JSONError.self) { try JSONValue(parsing: text) }
    #expect(error.description == message)
    #expect(JSONError(code: .tooDeep(limit: 9), offset: 1).description == "byte 1: JSON nests deeper than 9 levels")
  }

  @Test func looksUpNames() throws {
    let value = try JSONValue(parsing: #"{"table": {"rows": "12.50"}, "list": [7, true], "table": 2}"#)
    #expect(value["table"]?["rows"]?.double == 12.5)
    #expect(value.object?.all("table") == [["rows": "12.50"], 2])
    #expect(value["list"]?[0]?.integer == 7)
    #expect(value["list"]?[1]?.bool == true)
    #expect(value["list"]?[2] == nil && value["list"]?[-1] == nil && value["none"] == nil)
    #expect(JSONValue.null.isNull && !value.isNull && value["table"]?.string == nil)
    var object = try #require(value.object)
    object["list"] = "new"
    object["last"] = 3
    object["table"] = nil
    #expect(object.members == [.init(key: "list", value: "new"), .init(key: "last", value: 3)])
  }
}
