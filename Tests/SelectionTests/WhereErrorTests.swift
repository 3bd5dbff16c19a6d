import Selection
import SlowLog
import Testing

/// Error messages, word for word.
@Suite struct WhereErrorTests {
  static func message(_ source: String) -> String? {
    do {
      _ = try WhereExpression(source, now: Instant(seconds: 0))
      return nil
    } catch { return error.description }
  }

  @Test(arguments: [
    Example(
      "Query_tme > 1 && db == 'shop'",
      """
      there is no attribute 'Query_tme'
        Query_tme > 1 && db == 'shop'
        ^^^^^^^^^
      hint: did you mean Query_time?
      """),
    Example(
      "user == backup",
      """
      text stands in quotes
        user == backup
                ^^^^^^
      hint: write user == "backup"
      """),
    Example(
      "zzz == 1",
      """
      there is no attribute 'zzz'
        zzz == 1
        ^^^
      hint: text stands in quotes, and an attribute that qdigest does not know in backticks: `zzz` > 1
      """),
    Example(
      "(Query_time > 1",
      """
      this ( is never closed
        (Query_time > 1
        ^
      hint: add a )
      """),
    Example(
      "Query_time > 1)",
      """
      there is no ( for this )
        Query_time > 1)
                      ^
      hint: remove it
      """),
    Example(
      "Query_time > 1 db == 'x'",
      """
      expected && or || here
        Query_time > 1 db == 'x'
                       ^^
      hint: join comparisons by && (and) or || (or)
      """),
    Example(
      "Query_time > 10 MB",
      """
      expected && or || here
        Query_time > 10 MB
                        ^^
      hint: join comparisons by && (and) or || (or)
      """),
    Example(
      "Query_time > 10MB",
      """
      Query_time has no unit 'MB'
        Query_time > 10MB
                     ^^^^
      hint: units are us, ms, s, m, min, h and sec
      """),
    Example(
      "Bytes_sent > 1K",
      """
      Bytes_sent has no unit 'K'
        Bytes_sent > 1K
                     ^^
      hint: units are B, kB, MB, GB, TB, KiB, MiB, GiB and TiB
      """),
    Example(
      "Query_time",
      """
      Query_time needs a comparison
        Query_time
        ^^^^^^^^^^
      hint: for example Query_time > 0.5
      """),
    Example(
      "Query_time > ",
      """
      Query_time is a number
        Query_time > 
                     ^
      hint: for example Query_time > 0.5
      """),
    Example(
      "Query_time > 'fast'",
      """
      Query_time is a number
        Query_time > 'fast'
                     ^^^^^^
      hint: for example Query_time > 0.5
      """),
    Example(
      "Query_time =~ '1'",
      """
      Query_time is a number, which no pattern matches
        Query_time =~ '1'
                   ^^
      hint: for example Query_time > 0.5
      """),
    Example(
      "user > 'a'",
      """
      user is text, which has no order
        user > 'a'
             ^
      hint: for example user == "shop"
      """),
    Example(
      "user == 5",
      """
      user is text
        user == 5
                ^
      hint: put the value in quotes
      """),
    Example(
      "user like 'a%'",
      """
      there is no 'like'
        user like 'a%'
             ^^^^
      hint: write =~ and a regular expression: statement =~ "(?i)join"
      """),
    Example(
      "Full_scan > 1",
      """
      Full_scan is yes or no
        Full_scan > 1
                  ^
      hint: write Full_scan or Full_scan == no
      """),
    Example(
      "Full_scan == maybe",
      """
      Full_scan is yes or no
        Full_scan == maybe
                     ^^^^^
      hint: write Full_scan or Full_scan == no
      """),
    Example(
      "statement =~ '(a'",
      """
      this is no regular expression: expected ')'
        statement =~ '(a'
                     ^^^^
      hint: a special character stands for itself after a backslash: \\( \\* \\.
      """),
    Example(
      "user == 'app",
      """
      the string has no end
        user == 'app
                ^
      hint: close it with '
      """),
    Example(
      "user == 'a' & db == 'b'",
      """
      unexpected character
        user == 'a' & db == 'b'
                    ^
      hint: write && or the word and
      """),
    Example(
      "user == “a”",
      """
      unexpected character
        user == “a”
                ^
      hint: write plain quotes: ' or "
      """),
    Example(
      "Rows_sent > 1..5",
      """
      Rows_sent has no unit '.5'
        Rows_sent > 1..5
                    ^^^^
      hint: units are k, M and G
      """),
    Example(
      "Rows_sent > 1e20",
      """
      the number is too large
        Rows_sent > 1e20
                    ^^^^
      hint: no log holds such a value
      """),
    Example(
      "Rows_sent > -",
      """
      this is no number
        Rows_sent > -
                    ^
      hint: numbers look like 7, 0.5, 1e6, 500ms or 10MB
      """),
    Example(
      "user in 'a'",
      """
      expected ( after in
        user in 'a'
                ^^^
      hint: for example user in ("app", "web")
      """),
    Example(
      "user in ('a' 'b')",
      """
      expected , or ) in the list
        user in ('a' 'b')
                     ^^^
      hint: for example user in ("app", "web")
      """),
    Example(
      "id == 'xyz'",
      """
      an ID has 16 or 32 hexadecimal digits
        id == 'xyz'
              ^^^^^
      hint: for example id == "558CAEF5F387E929"
      """),
    Example(
      "Time > 'soon'",
      """
      'soon' is no time
        Time > 'soon'
               ^^^^^^
      hint: write 2026-11-21T08:30Z, '2026-11-21 08:30', 2026-11-21, 24h, 7d or now
      """),
    Example(
      "5",
      """
      a value alone says nothing
        5
        ^
      hint: for example Query_time > 1
      """),
    Example(
      "user == 'a' &&",
      """
      the expression ends where a comparison is expected
        user == 'a' &&
                      ^
      hint: for example Query_time > 1
      """),
    Example(
      " ",
      """
      the expression is empty
      hint: for example Query_time > 1
      """),
  ])
  func saysWhatIsWrongAndWhatWouldBeRight(_ example: Example<String>) {
    #expect(Self.message(example.input) == example.expected)
  }

  @Test func aLongExpressionIsShownAroundThePlace() {
    let long =
      String(repeating: "user == 'a' || ", count: 20) + "usr == 'a'" + String(repeating: " || db == 'b'", count: 20)
    let lines = Self.message(long)!.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(
      lines[1]
        == "  …' || user == 'a' || user == 'a' || user == 'a' || usr == 'a' || db == 'b' || db == 'b' || db == 'b' || …"
    )
    let column = lines[2].prefix { $0 == " " }.count
    #expect(lines[1].dropFirst(column).prefix(3) == "usr")
    #expect(lines[2].dropFirst(column) == "^^^")
  }

  @Test func controlCharactersDoNotReachTheTerminal() {
    let message = Self.message("user == \u{1B}[31m'a'")!
    #expect(message == "unexpected character\n  user ==  [31m'a'\n          ^")
  }

  @Test func caretsStandUnderThePlaceBehindWideCharacters() {
    let message = Self.message("user == '東京' && usr")!
    #expect(message.split(separator: "\n")[2] == "                    ^^^")
  }

  /// Digits that fill more than 128 bits ended the program; behind the point they are just left out.
  @Test(arguments: [25, 39, 41]) func numbersOfManyDigits(count: Int) {
    let digits = String(repeating: "2", count: count)
    for number in [digits, digits + ".8160", digits + "M"] {
      let message = Self.message("Rows_examined > \(number)") ?? ""
      #expect(message.contains("too large") || message.contains("no number"), "\(number): \(message)")
    }
    #expect(Self.message("Query_time > 0.\(digits.prefix(36))s") == nil)
    #expect(Self.message("Query_time > \(String(repeating: "0", count: count))7ms") == nil)
  }

  @Test func depthAndLengthAreLimited() {
    #expect(Self.message(String(repeating: "(", count: 100) + "Full_scan" + String(repeating: ")", count: 100)) == nil)
    #expect(Self.message(String(repeating: "(", count: 5_000))!.hasPrefix("parentheses are nested deeper than 100\n"))
    #expect(Self.message(String(repeating: "!", count: 50_000) + "Full_scan") == nil)
    #expect(
      Self.message(String(repeating: "x", count: 100_001)) == """
        the expression is longer than 100000 characters
        hint: give the digest less to choose from, or select in two runs
        """)
    #expect(Self.message("statement =~ '" + String(repeating: "(", count: 9_000) + "'")!.contains("too deeply nested"))
    #expect(Self.message("statement =~ '" + String(repeating: "a|", count: 9_000) + "'")!.contains("longer than 10000"))
  }

  /// Random strings of words, signs and junk either parse, and then answer, or give an error whose place lies within.
  @Test(arguments: 0..<4) func noInputTraps(seed: UInt64) {
    var random = SplitMix(state: seed)
    let words = [
      "Query_time > 1", "Full_scan", "user in ('a')", "statement =~ 'x|y'", "&&", "||", "Query_time", "user",
      "statement", "id", "Time", "Thread_id", "zzz", ">", "<=", "==", "!=", "=~",
      "!~",
      "&&", "||", "!", "and", "or", "not", "in", "(", ")", ",", "1", "0.5", "-3", "1e5", "500ms", "10MB", "'a'",
      "\"b\"",
      "'2026-11-21'", "'(?i)x+'", "`n`", "yes", "'", "\"", "\\", "é", "\u{0}", "🎉", " ", "\n", "1e999",
      "9999999999999999999999",
    ]
    var parsed = 0
    for round in 0..<2_500 {
      let source = (0..<Int.random(in: 0...9, using: &random)).map { _ in words.randomElement(using: &random)! }
        .joined(separator: Bool.random(using: &random) ? " " : "")
      do {
        let expression = try WhereExpression(source, now: Instant(seconds: 0))
        _ = expression.admits(FakeEvent.typical)
        _ = expression.admits(FakeEvent())
        parsed += 1
      } catch {
        let length = error.expression.unicodeScalars.count
        #expect(error.range.upperBound <= max(length, 1), "seed \(seed), round \(round): \(source)")
        #expect(!error.description.isEmpty)
      }
    }
    #expect(parsed > 10, "seed \(seed)")
  }

  @Test(arguments: ["Query_time > 1 && user in ('a', \"b\") || !(statement =~ '(?i)x.*y') and Time < '24h'"])
  func everyMutationOfAnExpressionParsesOrIsRefused(source: String) {
    var random = SplitMix(state: 7)
    for _ in 0..<5_000 {
      var bytes = Array(source.utf8)
      for _ in 0..<Int.random(in: 1...4, using: &random) {
        let index = Int.random(in: 0..<bytes.count, using: &random)
        switch Int.random(in: 0..<3, using: &random) {
        case 0: bytes[index] = UInt8.random(in: 0...255, using: &random)
        case 1: bytes.remove(at: index)
        default: bytes.insert(bytes.randomElement(using: &random)!, at: index)
        }
      }
      if let message = Self.message(String(decoding: bytes, as: UTF8.self)) { #expect(!message.isEmpty) }
    }
  }
}

/// Random numbers that are the same in every run.
struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
