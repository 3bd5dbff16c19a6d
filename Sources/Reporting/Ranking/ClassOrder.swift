package import Aggregation
import Selection
package import SlowLog

/// What classes are ordered by, the largest first: `--order-by ATTR:AGG`.
package struct ClassOrder: Sendable, Hashable, CustomStringConvertible {
  package enum Aggregate: String, Sendable, Hashable, CaseIterable {
    case sum, min, max, mean, p50, p95, p99, count
  }

  package var attribute: Attribute
  package var aggregate: Aggregate

  package init(_ attribute: Attribute = .queryTime, _ aggregate: Aggregate = .sum) {
    self.attribute = attribute
    self.aggregate = aggregate
  }

  package var description: String { "\(attribute.name):\(aggregate.rawValue)" }

  /// What a reader would call it.
  var title: String { isByCount ? "number of calls" : self == ClassOrder() ? "response time" : description }

  /// Whether the attribute's values do not matter.
  package var isByCount: Bool { aggregate == .count }
}

// MARK: - Parsing

extension ClassOrder {
  /// Reads `Query_time:sum`, `Query_time` (by its sum), `p95` (of `Query_time`) or `count`. Attributes may be written in
  /// any case; `cnt` and `avg` are taken for `count` and `mean`, as pt-query-digest has the first and people expect the
  /// other.
  package init(parsing text: String) throws(OptionError) {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
    guard parts.count <= 2, !parts[0].isEmpty else {
      throw OptionError("--order-by takes ATTRIBUTE:AGGREGATE, such as Query_time:sum, not '\(text)'")
    }
    if parts.count == 1, let aggregate = Self.aggregate(named: parts[0]) {
      self.init(.queryTime, aggregate)
      return
    }
    let attribute = try Attribute(named: parts[0], option: "--order-by")
    guard parts.count == 2 else {
      self.init(attribute, .sum)
      return
    }
    guard let aggregate = Self.aggregate(named: parts[1]) else {
      let names = Aggregate.allCases.map(\.rawValue).joined(separator: ", ")
      throw OptionError("--order-by: unknown aggregate '\(parts[1])'; use one of \(names)")
    }
    self.init(attribute, aggregate)
  }

  private static func aggregate(named name: String) -> Aggregate? {
    switch name.lowercased() {
    case "cnt": .count
    case "avg": .mean
    case let other: Aggregate(rawValue: other)
    }
  }
}

extension Attribute {
  /// The known attribute of this name, in whatever case it is written.
  init(named name: String, option: String) throws(OptionError) {
    let known = KnownAttribute.allCases.map(\.attribute)
    if let attribute = known.first(where: { $0.name.lowercased() == name.lowercased() }) {
      self = attribute
      return
    }
    let hint =
      Suggestion.nearest(to: name, among: known.map(\.name)).map { "did you mean \($0)?" }
      ?? "use a numeric attribute of the log, such as Query_time, Lock_time or Rows_examined"
    throw OptionError("\(option): unknown attribute '\(name)'; \(hint)")
  }
}

// MARK: - Comparing

extension ClassOrder {
  /// What a class is worth in this order, in the program's units; `nil` if it lacks the attribute. The mean is in
  /// fractions of 2³², so that comparing is exact enough to tell any two apart.
  package func value(of class: QueryClass) -> UInt128? {
    if aggregate == .count { return UInt128(`class`.count) }
    guard let values = `class`.metric(attribute), !values.isEmpty else { return nil }
    return switch aggregate {
    case .sum: values.sum
    case .min: UInt128(values.min)
    case .max: UInt128(values.max)
    case .mean: (values.sum << 32) / UInt128(values.count)
    case .p50: UInt128(values.percentile(0.5))
    case .p95: UInt128(values.percentile(0.95))
    case .p99: UInt128(values.percentile(0.99))
    case .count: UInt128(`class`.count)
    }
  }

  /// The classes from the largest value to the smallest, those without one last; equal ones by ID.
  ///
  /// - Complexity: O(*n* log *n*).
  package func sorted(_ classes: [QueryClass]) -> [QueryClass] {
    let keyed = classes.indices.map { (index: $0, value: value(of: classes[$0])) }
    let ordered = keyed.sorted { a, b in
      if let x = a.value, let y = b.value, x != y { return x > y }
      if (a.value == nil) != (b.value == nil) { return b.value == nil }
      return classes[a.index].id < classes[b.index].id
    }
    return ordered.map { classes[$0.index] }
  }
}
