/// The name of a class: the MD5 of its fingerprint.
///
/// pt-query-digest prints all 32 digits; its older versions and Percona's Go library print the last 16. IDs are
/// shown in upper case and understood in either.
package struct QueryID: Hashable, Sendable {
  package let high: UInt64
  package let low: UInt64

  package init(high: UInt64, low: UInt64) {
    self.high = high
    self.low = low
  }

  package init(fingerprint: Span<UInt8>) {
    (high, low) = MD5.checksum(of: fingerprint)
  }

  package init(fingerprint: [UInt8]) {
    self.init(fingerprint: fingerprint.span)
  }

  /// The ID with these 32 digits, `nil` for anything else. A leading `0x` is allowed.
  package init?(hex: some StringProtocol) {
    guard let digits = Self.digits(of: hex), digits.count == 32 else { return nil }
    self.init(high: Self.number(digits[..<16]), low: Self.number(digits[16...]))
  }

  /// From its 16 bytes, the highest first.
  package init(bytes: some Collection<UInt8>) {
    self.init(
      high: bytes.prefix(8).reduce(0) { $0 << 8 | UInt64($1) },
      low: bytes.dropFirst(8).prefix(8).reduce(0) { $0 << 8 | UInt64($1) })
  }

  /// All 16, the highest first.
  package var bytes: [UInt8] {
    [high, low].flatMap { half in (0..<8).map { UInt8(truncatingIfNeeded: half >> UInt64(56 - 8 * $0)) } }
  }

  /// All 32 digits.
  package var hex32: String { Self.text(of: high) + hex16 }

  /// The last 16 digits.
  package var hex16: String { Self.text(of: low) }

  /// Whether a user who typed `hex`, 32 or 16 digits, may have meant this ID.
  package func isMeant(by hex: some StringProtocol) -> Bool {
    guard let digits = Self.digits(of: hex) else { return false }
    switch digits.count {
    case 32: return QueryID(hex: hex) == self
    case 16: return Self.number(digits[...]) == low
    default: return false
    }
  }
}

extension QueryID: Comparable {
  /// The order of the printed digits.
  package static func < (left: QueryID, right: QueryID) -> Bool {
    (left.high, left.low) < (right.high, right.low)
  }
}

extension QueryID: CustomStringConvertible {
  package var description: String { hex32 }
}

extension QueryID {
  /// The values of the digits, `nil` if something else is among them.
  private static func digits(of hex: some StringProtocol) -> [UInt8]? {
    var rest = hex[...]
    if rest.hasPrefix("0x") || rest.hasPrefix("0X") { rest = rest.dropFirst(2) }
    var digits: [UInt8] = []
    for byte in rest.utf8 {
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): digits.append(byte - UInt8(ascii: "0"))
      case UInt8(ascii: "A")...UInt8(ascii: "F"): digits.append(byte - UInt8(ascii: "A") + 10)
      case UInt8(ascii: "a")...UInt8(ascii: "f"): digits.append(byte - UInt8(ascii: "a") + 10)
      default: return nil
      }
    }
    return digits
  }

  private static func number(_ digits: ArraySlice<UInt8>) -> UInt64 {
    digits.reduce(0) { $0 << 4 | UInt64($1) }
  }

  private static func text(of half: UInt64) -> String {
    let digits = String(half, radix: 16, uppercase: true)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
