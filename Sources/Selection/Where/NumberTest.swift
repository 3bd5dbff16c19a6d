import SlowLog

/// A comparison of a whole number with numbers as somebody typed them.
enum NumberTest: Hashable, Sendable {
  case compare(WhereToken.Comparison, Threshold)
  case oneOf([Threshold])
  case noneOf([Threshold])

  func admits(_ value: UInt64) -> Bool {
    switch self {
    case .compare(let comparison, let threshold):
      let order = threshold.order(of: value)
      return switch comparison {
      case .equal: order == 0
      case .notEqual: order != 0
      case .less: order < 0
      case .lessOrEqual: order <= 0
      case .greater: order > 0
      case .greaterOrEqual: order >= 0
      case .matches, .matchesNot: false
      }
    case .oneOf(let thresholds): return thresholds.contains { $0.order(of: value) == 0 }
    case .noneOf(let thresholds): return !thresholds.contains { $0.order(of: value) == 0 }
    }
  }
}

/// A number that whole numbers are compared with, exactly, though it need not be whole itself: `0.0000005` seconds are
/// half a microsecond.
struct Threshold: Hashable, Sendable {
  var isNegative: Bool
  /// The number rounded down; of a negative one, 0.
  var floor: UInt64
  var isWhole: Bool

  /// Below zero if `value` is smaller than the threshold, above if it is larger, zero if both are equal.
  func order(of value: UInt64) -> Int {
    if isNegative || value > floor { return 1 }
    return value == floor && isWhole ? 0 : -1
  }
}

extension Threshold {
  enum Mistake: Error, Hashable {
    case unknownUnit(valid: [String])
    case tooLarge
  }

  /// The units that a field takes, with what one of each is in the program's units: `factor` · 10^`power`.
  private static func units(of unit: AttributeUnit) -> [(name: String, factor: UInt64, power: Int)] {
    switch unit {
    case .seconds:
      [
        ("us", 1, 0), ("ms", 1, 3), ("s", 1, 6), ("m", 60, 6), ("min", 60, 6), ("h", 3_600, 6), ("µs", 1, 0),
        ("μs", 1, 0), ("sec", 1, 6),
      ]
    case .bytes:
      [
        ("B", 1, 0), ("kB", 1, 3), ("MB", 1, 6), ("GB", 1, 9), ("TB", 1, 12), ("KiB", 1 << 10, 0), ("MiB", 1 << 20, 0),
        ("GiB", 1 << 30, 0), ("TiB", 1 << 40, 0),
      ]
    case .rows, .count: [("k", 1, 3), ("M", 1, 6), ("G", 1, 9)]
    case .millionths: [("k", 1, 9), ("M", 1, 12), ("G", 1, 15)]
    }
  }

  /// Digits beyond this cannot change what fits 64 bits; with any factor it fits 128.
  private static let enough: UInt128 = 1_000_000_000_000_000_000_000_000

  /// The number in the units that the program keeps for `unit`.
  ///
  /// Units are taken without regard to case, but for `m`, minutes, and `M`, a million, which never meet.
  init(_ number: WhereNumber, in unit: AttributeUnit) throws(Mistake) {
    let units = Self.units(of: unit)
    var factor: UInt64 = 1
    var power = number.exponent + (unit.scale == 1 ? 0 : 6)
    if !number.unit.isEmpty {
      guard let match = units.first(where: { $0.name.lowercased() == number.unit.lowercased() }) else {
        throw .unknownUnit(valid: units.map(\.name).filter { $0.utf8.allSatisfy { $0 < 0x80 } })
      }
      factor = match.factor
      power = number.exponent + match.power
    }
    isNegative = number.isNegative && !number.digits.isEmpty
    floor = 0
    isWhole = true
    var value: UInt128 = 0
    for digit in number.digits {
      if value < Self.enough {
        value = value * 10 + UInt128(digit)
      } else {
        // Too large with it and without it, or too far behind the point to matter.
        power += 1
        if digit != 0 { isWhole = false }
      }
    }
    value *= UInt128(factor)
    guard value > 0 else { return }
    while power > 0, value <= UInt128(UInt64.max) {
      value *= 10
      power -= 1
    }
    while power < 0, value > 0 {
      if value % 10 != 0 { isWhole = false }
      value /= 10
      power += 1
    }
    if isNegative { return }
    guard let whole = UInt64(exactly: value) else { throw .tooLarge }
    floor = whole
  }
}
