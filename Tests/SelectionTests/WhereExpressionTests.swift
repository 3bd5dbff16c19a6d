import Selection
import SlowLog
import Testing

@Suite struct WhereExpressionTests {
  /// 2026-11-21T12:00:00Z.
  static let now = Instant(seconds: 1_795_262_400)

  private func admits(_ source: String, _ event: FakeEvent = .typical) throws -> Bool {
    try WhereExpression(source, now: Self.now).admits(event)
  }

  @Test(arguments: [
    Example("Query_time > 1", true), Example("Query_time > 2.5", false), Example("Query_time >= 2.5", true),
    Example("Query_time == 2.5", true), Example("Query_time != 2.5", false), Example("Query_time < 2.5", false),
    Example("Query_time <= 2.5", true), Example("Query_time < 2.5000001", true),
    Example("Query_time > 2.4999999", true),
    Example("Query_time == 2.5000001", false), Example("Query_time = 2500ms", true),
    Example("Query_time = 2.5e0", true),
    Example("Query_time == 2_500_000us", true), Example("Query_time == 2500000µs", true),
    Example("Query_time < 1m", true),
    Example("Query_time < 1MIN", true), Example("Query_time > 1h", false), Example("Query_time > -1", true),
    Example("Query_time <> 2.5s", false), Example("Query_time == .25e1", true), Example("Query_time == 2500e-3", true),
    Example("Lock_time == 0", true), Example("Lock_time == -0", true), Example("Lock_time > 0.0000000001us", false),
    Example("Lock_time < 1e-300", true), Example("Query_time > 18446744073709", false),
    Example("Rows_examined == 1M", true), Example("Rows_examined == 1000k", true),
    Example("rows_EXAMINED >= 1e6", true),
    Example("Bytes_sent == 10KiB", true), Example("Bytes_sent > 10kB", true), Example("Bytes_sent > 1mb", false),
    Example("Bytes_sent == 10240", true), Example("Bytes_sent == 10240B", true),
    Example("Rows_sent in (1, 10)", true), Example("Rows_sent not in (1, 10)", false),
    Example("Rows_sent in (1)", false),
    Example("1 < Query_time", true), Example("3 <= Query_time", false), Example("2.5 == Query_time", true),
    Example("Thread_id == 42", true), Example("Thread_id != 42", false), Example("Errno == 0", true),
    Example("Last_errno in (0)", true), Example("`New_attribute` > 3.4", true), Example("`New_attribute` == 3.5", true),
  ])
  func comparesNumbers(_ example: Example<Bool>) throws {
    #expect(try admits(example.input) == example.expected)
  }

  @Test(
    arguments: [
      Example("Full_scan", true), Example("full_scan == yes", true), Example("Full_scan == 'Yes'", true),
      Example("Full_scan != no", true), Example("Full_scan == false", false), Example("Full_scan == 1", true),
      Example("Full_scan == 0", false), Example("Filesort", false),
      Example("!Filesort", true), Example("Filesort == no", true), Example("not Filesort", true),
    ])
  func asksFlags(_ example: Example<Bool>) throws {
    #expect(try admits(example.input) == example.expected)
  }

  @Test(arguments: [
    Example("user == \"app\"", true), Example("user == 'app'", true), Example("user == 'App'", false),
    Example("user != 'app'", false), Example("'app' == user", true), Example("user in ('web', 'app')", true),
    Example("user not in ('web', 'app')", false), Example("USER NOT IN ('web')", true),
    Example("schema == 'shop'", true),
    Example("database = 'shop'", true), Example("command == 'select'", true), Example("command in ('Select')", true),
    Example("tables == 'orders'", true), Example("tables == 'users'", true), Example("tables == 'shop.users'", true),
    Example("tables == 'shop'", false), Example("tables != 'orders'", false), Example("table in ('a', 'users')", true),
    Example("id == '00112233445566778899AABBCCDDEEFF'", true), Example("id == '8899aabbccddeeff'", true),
    Example("id == '0x8899AABBCCDDEEFF'", true), Example("id == '0011223344556677'", false),
    Example("id in ('0011223344556677', '8899AABBCCDDEEFF')", true), Example("file == 'slow.log'", true),
    Example("statement =~ \"(?i)join\"", true), Example("statement =~ 'join'", false),
    Example("statement !~ 'join'", true),
    Example("statement =~ '^SELECT\\s+\\*\\s+FROM'", true), Example("statement =~ '(?i)^select.*join'", false),
    Example("statement =~ '(?is)^select.*join'", true), Example("fingerprint =~ 'note = \\?'", true),
    Example("statement =~ 'it''''s'", true), Example("statement =~ \"it''s\"", true),
    Example("statement =~ 'it\\'\\'s'", true),
    Example("statement =~ 'C:\\\\tmp'", true), Example("statement =~ 'FROM\\norders'", false),
    Example("host =~ '[0-9]$'", true),
    Example("statement =~ ''", true), Example("statement =~ 'ORDERS'", false),
    Example("statement =~ '(?i)ORDERS'", true),
    Example("client =~ '^10\\.'", true),
  ])
  func comparesTexts(_ example: Example<Bool>) throws {
    #expect(try admits(example.input) == example.expected)
  }

  @Test func blanksBetweenTablesDoNotMatter() throws {
    let event = FakeEvent(texts: [.tables: "a, shop.b"])
    #expect(try admits("tables == 'b'", event))
    #expect(try admits("tables == 'shop.b'", event))
    #expect(try !admits("tables == ' shop.b'", event))
  }

  @Test func aBackslashInAPlainTextMayBeDoubled() throws {
    let event = FakeEvent(texts: [.user: "DOMAIN\\ann", .db: "tail\\"])
    #expect(try admits(#"user == 'DOMAIN\ann'"#, event))
    #expect(try admits(#"user == "DOMAIN\\ann""#, event))
    #expect(try admits(#"db == 'tail\\'"#, event))
  }

  @Test(arguments: [
    Example("Query_time > 1 && db == \"shop\" && !(user == \"backup\") && statement =~ \"(?i)join\"", true),
    Example("Query_time > 9 || db == 'shop'", true), Example("Query_time > 9 or db == 'x' or user == 'app'", true),
    Example("Query_time > 9 && db == 'shop' || user == 'app'", true),
    Example("Query_time > 9 && (db == 'shop' || user == 'app')", false),
    Example("user == 'app' || Query_time > 9 && db == 'nothing'", true),
    Example("!user == 'app'", false), Example("!!user == 'app'", true), Example("not not not user == 'app'", false),
    Example("NOT (Query_time > 9) AND Full_scan", true), Example("  ( ( Full_scan ) )\n\t", true),
    Example("Full_scan&&!Filesort", true),
  ])
  func joinsComparisons(_ example: Example<Bool>) throws {
    #expect(try admits(example.input) == example.expected)
  }

  @Test(arguments: [
    Example("Time >= '2026-11-21T08:30Z'", true), Example("Time > '2026-11-21 08:30'", false),
    Example("time == '2026-11-21T09:30+01:00'", true), Example("Time < '4h'", false), Example("Time < '3h'", true),
    Example("Time > '3h'", false), Example("timestamp != 'now'", true), Example("'2026-11-22' > Time", true),
  ])
  func comparesTimes(_ example: Example<Bool>) throws {
    #expect(try admits(example.input) == example.expected)
  }

  @Test func timesWithoutAZoneAreInTheZoneOfTheRun() throws {
    let zone = ZoneRules(name: "+02:00", initialOffset: 7200)
    #expect(try WhereExpression("Time == '2026-11-21 10:30'", zone: zone, now: Self.now).admits(FakeEvent.typical))
  }

  @Test(arguments: [
    Example("Query_time > 1", false), Example("Query_time != 1", false), Example("Query_time not in (1)", false),
    Example("!(Query_time > 1)", true), Example("user != 'x'", false), Example("user not in ('x')", false),
    Example("statement !~ 'x'", false), Example("Full_scan", false), Example("Full_scan == no", false),
    Example("Full_scan != yes", false), Example("!Full_scan", true), Example("Thread_id != 1", false),
    Example("Errno != 0", false), Example("Time != 'now'", false),
  ])
  func aComparisonWithWhatTheEventLacksIsFalse(_ example: Example<Bool>) throws {
    #expect(try admits(example.input, FakeEvent()) == example.expected)
  }

  @Test func everyNameIsUnderstoodInAnyCase() throws {
    for attribute in KnownAttribute.allCases {
      let event = FakeEvent(numbers: [attribute.name: 7 * attribute.unit.scale])
      #expect(try admits("\(attribute.name.uppercased()) == 7", event), "\(attribute.name)")
    }
    for flag in Flag.allCases { #expect(try admits(flag.name.lowercased(), FakeEvent(flags: [flag: true]))) }
    for field in TextField.allCases where field != .id {
      #expect(try admits("\(field.rawValue) == 'x'", FakeEvent(texts: [field: "x"])), "\(field)")
    }
  }

  @Test func numbersAreComparedExactlyUpToTheLargest() throws {
    let event = FakeEvent(numbers: ["Rows_sent": .max])
    #expect(try admits("Rows_sent == 18446744073709551615", event))
    #expect(try admits("Rows_sent > 18446744073709551614.9", event))
    #expect(!(try admits("Rows_sent < 18446744073709551615", event)))
  }
}
