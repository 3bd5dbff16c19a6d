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

  /// Where a forged event's end looks, to a hasty eye, like the beginning of a literal of a true one.
  @Test(arguments: ["'AS note", "'FROM t", "'note, 'b'", "'", "'\"b\"", "'# comment\n AS note", "'@'h'"])
  func aQuoteMayCloseBeforeALetter(_ rest: String) {
    let statement = "SELECT 'x;\n" + LogText.event("DROP TABLE forged", 900) + rest
    let text = LogText.event("SELECT 'one'", 1) + LogText.event(statement, 2) + LogText.event("SELECT 'three'", 3)
    let log = FramedLog(text)
    #expect(log.statements == ["SELECT 'one'", statement, "SELECT 'three'"])
    #expect(log.imitations == 1 && log.gapBytes == 0 && log.covers(text))
  }

  /// Two open quotes of a kind, with everything between that could make one string of it.
  @Test(arguments: ["SELECT 'a", "SELECT * FROM t WHERE a = 'O'Brien'", "SELECT \"a", "SELECT `a", "SELECT /* a"])
  func twoOpenQuotesAreNoString(_ statement: String) {
    for between in ["SELECT 2", "SELECT 'b' FROM t", "SELECT a FROM t WHERE b LIKE '%c%'", "SELECT \"it's\" /* b */"] {
      let text =
        LogText.event(statement, 1) + LogText.event(between, 2) + LogText.event(statement, 3)
        + LogText.event("SELECT 4", 4)
      let log = FramedLog(text)
      #expect(log.queryTimes == [1, 2, 3, 4].map { $0 * 1_000_000 }, "\(log.statements)")
      #expect(log.imitations == 0 && log.covers(text))
    }
  }

  /// A body in which `#` begins a comment, and a `;` no new statement.
  /// A statement without its `;` whose string imitates a header took the next event with it.
  @Test func aWholeEventBehindAStringThatImitatesIsAnEvent() {
    let header = "# User@Host: app[app] @  [10.0.0.1]\n# Query_time: 0.1  Lock_time: 0.0\n"
    let text = LogText.event("SELECT 1", 1).replacing("SELECT 1;\n", with: "SELECT `a\n\(header)b` rows\n\n")
    let log = FramedLog(text + LogText.event("SELECT 2", 2))
    #expect(log.statements.last == "SELECT 2", "\(log.statements)")
    #expect(log.queryTimes == [1_000_000, 2_000_000])
    #expect(log.imitations == 1 && log.covers(text + LogText.event("SELECT 2", 2)))
  }

  @Test func anEventInAStoredProgramIsText() {
    let body = "CREATE PROCEDURE p() BEGIN SELECT 1;\n" + LogText.event("DROP TABLE forged", 900) + "END"
    let text = LogText.event(body, 1) + LogText.event("SELECT 2", 2)
    let log = FramedLog(text)
    #expect(log.statements == [body, "SELECT 2"] && log.imitations == 1 && log.covers(text))
  }

  /// A client that cuts the body at each `;`, whose pieces MariaDB logs.
  @Test func thePiecesOfAStoredProgramAreEvents() {
    let pieces = ["CREATE PROCEDURE p() BEGIN SELECT 1", "SET a = 2", "END", "SELECT 3"]
    let text = pieces.enumerated().map { LogText.event($1, $0 + 1) }.joined()
    let log = FramedLog(text)
    #expect(log.statements == pieces && log.imitations == 0 && log.covers(text))
  }

  /// `timestamp` is a column here, and the lines before are comments.
  @Test func aHeaderOfLineCommentsIsText() {
    let header = LogText.event("", 900).replacing(";\n;\n", with: "")
    for statement in ["UPDATE t\n" + header, "UPDATE t\n" + header + "\nWHERE a = 'b'"] {
      let text = LogText.event(statement, 1) + LogText.event("SELECT 2", 2)
      let log = FramedLog(text)
      #expect(log.statements == [statement, "SELECT 2"] && log.imitations == 1 && log.covers(text))
    }
  }

  /// A server that died in the middle of a string, and a client that imitates one.
  @Test func aBannerInAStringIsTextIfTheStringGoesOn() {
    let cut = LogText.event("SELECT 'abc", 1).dropLast(2) + "\n" + LogText.banner
    let text = cut + LogText.event("SELECT 'b' FROM t", 2) + LogText.event("SELECT 3", 3)
    let log = FramedLog(text)
    #expect(log.queryTimes == [1, 2, 3].map { $0 * 1_000_000 } && log.imitations == 0 && log.covers(text))

    let statement = "SELECT 'x\n" + LogText.banner + LogText.event("DROP TABLE forged", 900) + "' AS b"
    let forged = LogText.event(statement, 1) + LogText.event("SELECT 2", 2)
    let other = FramedLog(forged)
    #expect(other.statements == [statement, "SELECT 2"] && other.imitations == 1 && other.covers(forged))
  }

  /// What stands in a name is no event, and the account is found behind it.
  @Test(arguments: [
    "a[a] @ h []\n# Query_time: 900.0  Lock_time: 0.0\nSET timestamp=1;\nSELECT 1;\n", "n\n# Time: 2",
    "n\n# Query_time: 900\nSELECT 1;\n", "n\n# Query_time: 900\n", "n\n# User@Host: a[a] @ h []\n# Query_time: 9\nX;\n",
  ])
  func anEventInANameIsText(_ name: String) {
    for account in ["\(name)[\(name)] @ localhost [127.0.0.1]", "[\(name)] @ localhost []"] {
      // A client without an account, whose name holds one, cannot be told.
      if account.hasPrefix("["), name.contains("] @ ") { continue }
      let odd = LogText.event("SELECT 'two'", 2).replacing("app[app] @ web-1 [10.0.0.1]", with: account)
      let text = LogText.event("SELECT 1", 1) + odd + LogText.event("SELECT 3", 3)
      let log = FramedLog(text)
      #expect(log.statements == ["SELECT 1", "SELECT 'two'", "SELECT 3"], "\(account)")
      #expect(log.queryTimes == [1, 2, 3].map { $0 * 1_000_000 } && log.imitations == 1 && log.covers(text))
      for cut in 1..<text.utf8.count { #expect(FramedLog(text, cuts: [cut]).says(log), "cut at \(cut)") }
    }
  }

  /// Backslash bytes that are no escapes: of another `sql_mode`, and second bytes of characters in GBK and Shift-JIS.
  @Test(arguments: [
    Array("SELECT 'C:\\'".utf8), Array("SELECT 'C:\\' AS a, 'b'".utf8), Array("SELECT 'C:\\', 'D:\\', \"E:\\\"".utf8),
    Array("SELECT 'a' LIKE '%\\' ESCAPE '\\'".utf8), Array("SELECT '".utf8) + [0xBF, 0x5C] + Array("'".utf8),
    Array("SELECT '".utf8) + [0x95, 0x5C] + Array("', 'b'".utf8), Array("SELECT \"".utf8) + [0x8D, 0x5C, 0x22],
    Array("SELECT \"a\" FROM \"t\" WHERE \"b\" = 'it''s'".utf8), Array("SELECT \"a\\\" FROM \"t\"".utf8),
  ])
  func aBackslashThatIsNoEscapeSwallowsNothing(_ statement: [UInt8]) {
    for next in ["SELECT 3", "SELECT 'three' FROM t WHERE a = 'b'", "SELECT \"c\" LIKE '%d'"] {
      for count in 1...3 {
        var bytes = Array(LogText.event("SELECT 'one'", 1).utf8)
        for number in 0..<count {
          let event = Array(LogText.event("@", number + 2).utf8)
          bytes += event.dropLast(3) + statement + event.suffix(2)
        }
        bytes += Array(LogText.event(next, 9).utf8)
        let log = FramedLog(bytes)
        let times = [1] + (0..<count).map { $0 + 2 } + [9]
        #expect(log.queryTimes == times.map { UInt64($0) * 1_000_000 }, "\(log.statements)")
        #expect(log.statements.first == "SELECT 'one'" && log.statements.last == next && log.imitations == 0)
        #expect(log.statements[1] == String(decoding: statement, as: UTF8.self) && log.covers(bytes))
      }
    }
  }

  // MARK: - Mixtures

  private static func check(_ log: FramedLog, _ hostile: HostileLog, _ where: @autoclosure () -> String) {
    let text = hostile.text
    #expect(log.queryTimes == hostile.seconds.map { $0 * 1_000_000 }, "\(`where`())\n\(text)")
    #expect(log.imitations == hostile.imitations && log.covers(text), "\(`where`())\n\(text)")
    for (found, expected) in zip(log.statements, hostile.statements) where expected != nil {
      #expect(found == expected, "\(`where`())")
    }
  }

  /// Plain statements, imitations and open quotes in any order, in one piece and cut anywhere.
  @Test(arguments: HostileLog.Server.allCases)
  func mixturesKeepEveryEvent(_ server: HostileLog.Server) {
    let seed = Seeds.chosen(11)
    var generator = SeededGenerator(seed: seed)
    print("forged mixtures: seed \(seed)")
    for round in 0..<Seeds.scaled(1_500) {
      let hostile = HostileLog(server, count: generator.number(2...7), &generator)
      let whole = FramedLog(hostile.text)
      Self.check(whole, hostile, "seed \(seed), round \(round)")
      let size = hostile.text.utf8.count
      let cuts = (0..<3).map { _ in generator.number(1...size - 1) }.sorted()
      #expect(FramedLog(hostile.text, cuts: cuts).says(whole), "seed \(seed), round \(round), cuts \(cuts)")
    }
  }

  /// Mixtures cut at every byte.
  @Test(arguments: HostileLog.Server.allCases)
  func aCutAnywhereInAMixtureChangesNothing(_ server: HostileLog.Server) {
    let seed = Seeds.chosen(12)
    var generator = SeededGenerator(seed: seed)
    for round in 0..<Seeds.scaled(3) {
      let hostile = HostileLog(server, count: 4, &generator)
      let whole = FramedLog(hostile.text)
      for cut in 1..<hostile.text.utf8.count {
        #expect(FramedLog(hostile.text, cuts: [cut]).says(whole), "seed \(seed), round \(round), cut at \(cut)")
      }
    }
  }
}
