/// Numbers as reports write them: `60,127`, `2.5`.
package enum Count {
  package static func text(_ value: Double) -> String {
    guard value.isFinite, value.magnitude < 1e15 else { return "\(value)" }
    if value.magnitude < 100, value != value.rounded() { return "\((value * 10).rounded() / 10)" }
    return text(UInt64(max(0, value.rounded())))
  }

  package static func text(_ value: some BinaryInteger) -> String {
    var digits = Array(String(value))
    var place = digits.count - 3
    while place > 0 {
      digits.insert(",", at: place)
      place -= 3
    }
    return String(digits)
  }

  /// Microseconds as seconds.
  package static func seconds(_ micros: Double) -> String {
    switch micros {
    case ..<1_000: "\(text(micros)) µs"
    case ..<1_000_000: "\(text(micros / 1_000)) ms"
    default: "\(text(micros / 1_000_000)) s"
    }
  }
}
