import SlowLog

/// A whole number of units of which `10^digits` make one, as an exact decimal without needless zeros: 1,234,500 with
/// six digits is `1.2345`.
func decimalText(_ value: UInt128, digits: Int) -> String {
  guard digits > 0 else { return String(value) }
  let text = String(value)
  let padded = String(repeating: "0", count: max(0, digits + 1 - text.count)) + text
  var fraction = padded.suffix(digits)
  while fraction.last == "0" { fraction.removeLast() }
  let whole = padded.dropLast(digits)
  return fraction.isEmpty ? String(whole) : "\(whole).\(fraction)"
}

/// A value in the program's units as an exact decimal in the report's.
func decimalText(_ value: UInt64, of attribute: Attribute) -> String {
  decimalText(UInt128(value), digits: attribute.unit.digits)
}

/// `numerator / denominator` with at most `digits` decimals, rounded half up.
func quotientText(_ numerator: UInt128, by denominator: UInt128, digits: Int) -> String {
  guard denominator > 0 else { return "0" }
  let (whole, rest) = numerator.quotientAndRemainder(dividingBy: denominator)
  var scale: UInt128 = 1
  for _ in 0..<digits { scale *= 10 }
  let fraction = (rest * scale * 2 + denominator) / (denominator * 2)
  return decimalText(whole * scale + fraction, digits: digits)
}

/// A number that is not negative, with at most `digits` decimals.
func decimalText(_ value: Double, digits: Int) -> String {
  guard value.isFinite, value > 0 else { return "0" }
  var scale = 1.0
  for _ in 0..<digits { scale *= 10 }
  let scaled = (value * scale).rounded()
  return scaled < 1e38 ? decimalText(UInt128(scaled), digits: digits) : "\(value)"
}

extension AttributeUnit {
  /// How many decimals the report's number has at most.
  var digits: Int { scale == 1 ? 0 : 6 }
}
