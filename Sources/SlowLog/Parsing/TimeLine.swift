import SQLText

/// Reads the time in a `# Time:` line and remembers the minute it was in, since most lines repeat it.
///
/// Two layouts: `2026-11-22T08:27:15.827956Z` (MySQL 5.7 and later; with `Z`, an offset, or nothing) and
/// `261122  8:02:10` (older ones and MariaDB: two-digit year, blank-padded hour, the server's own zone).
struct TimeLine: Sendable {
  private let zone: ZoneRules
  /// The bytes of `2026-11-22T08:27` as two words, since vectors are compared byte by byte; and the microseconds of that
  /// minute as if it were UTC.
  private var minute: (UInt64, UInt64) = (0, 0)
  private(set) var minuteMicros: Int64 = 0
  /// The last local minute converted with the zone's rules, and the offset that held.
  private var localMinute = Int64.min
  private var localOffsetMicros: Int64 = 0

  init(zone: ZoneRules) { self.zone = zone }

  /// Whether a time in the first layout that begins with these two words is of the minute of the last such one.
  @inline(__always)
  func isSameMinute(_ front: UInt64, _ back: UInt64) -> Bool { (front ^ minute.0) | (back ^ minute.1) == 0 }

  /// The microseconds since 1970 of the time at `i`, which moves behind it; `nil` if there is none.
  mutating func parse(_ bytes: Span<UInt8>, _ i: inout Int, _ end: Int) -> Int64? {
    guard i + 15 <= end else { return nil }
    return bytes[i + 4] == UInt8(ascii: "-") ? parseISO(bytes, &i, end) : parseShort(bytes, &i, end)
  }

  private mutating func parseISO(_ bytes: Span<UInt8>, _ i: inout Int, _ end: Int) -> Int64? {
    guard i + 19 <= end else { return nil }
    let (front, back) = (loadWord(bytes, i), loadWord(bytes, i + 8))
    if !isSameMinute(front, back) {
      guard let micros = Self.minute(bytes, i) else { return nil }
      minute = (front, back)
      minuteMicros = micros
    }
    guard bytes[i + 16] == UInt8(ascii: ":"), let second = Self.twoDigits(bytes, i + 17), second < 61 else {
      return nil
    }
    var micros = minuteMicros + Int64(second) * 1_000_000
    i += 19
    micros += Self.fraction(bytes, &i, end)
    guard i < end else { return inZone(micros) }
    switch bytes[i] {
    case UInt8(ascii: "Z"):
      i += 1
      return micros
    case UInt8(ascii: "+"), UInt8(ascii: "-"):
      guard i + 6 <= end, let hours = Self.twoDigits(bytes, i + 1), let minutes = Self.twoDigits(bytes, i + 4) else {
        return inZone(micros)
      }
      let offset = Int64(hours * 60 + minutes) * 60_000_000
      let east = bytes[i] == UInt8(ascii: "+")
      i += 6
      return east ? micros - offset : micros + offset
    default: return inZone(micros)
    }
  }

  /// `yymmdd hh:mm:ss`.
  private mutating func parseShort(_ bytes: Span<UInt8>, _ i: inout Int, _ end: Int) -> Int64? {
    guard let year = Self.twoDigits(bytes, i), let month = Self.twoDigits(bytes, i + 2),
      let day = Self.twoDigits(bytes, i + 4), 1...12 ~= month, 1...31 ~= day
    else { return nil }
    var j = i + 6
    while j < end, bytes[j] == 0x20 || bytes[j] == 9 { j += 1 }
    guard j > i + 6, j + 7 <= end, isDigit(bytes[j]) else { return nil }
    var hour = Int(bytes[j] - 0x30)
    j += 1
    if isDigit(bytes[j]) {
      hour = hour * 10 + Int(bytes[j] - 0x30)
      j += 1
    }
    guard j + 6 <= end, bytes[j] == UInt8(ascii: ":"), let minute = Self.twoDigits(bytes, j + 1),
      bytes[j + 3] == UInt8(ascii: ":"), let second = Self.twoDigits(bytes, j + 4), hour < 24, minute < 60, second < 61
    else { return nil }
    i = j + 6
    // Two digits mean 1970 to 2069, as in the server.
    let civil = CivilTime(
      year: year < 70 ? 2000 + year : 1900 + year, month: month, day: day, hour: hour, minute: minute, second: second)
    return inZone(civil.instantInUTC.microseconds + Self.fraction(bytes, &i, end))
  }

  /// Takes a time of the zone's clocks for what it is.
  private mutating func inZone(_ local: Int64) -> Int64 {
    if zone.transitions.isEmpty { return local - Int64(zone.initialOffset) * 1_000_000 }
    let minute = floorDivide(local, 60_000_000)
    if minute != localMinute {
      localMinute = minute
      let start = minute * 60_000_000
      localOffsetMicros = start - zone.instant(of: CivilTime(utc: Instant(microseconds: start))).microseconds
    }
    return local - localOffsetMicros
  }

  private static func minute(_ bytes: Span<UInt8>, _ i: Int) -> Int64? {
    guard let century = twoDigits(bytes, i), let year = twoDigits(bytes, i + 2), let month = twoDigits(bytes, i + 5),
      let day = twoDigits(bytes, i + 8), let hour = twoDigits(bytes, i + 11), let minute = twoDigits(bytes, i + 14),
      bytes[i + 7] == UInt8(ascii: "-"), bytes[i + 13] == UInt8(ascii: ":"),
      bytes[i + 10] == UInt8(ascii: "T") || bytes[i + 10] == 0x20,
      1...12 ~= month, 1...31 ~= day, hour < 24, minute < 60
    else { return nil }
    return CivilTime(year: century * 100 + year, month: month, day: day, hour: hour, minute: minute)
      .instantInUTC.microseconds
  }

  private static func twoDigits(_ bytes: Span<UInt8>, _ i: Int) -> Int? {
    let tens = bytes[i] &- 0x30
    let ones = bytes[i + 1] &- 0x30
    return tens < 10 && ones < 10 ? Int(tens) * 10 + Int(ones) : nil
  }

  /// `.827956` as microseconds; more digits are read and dropped.
  private static func fraction(_ bytes: Span<UInt8>, _ i: inout Int, _ end: Int) -> Int64 {
    guard i < end, bytes[i] == UInt8(ascii: ".") else { return 0 }
    i += 1
    var value: Int64 = 0
    var digits = 0
    while i < end, isDigit(bytes[i]) {
      if digits < 6 {
        value = value * 10 + Int64(bytes[i] - 0x30)
        digits += 1
      }
      i += 1
    }
    while digits < 6 {
      value *= 10
      digits += 1
    }
    return value
  }
}
