import SlowLog

/// Reads a date, a time of day and a zone from front to back.
struct CivilReader {
  let bytes: [UInt8]
  let text: String
  private var position = 0

  init(bytes: [UInt8], text: String) {
    self.bytes = bytes
    self.text = text
  }

  mutating func read(zone: ZoneRules) throws(TimeArgumentError) -> Instant {
    var civil = try date()
    if position < bytes.count, accept("T") || accept("t") || accept(" ") { try timeOfDay(&civil) }
    while accept(" ") {}
    guard position < bytes.count else { return zone.instant(of: civil) }
    let offset = try zoneOffset()
    guard position == bytes.count else { throw TimeArgumentError(text, "is no time") }
    return Instant(microseconds: civil.instantInUTC.microseconds - offset * 1_000_000)
  }

  private mutating func date() throws(TimeArgumentError) -> CivilTime {
    guard let year = digits(4), accept("-"), let month = digits(2), accept("-"), let day = digits(2) else {
      throw TimeArgumentError(text, "is no time")
    }
    guard year >= 1970 else { throw TimeArgumentError(text, "lies before 1970") }
    guard (1...12).contains(month) else { throw TimeArgumentError(text, "has no month between 01 and 12") }
    guard (1...Self.days(year, month)).contains(day) else {
      throw TimeArgumentError(text, "has a day that its month has not")
    }
    return CivilTime(year: year, month: month, day: day)
  }

  private mutating func timeOfDay(_ civil: inout CivilTime) throws(TimeArgumentError) {
    guard let hour = digits(2), accept(":"), let minute = digits(2) else {
      throw TimeArgumentError(text, "has no time of day HH:MM")
    }
    var second = 0
    if accept(":") {
      guard let number = digits(2) else { throw TimeArgumentError(text, "has no seconds after the second colon") }
      second = number
      if accept(".") || accept(",") {
        let fraction = bytes[position...].prefix(while: TimeArgument.isDigit)
        guard let microsecond = TimeArgument.microseconds(fraction) else {
          throw TimeArgumentError(text, "has no digits of a second, up to nine, after the point")
        }
        civil.microsecond = Int(microsecond)
        position += fraction.count
      }
    }
    guard hour < 24, minute < 60, second < 60 else {
      throw TimeArgumentError(text, "has a time of day after 23:59:59")
    }
    (civil.hour, civil.minute, civil.second) = (hour, minute, second)
  }

  /// Seconds east of UTC: `Z`, `+02:00`, `-0330`, `+02`.
  private mutating func zoneOffset() throws(TimeArgumentError) -> Int64 {
    if accept("Z") || accept("z") { return 0 }
    let isWest = position < bytes.count && bytes[position] == UInt8(ascii: "-")
    guard accept("-") || accept("+"), let hours = digits(2) else {
      throw TimeArgumentError(text, "has something after the time that is no zone (Z or +02:00)")
    }
    _ = accept(":")
    let minutes = digits(2) ?? 0
    guard hours <= 15, minutes < 60 else { throw TimeArgumentError(text, "has a zone that no clock shows") }
    return Int64(hours * 3600 + minutes * 60) * (isWest ? -1 : 1)
  }

  /// The number that exactly `count` digits say, taken; `nil` if they are not there.
  private mutating func digits(_ count: Int) -> Int? {
    guard bytes.count - position >= count, let number = TimeArgument.number(bytes[position..<position + count]) else {
      return nil
    }
    position += count
    return Int(number)
  }

  private mutating func accept(_ character: Unicode.Scalar) -> Bool {
    guard position < bytes.count, bytes[position] == UInt8(ascii: character) else { return false }
    position += 1
    return true
  }

  private static func days(_ year: Int, _ month: Int) -> Int {
    switch month {
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }
}
