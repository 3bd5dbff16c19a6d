import JSONText
import Testing

@Suite struct JSONWritingTests {
  private static func text(_ value: JSONValue, _ layout: JSONWriter.Layout = .compact) -> String {
    String(decoding: value.serialized(layout), as: UTF8.self)
  }

  @Test(
    arguments: [
      (0, "0"), (1, "0.000001"), (1_000_000, "1"), (1_234_567, "1.234567"), (1_200_000, "1.2"),
      (10_000_010, "10.00001"),
      (UInt64.max, "18446744073709.551615"),
    ] as [(UInt64, String)])
  func writesMillionthsExactly(micros: UInt64, expected: String) {
    #expect(JSONValue.decimal(micros: micros) == .number(expected))
  }

  @Test(
    arguments: [
      (0.1, "0.1"), (5, "5"), (-2.5, "-2.5"), (1e300, "1e+300"), (.leastNonzeroMagnitude, "5e-324"),
      (0.1 + 0.2, "0.30000000000000004"),
      (1e15, "1000000000000000"), (.nan, "null"), (.infinity, "null"), (-.infinity, "null"),
    ] as [(Double, String)])
  func writesDoubles(value: Double, expected: String) {
    #expect(Self.text(.double(value)) == expected)
  }

  @Test(arguments: [
    ("plain äö 李", "\"plain äö 李\""), ("\"\\/", #""\"\\/""#), ("\u{8}\u{C}\n\r\t", #""\b\f\n\r\t""#),
    ("\u{0}\u{1B}[31m\u{7F}", #""\u0000\u001b[31m\u007f""#), ("\u{80}\u{9F}\u{A0}", #""\u0080\u009f"# + "\u{A0}\""),
    ("\u{2028}\u{2029}\u{2030}", #""\u2028\u2029"# + "\u{2030}\""),
  ])
  func escapesControlCharacters(string: String, expected: String) throws {
    #expect(Self.text(.string(string)) == expected)
    #expect(try JSONValue(parsing: expected) == .string(string))
  }

  @Test func neverWritesANumberThatIsNone() {
    #expect(
      Self.text([.number("1.50"), .number("01"), .number("NaN"), .number("1,2"), .number("")])
        == #"[1.50,"01","NaN","1,2",""]"#)
  }

  @Test func indentsByTwoSpaces() {
    let value: JSONValue = ["a": [1, [], [:]], "b": ["c": "d"], "e": .null]
    #expect(
      Self.text(value, .pretty) == """
        {
          "a": [
            1,
            [],
            {}
          ],
          "b": {
            "c": "d"
          },
          "e": null
        }
        """)
    #expect(Self.text(value) == #"{"a":[1,[],{}],"b":{"c":"d"},"e":null}"#)
  }

  @Test(arguments: [JSONWriter.Layout.compact, .pretty])
  func writesPieceByPieceWhatItWritesAtOnce(layout: JSONWriter.Layout) {
    var writer = JSONWriter(layout: layout)
    var bytes: [UInt8] = []
    writer.beginObject()
    writer.field("count", .integer(UInt64.max))
    writer.key("classes")
    writer.beginArray()
    for number in 0..<3 {
      writer.beginObject()
      writer.field("n", .integer(number))
      writer.endObject()
      bytes += writer.takeBytes()
    }
    writer.string(repairing: [0x61, 0xFF])
    writer.endArray()
    writer.key("empty")
    writer.beginObject()
    writer.endObject()
    writer.endObject()
    writer.newline()
    bytes += writer.takeBytes()
    let whole: JSONValue = [
      "count": .integer(UInt64.max), "classes": [["n": 0], ["n": 1], ["n": 2], "a\u{FFFD}"], "empty": [:],
    ]
    #expect(bytes == whole.serialized(layout) + [0x0A])
  }

  @Test func writesOneValueALine() {
    var writer = JSONWriter()
    for number in 1...2 {
      writer.value(["n": .integer(number)])
      writer.newline()
    }
    #expect(String(decoding: writer.bytes, as: UTF8.self) == "{\"n\":1}\n{\"n\":2}\n")
  }

  @Test func optionalsBecomeNull() {
    #expect(JSONValue.optional(nil as Int?) { .integer($0) } == nil)
    #expect(JSONValue.optional(4) { .integer($0) } == 4)
  }
}
