import QDigestTestSupport
import SQLText
import SlowLog
import Testing

/// Header lines as servers write them are read eight bytes at a time, all others by the general reader; both have to
/// say the same.
@Suite struct UsualHeaderTests {
  /// What a header says, without its place.
  private struct Header: Equatable {
    var instant: Int64?
    var timestamp: Int64?
    var queryTime: UInt64
    var attributes: [UInt8: UInt64] = [:]
    var flagsKnown: UInt8
    var flagsYes: UInt8
    var threadID: UInt64?
    var errorNumber: UInt64?
    var rateLimit: UInt64
    var schema: [UInt8]?
    var account: [UInt8]
  }

  /// With a return before each newline no line is usual.
  @Test(arguments: SampleLogs.plain) func generalReaderSaysTheSame(name: String) throws {
    let log = try SampleLogs.bytes(name)
    let usual = Self.headers(of: log)
    let general = Self.headers(of: log.flatMap { $0 == 0x0A ? [0x0D, 0x0A] : [$0] })
    #expect(!usual.isEmpty)
    #expect(usual == general)
  }

  /// A value of each other kind, as it is and odd, in the middle of a line and at its end, twice, since names are known only
  /// from the second event on.
  @Test(arguments: [
    "Full_scan: Yes", "Full_scan: No", "Full_scan: Y", "Full_scan: Nope", "Full_scan: yes", "Full_scan: ",
    "Full_scan:Yes",
    "Full_scan: Yes\t", "Full_scan:  No", "Thread_id: 17", "Thread_id: 1.5", "Thread_id: 12345678901234567890",
    "Thread_id: x", "Thread_id: -4", "Last_errno: 1064", "Last_errno: 0", "Last_errno: 99999999", "Killed: 0",
    "Killed:",
    "Killed: a\tb", "Killed: Rows_affected: 7", "Start: 2026-11-21T23:59:59.998266Z", "Start: 2026-11-21 23:59:59",
    "Start: \(String(repeating: "9", count: 40))", "Log_slow_rate_limit: 100", "Log_slow_rate_limit: 0.5",
    "Schema: shop",
    "Schema: ", "Schema: two words", "Schema: two  words", "Schema: Full_scan: Yes", "Schema: a\u{1}b", "Schema: a\tb",
    "Schema: \(String(repeating: "s", count: 33))", "Schema: été", "Pages_read_time: 0.0084", "Pages_read_time: 0.0085",
    "Pages_read_time: 0.00849", "Pages_read_time: 2.0", "Engine_time: 1.23456789", "Engine_time: 1.9996",
    "Unheard_of: 3.5",
    "Unheard_of: x", "Count_hit_tmp_table_size: 4", "A_name_of_more_than_24_bytes: 4", "Created_tmp_disk_tables: 1",
  ]) func valuesOfAllKinds(attribute: String) {
    let event = LogText.event("SELECT 1", 1)
    for line in [
      "# Query_time", "# Thread_id: 3  Query_time", "# Schema: a  Query_time", "#   Merge_passes: 1  Query_time",
    ] {
      for place in ["Lock_time: 0.000001", "Rows_examined: 2"] {
        for blanks in [" ", "  "] {
          let odd = event.replacing("# Query_time", with: line)
            .replacing(place, with: "\(place)\(blanks)\(attribute)")
            .replacing("SET timestamp", with: "# Filesort: Yes  \(attribute)\n# QC_Hit: No\nSET timestamp")
          let log = odd + odd + event + odd
          let usual = Self.headers(of: Array(log.utf8))
          #expect(usual.count == 4)
          #expect(usual == Self.headers(of: Array(log.replacing("\n", with: "\r\n").utf8)), "\(odd)")
        }
      }
    }
  }

  /// What a client calls itself, and how servers write its number.
  @Test(arguments: [
    "app[app] @ web-1 [10.0.0.1]  Id:     9", "app[app] @ web-1 [10.0.0.1]  Id: 1234567", "a[a] @  []  Id: 12345678",
    "a[a] @ h [::1]  Id:9", "a[a] @ h [] Id:   9", "a[a] @ h []   Id:   9", "a[a] @ h []\tId:   9",
    "a[a] @ h []  Id:  9 ",
    "a[a] @ h []", "a[a] @ h []  Id: x", "a[a] @ h []  Id:  ", "a[a] @ h []  id:  7", "a[a] @ h []  Id: 1 2",
    "Id:  5[x] @ h []  Id:  6", "a[a] @ h []  Id:\t 7", "[]  Id:  1", "  Id:  1", "a[a] @ h [1]  Thread_id: 9",
    "a[a] @ h []  Id: 12345678901234567890123",
  ]) func accountsOfAllForms(account: String) {
    let event = LogText.event("SELECT 1", 1)
    let line = try! #require(event.split(separator: "\n").first { $0.hasPrefix("# User@Host: ") })
    let log = event.replacing(line, with: "# User@Host: \(account)") + event
    let usual = Self.headers(of: Array(log.utf8))
    // A return at the end of a line is none of the account's, and makes the general reader read it.
    var general = ChunkParser(purpose: .frame, zone: .utc, maxEventBytes: 1 << 20, seed: 7)
    var chunk = ParsedChunk()
    let bytes = Array(log.replacing("\(account)\n", with: "\(account) \u{1}\n").utf8)
    general.parse(
      (bytes + [UInt8](repeating: 0, count: scanPadding)).span, to: bytes.count, before: .nothing, into: &chunk)
    let event0 = chunk.events[0]
    #expect(usual[0].account == Array(bytes[event0.accountStart..<event0.accountEnd]))
    #expect(usual[0].threadID == (event0.hasThreadID ? event0.threadID : nil))
  }

  /// Each number in the middle of a line, where there are millionths and where there are none, and at its end, where the
  /// reader changes.
  @Test(arguments: [
    "0.000001", "1.5", "12345678.000001", "1234567.999999", "1.0000005", "7", "007.000100", "99999999999999999999.1",
    "-1.000000", "1.000000x", "1e3", "", " ", "x",
  ]) func numbersOfAllForms(number: String) {
    let text = LogText.event("SELECT 1", 1) + LogText.event("SELECT 2", 2)
    let middle = text.replacing("Lock_time: 0.000001", with: "Lock_time: \(number)")
    let last = text.replacing("Rows_examined: 2", with: "Rows_examined: \(number)")
    let whole = text.replacing("Rows_sent: 1", with: "Rows_sent: \(number)")
    for log in [middle, whole, last] {
      let usual = Self.headers(of: Array(log.utf8))
      #expect(usual.count == 2)
      #expect(usual == Self.headers(of: Array(log.replacing("\n", with: "\r\n").utf8)))
    }
  }

  /// Where the number was missing and the attributes were those of the event before, it was read as one of seven digits.
  @Test(arguments: ["", " ", "  "]) func aNumberThatIsMissingIsNone(number: String) {
    let event = LogText.event("SELECT 1", 1)
    for name in ["Rows_sent: 1", "Rows_examined: 2"] {
      let odd = event.replacing(name, with: name.dropLast() + number)
      let headers = Self.headers(of: Array((event + odd + event).utf8))
      #expect(headers.map(\.attributes.count) == [4, 3, 4], "\(name)\(number): \(headers)")
    }
  }

  @Test(arguments: ["60", "61", "59", "5x", " 9"]) func secondsOfAllForms(second: String) {
    let event = LogText.event("SELECT 1", 1)
    let log = event + event.replacing("10:00:00.", with: "10:00:\(second).")
    let usual = Self.headers(of: Array(log.utf8))
    #expect(usual == Self.headers(of: Array(log.replacing("\n", with: "\r\n").utf8)))
  }

  private static func headers(of log: [UInt8]) -> [Header] {
    var parser = ChunkParser(purpose: .frame, zone: .utc, maxEventBytes: 1 << 20, seed: 7)
    var chunk = ParsedChunk()
    let padded = log + [UInt8](repeating: 0, count: scanPadding)
    parser.parse(padded.span, to: log.count, before: .nothing, into: &chunk)
    return chunk.events.indices.map { index in
      let event = chunk.events[index]
      var header = Header(
        queryTime: event.queryTimeMicros, flagsKnown: event.flagsKnown, flagsYes: event.flagsYes,
        rateLimit: event.rateLimit, account: Array(log[event.accountStart..<event.accountEnd]))
      if event.hasThreadID { header.threadID = event.threadID }
      if event.hasErrorNumber { header.errorNumber = event.errorNumber }
      if event.hasSchema { header.schema = Array(log[event.schemaStart..<event.schemaEnd]) }
      if event.hasInstant { header.instant = event.instant }
      if event.hasSetTimestamp { header.timestamp = event.setTimestamp }
      for (slot, value) in zip(parser.shapes.slots(of: event.shape), chunk.values(ofEvent: index))
      where slot != KnownAttribute.queryLength.slot {
        header.attributes[slot] = value
      }
      return header
    }
  }
}
