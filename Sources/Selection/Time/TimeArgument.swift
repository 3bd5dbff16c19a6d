package import SlowLog

/// A moment as somebody types it: `2026-11-21T08:30Z`, `2026-11-21 08:30`, `2026-11-21`, `24h`, `now`.
///
/// - A date, alone (midnight) or followed by `T` or a blank and `HH:MM`, `HH:MM:SS` or `HH:MM:SS.ffffff`, followed by a
///   zone (`Z`, `+02:00`, `-0330`, `+02`) or none; without one it is taken in the zone of the run.
/// - A span before now: numbers with the units `s m h d w`, the larger first: `90m`, `1d12h`. A day has 24 hours.
/// - `now`, `today` and `yesterday` (midnight in the zone of the run), and `@` with seconds since 1970.
package enum TimeArgument {
  package static func instant(
    _ text: String, zone: ZoneRules, now: Instant
  ) throws(TimeArgumentError) -> Instant {
    let trimmed = text.utf8.drop { $0 == 0x20 }
    let bytes = Array(trimmed.prefix(trimmed.count - trimmed.reversed().prefix { $0 == 0x20 }.count))
    guard bytes.count <= 64 else { throw TimeArgumentError(text, "is no time") }
    switch String(decoding: bytes, as: UTF8.self).lowercased() {
    case "now": return now
    case "today": return midnight(daysAgo: 0, zone, now)
    case "yesterday": return midnight(daysAgo: 1, zone, now)
    default: break
    }
    if bytes.first == UInt8(ascii: "@") { return try secondsSince1970(bytes.dropFirst(), text) }
    if let before = try span(bytes, text) { return Instant(microseconds: now.microseconds - before) }
    var reader = CivilReader(bytes: bytes, text: text)
    return try reader.read(zone: zone)
  }

  private static func midnight(daysAgo: Int64, _ zone: ZoneRules, _ now: Instant) -> Instant {
    let local = Instant(microseconds: now.microseconds + Int64(zone.offset(at: now)) * 1_000_000)
    var civil = CivilTime(utc: Instant(microseconds: local.microseconds - daysAgo * 86_400_000_000))
    (civil.hour, civil.minute, civil.second, civil.microsecond) = (0, 0, 0, 0)
    return zone.instant(of: civil)
  }

  private static func secondsSince1970(_ bytes: ArraySlice<UInt8>, _ text: String) throws(TimeArgumentError) -> Instant
  {
    let parts = bytes.split(separator: UInt8(ascii: "."), maxSplits: 1, omittingEmptySubsequences: false)
    guard let whole = parts.first, (1...11).contains(whole.count), let seconds = number(whole) else {
      throw TimeArgumentError(text, "is no number of seconds after @")
    }
    guard parts.count == 2 else { return Instant(seconds: seconds) }
    guard let fraction = microseconds(parts[1]) else {
      throw TimeArgumentError(text, "is no number of seconds after @")
    }
    return Instant(seconds: seconds, microseconds: fraction)
  }

  /// In seconds; a hundred years.
  private static let longestSpan: Int64 = 100 * 366 * 86_400

  /// Microseconds of a span such as `1d12h`; `nil` if the text does not look like one.
  private static func span(_ bytes: [UInt8], _ text: String) throws(TimeArgumentError) -> Int64? {
    guard let last = bytes.last, !isDigit(last), last != UInt8(ascii: "Z"), bytes.first.map(isDigit) == true,
      !bytes.contains(UInt8(ascii: "-")), !bytes.contains(UInt8(ascii: ":"))
    else { return nil }
    let units: [(letter: UInt8, seconds: Int64)] = [
      (UInt8(ascii: "w"), 604_800), (UInt8(ascii: "d"), 86_400), (UInt8(ascii: "h"), 3_600), (UInt8(ascii: "m"), 60),
      (UInt8(ascii: "s"), 1),
    ]
    var rest = bytes[...]
    var allowed = units[...]
    var total: Int64 = 0
    while !rest.isEmpty {
      let digits = rest.prefix(while: isDigit)
      rest = rest.dropFirst(digits.count)
      guard let count = number(digits), digits.count <= 9, let letter = rest.popFirst() else {
        throw TimeArgumentError(text, "is no span of time")
      }
      guard let index = allowed.firstIndex(where: { $0.letter == letter.asciiLowercased }) else {
        throw TimeArgumentError(text, "is no span of time: units are w, d, h, m and s, the larger first")
      }
      total += count * allowed[index].seconds
      guard total <= longestSpan else { throw TimeArgumentError(text, "lies before 1970") }
      allowed = allowed[(index + 1)...]
    }
    return total * 1_000_000
  }

  static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

  /// The number that digits say; `nil` if there is none, or something else among them.
  static func number(_ digits: ArraySlice<UInt8>) -> Int64? {
    guard !digits.isEmpty, digits.count <= 18, digits.allSatisfy(isDigit) else { return nil }
    return digits.reduce(0) { $0 * 10 + Int64($1 - 0x30) }
  }

  /// Digits behind a decimal point as microseconds; those after the sixth are dropped.
  static func microseconds(_ digits: ArraySlice<UInt8>) -> Int64? {
    guard (1...9).contains(digits.count) else { return nil }
    let six = digits.prefix(6) + Array(repeating: UInt8(ascii: "0"), count: max(0, 6 - digits.count))
    return digits.allSatisfy(isDigit) ? number(six[...]) : nil
  }
}

/// Text that says no time: why not, and what would.
package struct TimeArgumentError: Error, Hashable, Sendable {
  /// What was typed, and what is wrong with it.
  package var message: String
  package var hint: String { Self.hint }

  static let hint = "write 2026-11-21T08:30Z, '2026-11-21 08:30', 2026-11-21, 24h, 7d or now"

  init(_ text: String, _ problem: String) {
    let shown = text.unicodeScalars.prefix(60).map { $0.properties.generalCategory == .control ? " " : $0 }
    message = "'\(String(String.UnicodeScalarView(shown)))' \(problem)"
  }
}
