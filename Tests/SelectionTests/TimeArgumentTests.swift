import Selection
import SlowLog
import Testing

@Suite struct TimeArgumentTests {
  /// 2026-11-21T12:00:00Z, a Saturday.
  static let now = Instant(seconds: 1_795_262_400)
  static let zone = ZoneRules(name: "+02:00", initialOffset: 7_200)

  private func instant(_ text: String, in zone: ZoneRules = .utc) throws(TimeArgumentError) -> Instant {
    try TimeArgument.instant(text, zone: zone, now: Self.now)
  }

  @Test(
    arguments: [
      Example("2026-11-21T12:00:00Z", 0), Example("2026-11-21T12:00Z", 0), Example("2026-11-21t12:00:00z", 0),
      Example("2026-11-21 12:00", 0), Example("2026-11-21T14:00+02:00", 0), Example("2026-11-21T14:00+0200", 0),
      Example("2026-11-21 08:30 -0330", 0), Example("2026-11-21T14+02", nil), Example("2026-11-21T14:00:00+02", 0),
      Example("2026-11-21T12:00:00.5Z", 500_000), Example("2026-11-21T12:00:00.000001", 1),
      Example("2026-11-21T12:00:00.123456789Z", 123_456), Example("2026-11-21T12:00:00,25Z", 250_000),
      Example("2026-11-21", -43_200_000_000), Example("2026-11-21Z", -43_200_000_000),
      Example(" 2026-11-21 ", -43_200_000_000),
      Example("@1795262400", 0), Example("@1795262400.25", 250_000), Example("now", 0), Example("NOW", 0),
      Example("today", -43_200_000_000), Example("yesterday", -129_600_000_000),
      Example("30s", -30_000_000), Example("90m", -5_400_000_000), Example("24h", -86_400_000_000),
      Example("7d", -604_800_000_000), Example("2w", -1_209_600_000_000), Example("1d12h", -129_600_000_000),
      Example("1H30M", -5_400_000_000), Example("0s", 0),
    ] as [Example<Int64?>])
  func readsMoments(_ example: Example<Int64?>) throws {
    guard let expected = example.expected else {
      #expect(throws: TimeArgumentError.self) { try instant(example.input) }
      return
    }
    #expect(try instant(example.input).microseconds - Self.now.microseconds == expected)
  }

  @Test func withoutAZoneThatOfTheRunHolds() throws {
    #expect(try instant("2026-11-21 14:00", in: Self.zone) == Self.now)
    #expect(try instant("2026-11-21 14:00Z", in: Self.zone) != Self.now)
    #expect(try instant("today", in: Self.zone) == instant("2026-11-20T22:00Z"))
    #expect(try instant("yesterday", in: Self.zone) == instant("2026-11-19T22:00Z"))
  }

  @Test(arguments: [
    Example("", "'' is no time"), Example("soon", "'soon' is no time"),
    Example("21.11.2026", "'21.11.2026' is no time"),
    Example("2026-13-01", "'2026-13-01' has no month between 01 and 12"),
    Example("2026-02-29", "'2026-02-29' has a day that its month has not"),
    Example("1969-12-31", "'1969-12-31' lies before 1970"),
    Example("2026-11-21T", "'2026-11-21T' has no time of day HH:MM"),
    Example("2026-11-21 24:00", "'2026-11-21 24:00' has a time of day after 23:59:59"),
    Example("2026-11-21 12:00:", "'2026-11-21 12:00:' has no seconds after the second colon"),
    Example("2026-11-21 12:00:00.", "'2026-11-21 12:00:00.' has no digits of a second, up to nine, after the point"),
    Example(
      "2026-11-21 12:00 CET", "'2026-11-21 12:00 CET' has something after the time that is no zone (Z or +02:00)"),
    Example("2026-11-21 12:00+25", "'2026-11-21 12:00+25' has a zone that no clock shows"),
    Example("2026-11-21 12:00Zulu", "'2026-11-21 12:00Zulu' is no time"),
    Example("5x", "'5x' is no span of time: units are w, d, h, m and s, the larger first"),
    Example("5m1h", "'5m1h' is no span of time: units are w, d, h, m and s, the larger first"),
    Example("1h5", "'1h5' is no time"),
    Example("1.5h", "'1.5h' is no span of time: units are w, d, h, m and s, the larger first"),
    Example("@x", "'@x' is no number of seconds after @"), Example("@", "'@' is no number of seconds after @"),
    Example("a\u{1B}[0m", "'a [0m' is no time"),
  ])
  func saysWhatIsWrong(_ example: Example<String>) {
    let error = #expect(throws: TimeArgumentError.self) { try instant(example.input) }
    #expect(error?.message == example.expected)
    #expect(error?.hint == "write 2026-11-21T08:30Z, '2026-11-21 08:30', 2026-11-21, 24h, 7d or now")
  }

  @Test(arguments: 0..<4) func noInputTraps(seed: UInt64) throws {
    var random = SplitMix(state: seed)
    let pieces = [
      "2026", "-", "11", "21", "T", ":", "Z", "+02", ".", "5", " ", "h", "d", "w", "@", "999999999", "é", "\0", "now",
    ]
    for _ in 0..<5_000 {
      let text = (0..<Int.random(in: 0...9, using: &random)).map { _ in pieces.randomElement(using: &random)! }.joined()
      do {
        let instant = try instant(text)
        #expect(instant.microseconds <= 253_402_300_800_000_000 + 99_999_999_999_000_000)
      } catch { #expect(!error.message.isEmpty) }
    }
  }

  @Test func everyMinuteOfSomeYearsIsReadAsWritten() throws {
    for minute in stride(from: Int64(29_000_000), to: 31_000_000, by: 977) {
      let civil = CivilTime(utc: Instant(seconds: minute * 60))
      func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
      let text = "\(civil.year)-\(two(civil.month))-\(two(civil.day))T\(two(civil.hour)):\(two(civil.minute))Z"
      #expect(try instant(text) == Instant(seconds: minute * 60))
    }
  }
}
