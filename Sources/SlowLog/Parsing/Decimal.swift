import SQLText

/// Reads the decimal numbers of header lines as whole numbers of the program's unit.
enum Decimal {
  private static let powers: [UInt64] = [1, 10, 100, 1_000, 10_000, 100_000, 1_000_000]

  /// How many of the eight bytes, from the lowest on, are digits.
  @inline(__always)
  static func digitRun(_ word: UInt64) -> Int {
    // Exact up to the first byte that is no digit: only from there on a sum carries into the next byte.
    let odd = word ^ 0x3030_3030_3030_3030
    return (((odd &+ 0x7676_7676_7676_7676) | odd) & 0x8080_8080_8080_8080).trailingZeroBitCount / 8
  }

  /// The number that the lowest `count` bytes of a word spell, 1 to 8 digits: pairs, fours and eights are added at once.
  @inline(__always)
  static func value(ofDigits word: UInt64, count: Int) -> UInt64 {
    var v = word &<< UInt64(truncatingIfNeeded: 64 &- 8 &* count) & 0x0f0f_0f0f_0f0f_0f0f
    v = (v &* 2_561) &>> 8 & 0x00ff_00ff_00ff_00ff
    v = (v &* 6_553_601) &>> 16 & 0x0000_ffff_0000_ffff
    return (v &* 42_949_672_960_001) &>> 32
  }

  /// A number of at most seven digits before the point and `decimals` to seven behind it; `i` moves behind it. `nil` for
  /// any other, which ``parse(_:_:_:decimals:)`` may read.
  ///
  /// - Precondition: `bytes.count >= i + 24`.
  @inline(__always)
  static func usual(_ bytes: Span<UInt8>, _ i: inout Int, decimals: Int) -> UInt64? {
    let word = loadKnownWord(bytes, i)
    let digits = digitRun(word)
    guard digits > 0, digits < 8 else { return nil }
    let whole = value(ofDigits: word, count: digits)
    if decimals == 0 {
      i &+= digits
      return whole
    }
    let fraction = loadKnownWord(bytes, i &+ digits &+ 1)
    let places = digitRun(fraction)
    guard word &>> UInt64(truncatingIfNeeded: 8 &* digits) & 0xFF == 0x2E, places >= decimals, places < 8 else {
      return nil
    }
    i &+= digits &+ 1 &+ places
    let value = whole &* powers(decimals) &+ value(ofDigits: fraction, count: decimals)
    if places == decimals { return value }
    // The first digit behind them rounds.
    return fraction &>> UInt64(truncatingIfNeeded: 8 &* decimals) & 0xFF >= 0x35 ? value &+ 1 : value
  }

  @inline(__always)
  private static func powers(_ decimals: Int) -> UInt64 { decimals == 6 ? 1_000_000 : powers[decimals] }

  /// `1.5` with six `decimals` is 1,500,000; digits beyond are rounded. `i` moves to the end of the word.
  ///
  /// - Precondition: `bytes.count >= end + 8`, `decimals <= 6`.
  /// - Returns: `nil` for what is no number, is negative, or does not fit 64 bits.
  @inline(__always)
  static func parse(_ bytes: Span<UInt8>, _ i: inout Int, _ end: Int, decimals: Int) -> UInt64? {
    var value: UInt64 = 0
    let first = i
    // Eight bytes at a time; a number of more digits, or one that ends the line, takes the slow way.
    var word = loadWord(bytes, i)
    var digits = 0
    while digits < 8 {
      let digit = word & 0xFF &- 0x30
      guard digit < 10 else { break }
      value = value &* 10 &+ digit
      word >>= 8
      digits += 1
    }
    i += digits
    guard digits > 0, digits < 8, i <= end else { return slow(bytes, &i, end, first, decimals) }
    var missing = decimals
    if word & 0xFF == UInt64(UInt8(ascii: ".")), i < end {
      i += 1
      var word = loadWord(bytes, i)
      while missing > 0 {
        let digit = word & 0xFF &- 0x30
        guard digit < 10 else { break }
        value = value &* 10 &+ digit
        word >>= 8
        missing -= 1
      }
      i += decimals - missing
      guard i <= end else { return slow(bytes, &i, end, first, decimals) }
      if missing == 0, i < end, isDigit(bytes[i]) { return slow(bytes, &i, end, first, decimals) }
    }
    guard i >= end || bytes[i] <= 0x20 else { return slow(bytes, &i, end, first, decimals) }
    if missing > 0 {
      let (scaled, overflow) = value.multipliedReportingOverflow(by: powers[missing])
      guard !overflow else { return nil }
      value = scaled
    }
    return value
  }

  /// The same for numbers of any length, and for words that are none.
  private static func slow(
    _ bytes: Span<UInt8>, _ i: inout Int, _ end: Int, _ first: Int, _ decimals: Int
  ) -> UInt64? {
    i = first
    var value: UInt64? = 0
    func append(_ digit: UInt64) {
      guard let old = value else { return }
      let (product, overflow) = old.multipliedReportingOverflow(by: 10)
      let (sum, carry) = product.addingReportingOverflow(digit)
      value = overflow || carry ? nil : sum
    }
    while i < end, isDigit(bytes[i]) {
      append(UInt64(bytes[i] - 0x30))
      i += 1
    }
    if i == first { value = nil }
    var missing = decimals
    var roundsUp = false
    if i < end, bytes[i] == UInt8(ascii: ".") {
      i += 1
      var place = 0
      while i < end, isDigit(bytes[i]) {
        if missing > 0 {
          append(UInt64(bytes[i] - 0x30))
          missing -= 1
        } else if place == decimals {
          roundsUp = bytes[i] >= UInt8(ascii: "5")
        }
        place += 1
        i += 1
      }
    }
    while missing > 0 {
      append(0)
      missing -= 1
    }
    if i < end, bytes[i] > 0x20 {
      value = nil
      while i < end, bytes[i] > 0x20 { i += 1 }
    }
    guard let whole = value else { return nil }
    if !roundsUp { return whole }
    let (rounded, overflow) = whole.addingReportingOverflow(1)
    return overflow ? nil : rounded
  }
}
