package import SlowLog

/// Moments and lengths of time in words.
package enum TimeText {
  /// `2026-11-21 03:04:05` in the zone, with microseconds where they are asked for; without the zone's name.
  package static func moment(_ instant: Instant, in zone: ZoneRules, microseconds: Bool = false) -> String {
    let (date, time) = parts(of: instant, in: zone, microseconds: microseconds)
    return "\(date) \(time)"
  }

  /// `2026-11-21 03:04:05 to 04:05:06 UTC`; the second date only where it is another one.
  package static func range(from first: Instant, to last: Instant, in zone: ZoneRules) -> String {
    let (date, time) = parts(of: first, in: zone, microseconds: false)
    let (lastDate, lastTime) = parts(of: last, in: zone, microseconds: false)
    if date == lastDate, time == lastTime { return "\(date) \(time) \(zone.name)" }
    return "\(date) \(time) to \(date == lastDate ? "" : "\(lastDate) ")\(lastTime) \(zone.name)"
  }

  /// `2026-11-21T03:04:05.123456Z`: UTC, always with microseconds.
  package static func iso(_ instant: Instant) -> String {
    let (date, time) = parts(of: instant, in: .utc, microseconds: true)
    return "\(date)T\(time)Z"
  }

  /// A length of time: `7.0 s`, `12 min 5 s`, `23 h 59 min`, `6 d 4 h`.
  package static func duration(seconds: Double) -> String {
    if seconds < 60 { return "\(decimalText(seconds, digits: seconds < 1 ? 3 : 1)) s" }
    let whole = UInt64(seconds.rounded())
    let (unit, name, smaller, smallerName): (UInt64, String, UInt64, String) =
      switch whole {
      case ..<3_600: (60, "min", 1, "s")
      case ..<86_400: (3_600, "h", 60, "min")
      default: (86_400, "d", 3_600, "h")
      }
    let rest = whole % unit / smaller
    return "\(Figure.grouped(whole / unit)) \(name)" + (rest > 0 ? " \(rest) \(smallerName)" : "")
  }

  private static func parts(of instant: Instant, in zone: ZoneRules, microseconds: Bool) -> (String, String) {
    let local = Instant(microseconds: instant.microseconds + Int64(zone.offset(at: instant)) * 1_000_000)
    let civil = CivilTime(utc: local)
    let time = [civil.hour, civil.minute, civil.second].map { padded($0, 2) }.joined(separator: ":")
    return (
      "\(padded(civil.year, 4))-\(padded(civil.month, 2))-\(padded(civil.day, 2))",
      microseconds ? "\(time).\(padded(civil.microsecond, 6))" : time
    )
  }

  private static func padded(_ value: Int, _ width: Int) -> String {
    let digits = String(value.magnitude)
    return (value < 0 ? "-" : "") + String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}
