import Aggregation
import JSONText
import SlowLog

extension JSONReport {
  /// What every class has, and the class of all events too.
  func appendNumbers(of class: QueryClass, to object: inout JSONObject) {
    object.append(
      "metrics", .object(JSONObject(`class`.orderedMetrics.map { .init(key: $0.attribute.name, value: value(of: $0)) }))
    )
    object.append(
      "flags",
      .object(
        `class`.orderedFlags.map {
          ($0.flag.name, .object([("yes", .integer($0.yes)), ("known", .integer($0.known))]))
        }))
    appendCounts("users", `class`.users, to: &object)
    appendCounts("hosts", `class`.hosts, to: &object)
    appendCounts("clients", `class`.clients, to: &object)
    appendCounts("dbs", `class`.dbs, to: &object)
    object.append("unknown_db_count", .integer(`class`.unknownDBCount))
    appendCounts("errors", `class`.errors, to: &object)
    object.append("histogram", histogram(of: `class`.metric(.queryTime) ?? Distribution()))
  }

  /// Values by falling count. Values that are the same once repaired are one; `…_others` counts those not listed.
  private func appendCounts(_ name: String, _ values: CountedValues, to object: inout JSONObject) {
    var counts: [String: UInt64] = [:]
    var order: [String] = []
    for (value, count) in values.ranked {
      let text = String(decoding: value, as: UTF8.self)
      if counts[text] == nil { order.append(text) }
      counts[text, default: 0] += count
    }
    object.append(name, .object(order.map { ($0, .integer(counts[$0] ?? 0)) }))
    if values.others > 0 { object.append(name + "_others", .integer(values.others)) }
  }

  /// Sums and single values are exact; means and deviations have nine decimals for times, else six.
  private func value(of metric: Metric) -> JSONValue {
    let values = metric.values
    let unit = metric.attribute.unit
    func exact(_ value: UInt64) -> JSONValue { .number(decimalText(UInt128(value), digits: unit.digits)) }
    let decimals = unit.digits == 6 ? 9 : 6
    return .object([
      ("count", .integer(values.count)),
      ("sum", .number(decimalText(values.sum, digits: unit.digits))),
      ("min", exact(values.min)),
      ("max", exact(values.max)),
      ("mean", .number(quotientText(values.sum, by: UInt128(values.count) * UInt128(unit.scale), digits: decimals))),
      ("p50", exact(values.percentile(0.5))),
      ("p95", exact(values.percentile(0.95))),
      ("p99", exact(values.percentile(0.99))),
      ("p999", exact(values.percentile(0.999))),
      ("stddev", .number(decimalText(values.standardDeviation / Double(unit.scale), digits: decimals))),
    ])
  }

  /// The steps of `Query_time` that hold values.
  private func histogram(of values: Distribution) -> JSONValue {
    .array(
      TimeHistogram(of: values).steps.filter { $0.count > 0 }.map { step in
        .object([
          ("from", .decimal(micros: step.from)), ("to", .decimal(micros: step.to)), ("count", .integer(step.count)),
        ])
      })
  }
}
