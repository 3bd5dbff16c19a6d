/// The grammar of numbers: `-? (0 | [1-9][0-9]*) ("." [0-9]+)? ([eE] [+-]? [0-9]+)?`
enum JSONNumber {
  /// The end of the number that begins at `start`, or `nil` where there is none, or one that is followed by what could
  /// only be more of it (`01`, `1.`).
  static func end(in bytes: [UInt8], from start: Int) -> Int? {
    var index = start
    func digits() -> Int {
      var end = index
      while end < bytes.count, isDigit(bytes[end]) { end += 1 }
      return end
    }
    if index < bytes.count, bytes[index] == UInt8(ascii: "-") { index += 1 }
    let whole = digits()
    guard whole > index, bytes[index] != UInt8(ascii: "0") || whole == index + 1 else { return nil }
    index = whole
    if index < bytes.count, bytes[index] == UInt8(ascii: ".") {
      index += 1
      let fraction = digits()
      guard fraction > index else { return nil }
      index = fraction
    }
    if index < bytes.count, bytes[index] | 0x20 == UInt8(ascii: "e") {
      index += 1
      if index < bytes.count, bytes[index] == UInt8(ascii: "+") || bytes[index] == UInt8(ascii: "-") { index += 1 }
      let exponent = digits()
      guard exponent > index else { return nil }
      index = exponent
    }
    return index
  }

  /// Whether a text is a number and nothing else.
  static func isNumber(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    return end(in: bytes, from: 0) == bytes.count
  }

  private static func isDigit(_ byte: UInt8) -> Bool { byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") }
}
