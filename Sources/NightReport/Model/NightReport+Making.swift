import Aggregation
import Reporting
package import SlowLog

extension NightReport {
  /// A report of a night of which nothing but the frame is known; the rest is set afterwards.
  package init(instance: String, total: NightTotals, generatedAt: Instant, zone: ZoneRules, generator: String) {
    self.init(
      instance: instance, labels: [], firstSeen: nil, lastSeen: nil, generatedAt: generatedAt, zone: zone,
      generator: generator, headline: [], baseline: nil, total: total, usual: nil, changes: [], classes: [],
      otherClasses: 0, otherResponseTime: 0,
      load: LoadChart(start: Instant(microseconds: 0), binWidth: 300, series: []),
      histogram: TimeHistogram(of: Distribution()), nights: [], heat: HeatMap(days: [], hours: []), users: [],
      hosts: [], databases: [], accounting: Accounting(), notes: [], showsSamples: false)
  }
}
