/// A moment: microseconds since 1970-01-01T00:00:00Z.
public struct Instant: Sendable, Hashable, Comparable {
  public var microseconds: Int64

  public init(microseconds: Int64) { self.microseconds = microseconds }
  public init(seconds: Int64, microseconds: Int64 = 0) { self.microseconds = seconds * 1_000_000 + microseconds }

  public static func < (a: Self, b: Self) -> Bool { a.microseconds < b.microseconds }

  /// Whole seconds, rounded down.
  public var seconds: Int64 { floorDivide(microseconds, 1_000_000) }
}

/// A date and a time of day without a zone, as calendars show them.
public struct CivilTime: Sendable, Hashable {
  public var year: Int, month: Int, day: Int
  public var hour: Int, minute: Int, second: Int, microsecond: Int

  public init(
    year: Int, month: Int, day: Int, hour: Int = 0, minute: Int = 0, second: Int = 0, microsecond: Int = 0
  ) {
    self.year = year
    self.month = month
    self.day = day
    self.hour = hour
    self.minute = minute
    self.second = second
    self.microsecond = microsecond
  }

  /// The civil time in UTC at a moment.
  ///
  /// - Source: Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms".
  public init(utc instant: Instant) {
    let seconds = instant.seconds
    let days = floorDivide(seconds, 86_400)
    let ofDay = Int(seconds - days * 86_400)
    let z = days + 719_468
    let era = floorDivide(z, 146_097)
    let dayOfEra = z - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shifted = (5 * dayOfYear + 2) / 153
    let month = Int(shifted < 10 ? shifted + 3 : shifted - 9)
    self.init(
      year: Int(yearOfEra + era * 400) + (month <= 2 ? 1 : 0), month: month,
      day: Int(dayOfYear - (153 * shifted + 2) / 5 + 1),
      hour: ofDay / 3600, minute: ofDay / 60 % 60, second: ofDay % 60,
      microsecond: Int(instant.microseconds - seconds * 1_000_000))
  }

  /// Days from 1970-01-01 to this date.
  public var daysSince1970: Int64 {
    let y = Int64(year) - (month <= 2 ? 1 : 0)
    let era = floorDivide(y, 400)
    let yearOfEra = y - era * 400
    let shifted = Int64(month > 2 ? month - 3 : month + 9)
    let dayOfYear = (153 * shifted + 2) / 5 + Int64(day) - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }

  /// The moment at which clocks in UTC show this.
  public var instantInUTC: Instant {
    let seconds = daysSince1970 * 86_400 + Int64(hour) * 3600 + Int64(minute) * 60 + Int64(second)
    return Instant(seconds: seconds, microseconds: Int64(microsecond))
  }
}

func floorDivide(_ a: Int64, _ b: Int64) -> Int64 { a >= 0 ? a / b : -((b - 1 - a) / b) }

/// The rules of one time zone: which offset from UTC holds from which moment on.
///
/// A plain value, so that the parser needs neither a calendar nor files of the system; whoever knows the
/// zone's name fills it.
public struct ZoneRules: Sendable, Equatable {
  /// What reports call the zone: `UTC`, `America/Sao_Paulo`, `+02:00`.
  public var name: String
  /// Offset in seconds east of UTC before the first transition.
  public var initialOffset: Int32
  /// Moments (in seconds since 1970) from which another offset holds, ascending.
  public var transitions: [(since: Int64, offset: Int32)]

  public init(name: String, initialOffset: Int32, transitions: [(since: Int64, offset: Int32)] = []) {
    self.name = name
    self.initialOffset = initialOffset
    self.transitions = transitions
  }

  public static let utc = ZoneRules(name: "UTC", initialOffset: 0)

  /// The offset in seconds east of UTC at a moment.
  ///
  /// - Complexity: O(log of the number of transitions).
  public func offset(at instant: Instant) -> Int32 {
    let seconds = instant.seconds
    var low = 0
    var high = transitions.count
    while low < high {
      let middle = (low + high) / 2
      if transitions[middle].since <= seconds { low = middle + 1 } else { high = middle }
    }
    return low == 0 ? initialOffset : transitions[low - 1].offset
  }

  /// The moment at which clocks in this zone show `civil`: the earlier one where they show it twice, and
  /// the one that the offset before the gap gives where they skip it.
  public func instant(of civil: CivilTime) -> Instant {
    let local = civil.instantInUTC.microseconds
    let before = offset(at: Instant(microseconds: local - 86_400_000_000))
    let first = Instant(microseconds: local - Int64(before) * 1_000_000)
    let there = offset(at: first)
    if there == before { return first }
    let second = Instant(microseconds: local - Int64(there) * 1_000_000)
    return offset(at: second) == there ? second : first
  }

  public static func == (a: Self, b: Self) -> Bool {
    a.name == b.name && a.initialOffset == b.initialOffset && a.transitions.elementsEqual(b.transitions, by: ==)
  }
}
