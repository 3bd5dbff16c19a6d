import SQLText
import Testing

/// Cost is counted, not timed: steps of the fingerprint and tokens read.
@Suite struct StrictCostTests {
  /// Text that grows with a number and invites reading it more than once.
  static let adversaries: [(name: String, text: @Sendable (Int) -> String)] = [
    ("quotes", { String(repeating: "'", count: $0) }),
    ("double quotes and quotes", { String(repeating: "'\"", count: $0 / 2) }),
    ("backslashes", { "'" + String(repeating: "\\", count: $0) }),
    ("comment openings", { String(repeating: "/*", count: $0 / 2) }),
    ("hint openings", { "select " + String(repeating: "/*+", count: $0 / 3) }),
    ("hints", { String(repeating: "select /*+ bka(t) */ ", count: $0 / 21) }),
    ("version openings", { String(repeating: "/*!40001 ", count: $0 / 9) }),
    ("opening parentheses", { String(repeating: "(", count: $0) }),
    ("closing parentheses", { String(repeating: ")", count: $0) }),
    ("nested in", { String(repeating: "a in (", count: $0 / 6) }),
    ("nested in and back", { String(repeating: "a in (1, ", count: $0 / 10) + String(repeating: ")", count: $0 / 10) }),
    ("in list", { "a in (" + String(repeating: "1, ", count: $0 / 3) }),
    ("in rows", { "a in (" + String(repeating: "(1, b), ", count: $0 / 8) }),
    ("long rows in turn", { "a in (" + String(repeating: "(1, b), (2, c), ", count: $0 / 16) }),
    ("values", { "insert into t values " + String(repeating: "(1, now()), ", count: $0 / 12) }),
    ("nested values", { String(repeating: "values (", count: $0 / 8) }),
    ("unions", { "select 1" + String(repeating: " union all select 1", count: $0 / 19) }),
    ("unions in turn", { "select 1" + String(repeating: " union select a union select b", count: $0 / 30) }),
    ("nested unions", { String(repeating: "(select 1 union ", count: $0 / 16) }),
    ("dollars", { String(repeating: "$a", count: $0 / 2) }),
    ("dollar quotes", { "$$" + String(repeating: "$ ", count: $0 / 2) }),
    ("signs", { String(repeating: "- ", count: $0 / 2) + "1" }),
    ("dots", { String(repeating: "a.", count: $0 / 2) }),
    ("back quotes", { String(repeating: "`", count: $0) }),
    ("introducers", { String(repeating: "_utf8 ", count: $0 / 6) }),
    ("adjacent strings", { String(repeating: "'a' ", count: $0 / 4) }),
    ("semicolons", { String(repeating: "a;", count: $0 / 2) }),
    ("plus signs", { "a in (1" + String(repeating: " +", count: $0 / 2) }),
  ]

  @Test(arguments: adversaries.map(\.name))
  func costGrowsWithTheText(_ name: String) throws {
    let adversary = try #require(Self.adversaries.first { $0.name == name })
    var fingerprint = StrictFingerprint()
    func cost(_ size: Int) -> Int {
      let bytes = Array(adversary.text(size).utf8)
      fingerprint.make(from: bytes.span)
      #expect(fingerprint.bytes.count <= 3 * bytes.count + 16)
      return fingerprint.steps
    }
    let small = cost(20_000)
    let large = cost(40_000)
    #expect(large <= small * 21 / 10 + 64, "\(name): \(small) steps, then \(large)")
    #expect(large <= 4 * 40_000, "\(name): \(large) steps for 40,000 bytes")
  }

  @Test(arguments: adversaries.map(\.name))
  func allOthersComeToAnEndToo(_ name: String) throws {
    let adversary = try #require(Self.adversaries.first { $0.name == name })
    let bytes = Array(adversary.text(20_000).utf8)
    #expect(TokenizerTests.tokens(bytes).count <= bytes.count)
    #expect(StatementShape(of: bytes.span).tables.count <= bytes.count)
    #expect(StatementFacts(of: bytes.span).statementCount <= bytes.count)
    #expect(StatementRedactor().redacted(bytes.span).count <= 2 * bytes.count)
    #expect(StatementFormatter().formatted(bytes.span).count <= 8 * bytes.count)
  }
}
