/// How many classes a report shows: `--limit N | P% | P%:N`.
///
/// With a percentage, classes are taken from the top while those taken before do not yet hold that share of the
/// total; so the class that crosses the line is still shown. With both, whichever comes first ends the list.
package struct ClassLimit: Sendable, Hashable, CustomStringConvertible {
  /// Thousandths of a percent; `nil` if only the number counts.
  package var share: UInt32?
  package var count: Int?

  /// All classes.
  package static let none = ClassLimit(share: nil, count: nil)
  package static let standard = ClassLimit(share: 95_000, count: 20)

  package init(share: UInt32?, count: Int?) {
    self.share = share
    self.count = count
  }

  package var description: String {
    switch (share, count) {
    case (nil, nil): "100%"
    case (nil, let count?): "\(count)"
    case (let share?, nil): "\(Self.percent(share))%"
    case (let share?, let count?): "\(Self.percent(share))%:\(count)"
    }
  }

  /// `95` for 95,000 and `99.5` for 99,500.
  static func percent(_ share: UInt32) -> String { decimalText(UInt128(share), digits: 3) }

  /// Whether one more class is shown after `taken` classes which together have `value` of `total`.
  ///
  /// All of a total are all classes, also those that add nothing to it; a total of nothing limits nothing.
  func admits(taken: Int, value: UInt128, total: UInt128) -> Bool {
    if let count, taken >= count { return false }
    guard let share, share < 100_000, total > 0 else { return true }
    return value * 100_000 < total * UInt128(share)
  }
}

// MARK: - Parsing

extension ClassLimit {
  package init(parsing text: String) throws(OptionError) {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
    switch parts.count {
    case 1 where !parts[0].hasSuffix("%"): self.init(share: nil, count: try Self.count(parts[0], in: text))
    case 1: self.init(share: try Self.share(parts[0], in: text), count: nil)
    case 2: self.init(share: try Self.share(parts[0], in: text), count: try Self.count(parts[1], in: text))
    default: throw Self.malformed(text)
    }
  }

  private static func count(_ text: String, in whole: String) throws(OptionError) -> Int {
    guard let count = Int(text), text.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }) else { throw malformed(whole) }
    guard count > 0 else { throw OptionError("--limit must be at least 1, not '\(whole)'; 100% shows all classes") }
    return count
  }

  private static func share(_ text: String, in whole: String) throws(OptionError) -> UInt32 {
    guard text.hasSuffix("%"), let share = thousandths(text.dropLast()) else { throw malformed(whole) }
    guard share > 0, share <= 100_000 else {
      throw OptionError("--limit: a percentage is above 0 and at most 100, not '\(whole)'")
    }
    return UInt32(share)
  }

  private static func malformed(_ text: String) -> OptionError {
    OptionError("--limit takes a number (20), a percentage (95%) or both (95%:20), not '\(text)'")
  }
}

/// Thousandths of a decimal number without sign; `nil` if it is none or has more than three decimals.
private func thousandths(_ text: Substring) -> UInt64? {
  let parts = text.split(separator: ".", omittingEmptySubsequences: false)
  guard parts.count <= 2, let whole = digits(parts[0]), whole < 1_000_000 else { return nil }
  guard parts.count == 2 else { return whole * 1_000 }
  guard parts[1].count <= 3, let fraction = digits(parts[1]) else { return nil }
  return whole * 1_000 + fraction * [1, 100, 10, 1][parts[1].count]
}

private func digits(_ text: Substring) -> UInt64? {
  text.utf8.allSatisfy { $0 >= 0x30 && $0 <= 0x39 } ? UInt64(text) : nil
}
