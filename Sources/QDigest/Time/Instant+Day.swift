import Reporting
package import SlowLog

extension Instant {
  /// The day in UTC: `2026-11-27`.
  package var utcDay: String { String(TimeText.iso(self).prefix(10)) }
}

extension CivilTime {
  /// The beginning in UTC of a day such as `2026-11-27`; `nil` if it is none.
  package static func day(_ text: String) -> Instant? {
    let parts = text.split(separator: "-").compactMap { Int($0) }
    guard parts.count == 3, (1...12).contains(parts[1]), (1...31).contains(parts[2]) else { return nil }
    return CivilTime(year: parts[0], month: parts[1], day: parts[2]).instantInUTC
  }
}

extension Instant {
  /// The day of the week in UTC.
  package var weekdayName: String {
    let days = Int(microseconds / 86_400_000_000)
    // The first of January 1970 was a Thursday.
    return ["Thursday", "Friday", "Saturday", "Sunday", "Monday", "Tuesday", "Wednesday"][((days % 7) + 7) % 7]
  }
}
