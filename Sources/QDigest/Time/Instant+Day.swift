package import SlowLog

extension Instant {
  /// The day in UTC: `2026-11-27`.
  package var utcDay: String {
    let date = CivilTime(utc: self)
    let padded = { (number: Int) in number < 10 ? "0\(number)" : "\(number)" }
    return "\(date.year)-\(padded(date.month))-\(padded(date.day))"
  }
}
