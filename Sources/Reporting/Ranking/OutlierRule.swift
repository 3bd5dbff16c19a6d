package import Aggregation
package import SlowLog

/// Shows a class beyond the limit: `--outliers ATTR:P95:N`.
///
/// A class is an outlier if the 95th percentile of the attribute is at least `threshold` and at least `count` of its
/// events have the attribute.
package struct OutlierRule: Sendable, Hashable, CustomStringConvertible {
  package var attribute: Attribute
  /// In the program's units.
  package var threshold: UInt64
  package var count: UInt64

  package init(attribute: Attribute, threshold: UInt64, count: UInt64) {
    self.attribute = attribute
    self.threshold = threshold
    self.count = count
  }

  /// Ten events, of which 95 % take up to a second or more.
  package static let standard = OutlierRule(attribute: .queryTime, threshold: 1_000_000, count: 10)

  package var description: String {
    "\(attribute.name):\(decimalText(threshold, of: attribute)):\(count)"
  }

  package func admits(_ class: QueryClass) -> Bool {
    guard let values = `class`.metric(attribute), !values.isEmpty else { return false }
    return values.count >= count && values.percentile(0.95) >= threshold
  }
}

extension OutlierRule {
  /// Reads one rule, `Query_time:1:10`; without the last part any number of events is enough.
  package init(parsing text: String) throws(OptionError) {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 2 || parts.count == 3, !parts[0].isEmpty else { throw Self.malformed(text) }
    let attribute = try Attribute(named: parts[0], option: "--outliers")
    guard let threshold = Double(parts[1]), threshold >= 0, threshold < 1e12 else { throw Self.malformed(text) }
    var count: UInt64 = 0
    if parts.count == 3 {
      guard let number = UInt64(parts[2]) else { throw Self.malformed(text) }
      count = number
    }
    self.init(
      attribute: attribute, threshold: UInt64((threshold * Double(attribute.unit.scale)).rounded()), count: count)
  }

  /// Reads several rules with commas between them.
  package static func list(parsing text: String) throws(OptionError) -> [OutlierRule] {
    var rules: [OutlierRule] = []
    for part in text.split(separator: ",", omittingEmptySubsequences: false) {
      rules.append(try OutlierRule(parsing: String(part)))
    }
    return rules
  }

  private static func malformed(_ text: String) -> OptionError {
    OptionError(
      "--outliers takes ATTRIBUTE:P95 or ATTRIBUTE:P95:EVENTS, such as Query_time:1:10 for classes whose 95th "
        + "percentile is 1 s or more in 10 events or more, not '\(text)'")
  }
}
