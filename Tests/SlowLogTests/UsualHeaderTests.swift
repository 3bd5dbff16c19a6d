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
  }

  /// With a return before each newline no line is usual.
  @Test(arguments: SampleLogs.plain) func generalReaderSaysTheSame(name: String) throws {
    let log = try SampleLogs.bytes(name)
    let usual = Self.headers(of: log)
    let general = Self.headers(of: log.flatMap { $0 == 0x0A ? [0x0D, 0x0A] : [$0] })
    #expect(!usual.isEmpty)
    #expect(usual == general)
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
      var header = Header(queryTime: event.queryTimeMicros)
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
