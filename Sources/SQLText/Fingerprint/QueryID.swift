/// The name of a class: the MD5 of its fingerprint.
///
/// - Shape: 128 bits, shown as 32 upper-case hexadecimal digits; older tools show the last 16.
package struct QueryID: Sendable, Hashable, Comparable {
  package var high: UInt64
  package var low: UInt64

  package init(high: UInt64, low: UInt64) {
    self.high = high
    self.low = low
  }

  package static func < (a: Self, b: Self) -> Bool { a.high != b.high ? a.high < b.high : a.low < b.low }

  package var hex32: String { Self.hex(high) + Self.hex(low) }
  package var hex16: String { Self.hex(low) }

  private static func hex(_ value: UInt64) -> String {
    let digits = String(value, radix: 16, uppercase: true)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
