package import SlowLog

/// Numbers as people read them: three significant digits, a unit that fits, six columns at most.
package enum Figure {
  /// A time in microseconds: `640us`, `1.60ms`, `16.0s`, `2.78h`.
  package static func time(micros: Double) -> String {
    guard micros > 0 else { return "0" }
    // The borders stand where rounding to three digits would carry a value into the next unit.
    return switch micros {
    case ..<999.5: (micros == micros.rounded() ? "\(UInt64(micros))" : digits3(micros)) + "us"
    case ..<999_500: digits3(micros / 1e3) + "ms"
    case ..<9_999_500_000: digits3(micros / 1e6) + "s"
    case ..<35_998_200_000_000: digits3(micros / 3.6e9) + "h"
    default: number(micros / 8.64e10) + "d"
    }
  }

  /// A number of things: `7`, `0.25`, `12345`, `123k`, `4.56M`.
  package static func number(_ value: Double) -> String {
    guard value > 0 else { return "0" }
    if value < 99_999.5 {
      return value == value.rounded() || value >= 999.5 ? "\(UInt64(value.rounded()))" : digits3(value)
    }
    return scaled(value, suffixes: ["", "k", "M", "G", "T", "P", "E"])
  }

  /// A number of bytes: `512B`, `1.25kB`, `3.00GB`; a kB is 1,000 bytes.
  package static func bytes(_ value: Double) -> String {
    guard value > 0 else { return "0B" }
    if value < 999.5 { return (value == value.rounded() ? "\(UInt64(value))" : digits3(value)) + "B" }
    return scaled(value, suffixes: ["B", "kB", "MB", "GB", "TB", "PB", "EB"])
  }

  /// A value in the program's units.
  package static func value(_ value: Double, of attribute: Attribute) -> String {
    switch attribute.unit {
    case .seconds: time(micros: value)
    case .bytes: bytes(value)
    case .rows, .count: number(value)
    case .millionths: number(value / 1e6)
    }
  }

  /// A part of 1 with one decimal: `52.3%`, `<0.1%`, `100%`; nothing but the whole is `100%`.
  package static func share(_ part: Double) -> String {
    if part <= 0 { return "0%" }
    if part < 0.0005 { return "<0.1%" }
    if part >= 1 { return "100%" }
    let tenths = min(UInt64((part * 1000).rounded()), 999)
    return "\(tenths / 10).\(tenths % 10)%"
  }

  /// A part of 1 in whole percents: `52%`, `<1%`.
  package static func percent(_ part: Double) -> String {
    if part <= 0 { return "0%" }
    if part < 0.005 { return "<1%" }
    return part >= 1 ? "100%" : "\(min(UInt64((part * 100).rounded()), 99))%"
  }

  /// A ratio in at most four columns: `0.31`, `12.3`, `4567`, `12k`.
  package static func ratio(_ value: Double) -> String {
    if value <= 0 { return "0" }
    if value < 0.005 { return "0.00" }
    if value < 9_999.5 { return digits3(value) }
    return scaled(value, suffixes: ["", "k", "M", "G", "T", "P", "E"], digits: 2)
  }

  /// A ratio that may be small: `0.31`, `0.0042`, `0.000017`; two digits that say something, at most nine decimals.
  package static func fine(_ value: Double) -> String {
    guard value > 0, value < 0.1 else { return ratio(value) }
    var decimals = 3
    var scaled = value * 100
    while scaled < 9.95, decimals < 9 {
      scaled *= 10
      decimals += 1
    }
    var text = fixed(value, decimals: decimals - 1)
    while text.hasSuffix("0"), !text.hasSuffix(".0") { text.removeLast() }
    return text
  }

  /// A whole number with commas between thousands.
  package static func grouped(_ value: some BinaryInteger) -> String {
    let digits = String(value)
    var result = ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index) % 3 == 0 { result.append(",") }
      result.append(digit)
    }
    return result
  }

  /// `1 event`, `2 events`, `1,234 events`.
  package static func count(_ value: some BinaryInteger, _ noun: String, plural: String? = nil) -> String {
    value == 1 ? "1 \(noun)" : "\(grouped(value)) \(plural ?? noun + "s")"
  }

  private static func scaled(_ value: Double, suffixes: [String], digits: Int = 3) -> String {
    var value = value
    var index = 0
    while value >= 999.5, index < suffixes.count - 1 {
      value /= 1_000
      index += 1
    }
    return (digits == 3 ? digits3(value) : digits2(value)) + suffixes[index]
  }

  /// `1.23`, `12.3`, `123`, and `1234` where there are more before the point.
  private static func digits3(_ value: Double) -> String {
    if value < 9.995 { return fixed(value, decimals: 2) }
    return value < 99.95 ? fixed(value, decimals: 1) : fixed(value, decimals: 0)
  }

  private static func digits2(_ value: Double) -> String { fixed(value, decimals: value < 9.95 ? 1 : 0) }

  private static func fixed(_ value: Double, decimals: Int) -> String {
    let scale = (0..<decimals).reduce(UInt64(1)) { scale, _ in scale * 10 }
    let scaled = UInt64((value * Double(scale)).rounded())
    guard decimals > 0 else { return String(scaled) }
    let fraction = String(scaled % scale)
    return "\(scaled / scale)." + String(repeating: "0", count: decimals - fraction.count) + fraction
  }
}
