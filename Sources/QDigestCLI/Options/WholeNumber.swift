import QDigest

/// Options that take a whole number.
enum WholeNumber {
  static func value(of text: String, option: String, in range: ClosedRange<Int>) throws(UsageError) -> Int {
    guard let number = Int(text), range.contains(number) else {
      throw UsageError(
        "\(option) takes a number from \(range.lowerBound) to \(range.upperBound), not '\(InlineText.visible(text))'")
    }
    return number
  }
}
