import QDigest

/// Days as somebody types them: `7d`, `400`.
enum Days {
  static func count(_ text: String, option: String) throws(UsageError) -> Int {
    let digits = text.last == "d" ? text.dropLast() : text[...]
    guard let days = Int(digits), (1...36_500).contains(days) else {
      throw UsageError("\(option) takes a number of days, not '\(InlineText.visible(text))'", hint: "for example 7d")
    }
    return days
  }
}

/// A part of a whole as somebody types it: `1%`, `0.5%`.
enum Share {
  static func value(_ text: String, option: String) throws(UsageError) -> Double {
    let number = text.last == "%" ? text.dropLast() : text[...]
    guard let percent = Double(number), (0...100).contains(percent) else {
      throw UsageError(
        "\(option) takes a percentage from 0 to 100, not '\(InlineText.visible(text))'", hint: "for example 0.5%")
    }
    return percent / 100
  }
}
