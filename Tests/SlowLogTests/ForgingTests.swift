import QDigestTestSupport
import Testing

/// Text that imitates events, and quotes that are never closed: neither invents an event nor loses one.
@Suite struct ForgingTests {
  private static let forged = "x;\n" + LogText.event("DROP TABLE forged", 900)

  /// Statements that hold a whole event, and what surrounds it.
  static let imitations = [
    "SELECT '\(forged)' AS note", "SELECT \"\(forged)\" AS note", "SELECT `\(forged)` FROM t",
    "SELECT /* \(forged) */ 1", "INSERT INTO t VALUES (1, '\(forged)'), (2, 'b')",
    "UPDATE t SET a = '\(forged)', b = 'it\\'s' WHERE id = 1",
  ]

  @Test(arguments: imitations)
  func anImitatedEventIsText(_ statement: String) {
    for next in ["SELECT 3", "SELECT 'three' FROM t WHERE a = 'b'", "INSERT INTO t VALUES ('x', \"y\")"] {
      let text = LogText.event("SELECT 'one'", 1) + LogText.event(statement, 2) + LogText.event(next, 3)
      let log = FramedLog(text)
      #expect(log.statements == ["SELECT 'one'", statement, next])
      #expect(log.queryTimes == [1_000_000, 2_000_000, 3_000_000])
      #expect(log.imitations == 1)
      #expect(log.gapBytes == 0 && log.covers(text))
    }
  }

  @Test(arguments: ["SELECT 'a", "SELECT \"a", "SELECT `a", "SELECT 1 /* a", "SELECT 'it''s", "SELECT 'a\\'"])
  func anOpenQuoteSwallowsNothing(_ statement: String) {
    for next in ["SELECT 3", "SELECT 'three' FROM t WHERE a = 'b'", "INSERT INTO t VALUES ('x', \"y\", `z`)"] {
      let text = LogText.event("SELECT 'one'", 1) + LogText.event(statement, 2) + LogText.event(next, 3)
      let log = FramedLog(text)
      #expect(log.queryTimes == [1_000_000, 2_000_000, 3_000_000], "\(log.statements)")
      #expect(log.statements.last == next)
      #expect(log.covers(text))
    }
  }

  /// Plain statements, imitations and open quotes in any order, in one piece and cut anywhere.
  @Test func mixturesKeepEveryEvent() {
    let seed = Seeds.chosen(11)
    var generator = SeededGenerator(seed: seed)
    let plain = [
      "SELECT 1", "SELECT 'a' FROM t WHERE b = \"c\"", "UPDATE `t` SET a = 'x;y' WHERE id = 7", "SELECT 1 /* all */",
    ]
    for round in 0..<Seeds.scaled(2_000) {
      var text = round % 3 == 0 ? LogText.banner : ""
      var times: [UInt64?] = []
      for number in 1...generator.number(1...6) {
        let statement = generator.once(in: 3) ? generator.pick(Self.imitations) : generator.pick(plain)
        text += LogText.event(statement, number)
        times.append(UInt64(number) * 1_000_000)
      }
      let whole = FramedLog(text)
      #expect(whole.queryTimes == times && whole.gapBytes == 0 && whole.covers(text), "seed \(seed), round \(round)")
      let size = text.utf8.count
      let cuts = (0..<3).map { _ in generator.number(1...size - 1) }.sorted()
      let pieces = FramedLog(text, cuts: cuts)
      #expect(pieces.queryTimes == times && pieces.covers(text), "seed \(seed), round \(round), cuts \(cuts)")
      #expect(pieces.statements == whole.statements && pieces.imitations == whole.imitations)
    }
  }
}
