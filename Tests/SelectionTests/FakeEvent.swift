import Selection
import SlowLog
import Testing

/// An event made of dictionaries.
struct FakeEvent: FilterableEvent {
  var numbers: [String: UInt64] = [:]
  var flags: [Flag: Bool] = [:]
  var texts: [TextField: String] = [:]
  var threadID: UInt64?
  var errorNumber: UInt64?
  var instant: Instant?

  func number(of attribute: Attribute) -> UInt64? { numbers[attribute.name] }
  func flag(_ flag: Flag) -> Bool? { flags[flag] }
  func text(_ field: TextField) -> [UInt8]? { texts[field].map { Array($0.utf8) } }

  /// 2.5 seconds in `shop` by `app`, thread 42, at 2026-11-21T08:30:00Z.
  static let typical = FakeEvent(
    numbers: [
      "Query_time": 2_500_000, "Lock_time": 0, "Rows_examined": 1_000_000, "Rows_sent": 10, "Bytes_sent": 10_240,
      "New_attribute": 3_500_000,
    ],
    flags: [.fullScan: true, .filesort: false],
    texts: [
      .user: "app", .host: "web1", .client: "10.0.0.7", .db: "shop", .command: "SELECT",
      .statement: "SELECT *\nFROM orders o JOIN `shop`.users u WHERE note = 'it''s' AND path = 'C:\\tmp'",
      .fingerprint: "select * from orders o join users u where note = ? and path = ?", .tables: "orders,shop.users",
      .id: "00112233445566778899AABBCCDDEEFF", .file: "slow.log",
    ],
    threadID: 42, errorNumber: 0, instant: Instant(seconds: 1_795_249_800))
}

/// A row of a table: what is tested, and what has to come out.
struct Example<Expected: Sendable>: Sendable, CustomTestStringConvertible {
  var input: String
  var expected: Expected

  init(_ input: String, _ expected: Expected) {
    self.input = input
    self.expected = expected
  }

  var testDescription: String { input }
}
