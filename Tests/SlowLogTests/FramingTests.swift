import Testing

/// Every layout of an event is one event, alone, in a row, and between banners.
@Suite struct FramingTests {
  struct Layout: CustomTestStringConvertible, Sendable {
    var name: String
    var text: String
    var statement: String
    var testDescription: String { name }

    init(_ name: String, _ text: String, _ statement: String = "SELECT 1") {
      self.name = name
      self.text = text
      self.statement = statement
    }
  }

  private static let time = "# Time: 2026-11-22T10:00:00.000001Z\n"
  private static let user = "# User@Host: app[app] @ web-1 [10.0.0.1]  Id:     9\n"
  private static let numbers = "# Query_time: 2.000000  Lock_time: 0.000001 Rows_sent: 1  Rows_examined: 2\n"
  private static let set = "SET timestamp=1795341600;\n"

  static let layouts = [
    Layout("MySQL 8", time + user + numbers + set + "SELECT 1;\n"),
    Layout("use before SET", time + user + numbers + "use shop;\n" + set + "SELECT 1;\n"),
    Layout("several lines", time + user + numbers + set + "SELECT 1,\n\n  2;\n", "SELECT 1,\n\n  2"),
    Layout("no # Time", user + numbers + set + "SELECT 1;\n"),
    Layout("log_short_format", numbers + set + "SELECT 1;\n"),
    Layout("two-digit year", "# Time: 261122  8:02:10\n" + user + numbers + "SELECT 1;\n"),
    Layout(
      "time and user on one line",
      "# Time: 071015 21:43:52# User@Host: app[app] @ web-1 []\n" + numbers + "SELECT 1;\n"),
    Layout("tab in # Time", "# Time:\t261122 08:02:10\n" + user + numbers + set + "SELECT 1;\n"),
    Layout(
      "log_slow_extra",
      time + user + "# Query_time: 2.000000  Lock_time: 0.000001 Rows_sent: 1  Rows_examined: 2 Thread_id: 9 "
        + "Errno: 0 Killed: 0 Bytes_received: 30 Bytes_sent: 60 Read_first: 0 "
        + "Start: 2026-11-22T10:00:00.000000Z End: 2026-11-22T10:00:02.000001Z\n" + set + "SELECT 1;\n"),
    Layout(
      "MariaDB with a plan",
      "# Time: 261122  8:02:10\n" + user + "# Thread_id: 9  Schema: shop  QC_hit: No\n" + numbers
        + "# Rows_affected: 0  Bytes_sent: 60\n# Full_scan: Yes  Full_join: No\n#\n"
        + "# explain: id\tselect_type\ttable\n# explain: 1\tSIMPLE\tt\n#\n" + set + "SELECT 1;\n"),
    Layout(
      "Percona",
      time + user + "# Schema: shop  Last_errno: 0  Killed: 0\n" + numbers
        + "# Bytes_sent: 60  Tmp_tables: 0\n# InnoDB_trx_id: 1A\n" + set + "SELECT 1;\n"),
    Layout(
      "administrator command", time + user + numbers + set + "# administrator command: Quit;\n",
      "administrator command: Quit"),
    Layout("last_insert_id", time + user + numbers + "SET last_insert_id=4,timestamp=1795341600;\nSELECT 1;\n"),
    Layout(
      "comment line in the statement", time + user + numbers + set + "SELECT 1\n# all\n+ 1;\n", "SELECT 1\n# all\n+ 1"),
    Layout("CRLF", (time + user + numbers + set + "SELECT 1;\n").replacing("\n", with: "\r\n")),
  ]

  @Test(arguments: layouts)
  func aLayoutIsOneEvent(_ layout: Layout) {
    for (text, count) in [
      (layout.text, 1), (layout.text + layout.text, 2),
      (LogText.banner + layout.text + LogText.banner + layout.text + LogText.banner, 2),
      (LogText.event("SELECT 2", 1) + layout.text + LogText.event("SELECT 3", 3), 3),
    ] {
      let log = FramedLog(text)
      #expect(log.statements.count == count, "\(log.statements)")
      #expect(log.statements.filter { $0 == layout.statement }.count == (count == 3 ? 1 : count), "\(log.statements)")
      #expect(log.queryTimes.filter { $0 == 2_000_000 }.count == (count == 3 ? 1 : count), "\(log.queryTimes)")
      #expect(log.gapBytes == 0 && log.imitations == 0)
      #expect(log.covers(text))
    }
  }

  /// A control character in a schema's name was neither taken nor passed over, for ever.
  @Test(
    .timeLimit(.minutes(30)), arguments: ["a\u{1}b", "\u{1}", "\u{1F}shop", "a \u{1} b", "\u{7F}", "a\rb", "\u{0}"])
  func aSchemaWithControlCharactersIsRead(schema: String) {
    let text = """
      # User@Host: app[app] @ web-1 [10.0.0.1]
      # Thread_id: 10  Schema: \(schema)  QC_hit: No
      # Query_time: 2.000000  Lock_time: 0.000000  Rows_sent: 0  Rows_examined: 0
      SET timestamp=1795341915;
      SELECT 1;

      """
    let log = FramedLog(text)
    #expect(log.statements == ["SELECT 1"])
    #expect(log.queryTimes == [2_000_000])
    #expect(log.covers(text))
  }

  /// Each event whose first comment is never closed was looked through to the end of the chunk.
  @Test func openCommentsTakeNoLongerThanOtherStatements() {
    func time(_ statement: String) -> Duration {
      let log = String(
        repeating: LogText.event(statement, 1).replacing("# Time: 2026-11-22T10:00:00.000001Z\n", with: ""),
        count: 8_000)
      let start = ContinuousClock.now
      let framed = FramedLog(log)
      let elapsed = start.duration(to: .now)
      #expect(framed.statements.count == 8_000, "\(statement)")
      return elapsed
    }
    let usual = [1, 2, 3].map { _ in time("SELECT 1") }.min() ?? .zero
    for statement in ["/*", "/* SELECT 1"] {
      let taken = time(statement)
      // It took some hundred times as long.
      #expect(taken < usual * 20, "\(statement): \(taken), usually \(usual)")
    }
  }

  /// Whether a line is a banner's first one was asked before its end was there.
  @Test func aBannerCutInItsSecondLineIsTheSame() {
    let banner = LogText.banner.replacing(
      "Tcp port: ",
      with: "Tcp port: 1, Version: 9.7.4 (\(String(repeating: "x", count: 80))). started with:\nTcp port: ")
    let text = LogText.event("SELECT 1\nFROM t", 1).dropLast(2) + "\n" + banner + LogText.event("SELECT 3", 3)
    let whole = FramedLog(String(text))
    #expect(whole.statements.count == 2 && whole.covers(String(text)))
    for cut in 1..<text.utf8.count {
      #expect(FramedLog(String(text), cuts: [cut]).says(whole), "cut at \(cut)")
    }
  }

  /// The first letters of `use `, at the end of a piece, were taken for the start of a statement.
  @Test func aDatabaseCutInItsFirstLettersIsTheSame() {
    let header = "# Query_time: 0.000102  Lock_time: 0.000000  Rows_sent: 0  Rows_examined: 0\n"
    let text =
      "# User@Host: a[a] @ h []\n\(header)use s_affected: 0  Bytes_sent: 11\nSET[1]\n"
      + "# Thread_id: 10  Schema: shop\n\(header)# Rows_affected: 0\nuse `shoSELECT s_sent: 0\n# Rows_affected: 0\n"
      + "use `shoSELECT s_sent: 3\n# Rows_affected: 0  Bytes"
    let whole = FramedLog(text)
    for cut in 1..<text.utf8.count {
      #expect(FramedLog(text, cuts: [cut]).says(whole), "cut at \(cut)")
    }
  }

  /// Each layout behind each other one, cut at every byte.
  @Test(arguments: layouts)
  func aCutAnywhereChangesNothing(_ layout: Layout) {
    let text = LogText.banner + LogText.event("SELECT 'a;\nb' FROM t", 1) + layout.text + LogText.event("SELECT 3", 3)
    let whole = FramedLog(text)
    #expect(whole.statements.count == 3 && whole.covers(text))
    for cut in 1..<text.utf8.count {
      let pieces = FramedLog(text, cuts: [cut])
      #expect(pieces.statements == whole.statements && pieces.queryTimes == whole.queryTimes, "cut at \(cut)")
      #expect(pieces.gapBytes == whole.gapBytes && pieces.covers(text), "cut at \(cut)")
    }
  }
}
