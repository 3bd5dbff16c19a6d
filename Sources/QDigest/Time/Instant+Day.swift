import Reporting
package import SlowLog

extension Instant {
  /// The day in UTC: `2026-11-27`.
  package var utcDay: String { String(TimeText.iso(self).prefix(10)) }
}
