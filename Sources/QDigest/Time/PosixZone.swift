import SlowLog

/// A time zone in the short form of POSIX: `CET-1CEST,M3.5.0,M10.5.0/3`, which says which offsets there are and on which
/// days of every year clocks change.
///
/// - Source: POSIX.1-2024, chapter 8.3, "TZ", with the wider range of times of RFC 9636.
struct PosixZone {
  /// A day of the year and the time on it, in seconds after midnight; may lie outside of the day.
  struct Change: Equatable {
    enum Day: Equatable {
      /// From 1; 29 February is never counted.
      case withoutLeapDay(Int)
      /// From 0; 29 February is counted.
      case withLeapDay(Int)
      /// The *n*th (5: last) weekday (0: Sunday) of a month.
      case weekday(month: Int, week: Int, weekday: Int)
    }
    var day: Day
    var time: Int64 = 7_200
  }

  /// The last year for which changes are worked out.
  static let lastYear = 2060

  /// Seconds east of UTC.
  private let standardOffset: Int32
  private let summer: (offset: Int32, start: Change, end: Change)?

  /// `nil` if the text is no such zone.
  init?(_ text: String) {
    var reader = PosixZoneReader(text)
    guard reader.skipName(), let standard = reader.offset(hours: 24) else { return nil }
    standardOffset = -standard
    if reader.isAtEnd {
      summer = nil
      return
    }
    guard reader.skipName() else { return nil }
    var offset = standardOffset + 3_600
    if !reader.isAtEnd, !reader.accept(",") {
      guard let typed = reader.offset(hours: 24), reader.isAtEnd || reader.accept(",") else { return nil }
      offset = -typed
    }
    if reader.isAtEnd {
      // What POSIX leaves open; the rule of the USA, as the C library has it.
      summer = (
        offset, Change(day: .weekday(month: 3, week: 2, weekday: 0)),
        Change(day: .weekday(month: 11, week: 1, weekday: 0))
      )
      return
    }
    guard let start = reader.change(), reader.accept(","), let end = reader.change(), reader.isAtEnd else { return nil }
    summer = (offset, start, end)
  }

  func rules(name: String) -> ZoneRules {
    ZoneRules(name: name, initialOffset: standardOffset, transitions: transitions(after: 0))
  }

  /// The changes after a moment, in seconds since 1970, up to the last year.
  func transitions(after moment: Int64) -> [(since: Int64, offset: Int32)] {
    guard let summer else { return [] }
    let firstYear = CivilTime(utc: Instant(seconds: max(0, moment))).year
    guard firstYear <= Self.lastYear else { return [] }
    return (firstYear...Self.lastYear).flatMap { year in
      [
        (since: Self.moment(of: summer.start, in: year) - Int64(standardOffset), offset: summer.offset),
        (since: Self.moment(of: summer.end, in: year) - Int64(summer.offset), offset: standardOffset),
      ]
    }.filter { $0.since > moment }.sorted { $0.since < $1.since }
  }

  /// When the clocks of the zone show the time of the change, in seconds as if they were in UTC.
  private static func moment(of change: Change, in year: Int) -> Int64 {
    let newYear = CivilTime(year: year, month: 1, day: 1).daysSince1970
    let isLeapYear = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    let day: Int64
    switch change.day {
    case .withoutLeapDay(let number): day = newYear + Int64(number) - (isLeapYear && number >= 60 ? 0 : 1)
    case .withLeapDay(let number): day = newYear + Int64(number)
    case .weekday(let month, let week, let weekday):
      let first = CivilTime(year: year, month: month, day: 1).daysSince1970
      let next = CivilTime(year: month == 12 ? year + 1 : year, month: month == 12 ? 1 : month + 1, day: 1)
        .daysSince1970
      // 1970-01-01 was a Thursday.
      let toWeekday = (Int64(weekday) - (first + 4) % 7 + 7) % 7
      var found = first + toWeekday + Int64(week - 1) * 7
      while found >= next { found -= 7 }
      day = found
    }
    return day * 86_400 + change.time
  }
}

/// Reads the parts of a POSIX time zone from front to back.
private struct PosixZoneReader {
  private let bytes: [UInt8]
  private var position = 0

  init(_ text: String) { bytes = Array(text.utf8.prefix(200)) }

  var isAtEnd: Bool { position == bytes.count }

  mutating func accept(_ character: Unicode.Scalar) -> Bool {
    guard position < bytes.count, bytes[position] == UInt8(ascii: character) else { return false }
    position += 1
    return true
  }

  /// `CET`, or `<+03>` for names that are no words.
  mutating func skipName() -> Bool {
    let start = position
    if accept("<") {
      while position < bytes.count, bytes[position] != UInt8(ascii: ">") { position += 1 }
      return accept(">")
    }
    while position < bytes.count, (0x41...0x5A).contains(bytes[position] & 0xDF) { position += 1 }
    return position - start >= 3
  }

  /// `[+|-]h[h[h]][:mm[:ss]]` in seconds.
  mutating func offset(hours limit: Int) -> Int32? {
    let isNegative = accept("-")
    if !isNegative { _ = accept("+") }
    guard let hours = number(), hours <= limit else { return nil }
    var seconds = hours * 3600
    if accept(":") {
      guard let minutes = number(), minutes < 60 else { return nil }
      seconds += minutes * 60
      if accept(":") {
        guard let rest = number(), rest < 60 else { return nil }
        seconds += rest
      }
    }
    return Int32(isNegative ? -seconds : seconds)
  }

  mutating func change() -> PosixZone.Change? {
    let day: PosixZone.Change.Day
    if accept("M") {
      guard let month = number(), accept("."), let week = number(), accept("."), let weekday = number(),
        (1...12).contains(month), (1...5).contains(week), weekday < 7
      else { return nil }
      day = .weekday(month: month, week: week, weekday: weekday)
    } else if accept("J") {
      guard let number = number(), (1...365).contains(number) else { return nil }
      day = .withoutLeapDay(number)
    } else {
      guard let number = number(), number <= 365 else { return nil }
      day = .withLeapDay(number)
    }
    guard accept("/") else { return PosixZone.Change(day: day) }
    guard let time = offset(hours: 167) else { return nil }
    return PosixZone.Change(day: day, time: Int64(time))
  }

  private mutating func number() -> Int? {
    let digits = bytes[position...].prefix(4).prefix { (0x30...0x39).contains($0) }
    guard !digits.isEmpty else { return nil }
    position += digits.count
    return digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
  }
}
