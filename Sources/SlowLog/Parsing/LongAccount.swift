import SQLText

/// Finds the end of a `# User@Host:` whose name has newlines in it.
///
/// Servers write the account's name and, in brackets, that of the client, both as they are: a name that holds a whole
/// event makes one in the log. But the name is there twice, and ` @ host [address]` comes behind the second time.
///
///     # User@Host: a
///     # Query_time: 9
///     SELECT 1;
///     [a
///     # Query_time: 9
///     SELECT 1;
///     ] @ localhost [127.0.0.1]
enum LongAccount {
  /// Room for a name of 128 characters of four bytes, twice, and a host.
  static let longest = 1_400

  /// Where the line ends that ends the account at `start`, if the account has newlines in it, or `nil`.
  static func lineEnd(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Int? {
    let limit = min(end, start + longest)
    var line = firstIndex(of: 0x0A, in: bytes, from: start, to: limit)
    while line < limit {
      let next = firstIndex(of: 0x0A, in: bytes, from: line + 1, to: limit)
      // Of a name that is there just once a line of another account is no part.
      if bytes[start] == UInt8(ascii: "["), has("# User@Host: ", at: line + 1, in: bytes) { return nil }
      if let bracket = closing(bytes, line + 1, next), isTwice(bytes, start, bracket) { return next }
      line = next
    }
    return nil
  }

  /// Where `] @ ` stands in a line that ends like an account.
  private static func closing(_ bytes: Span<UInt8>, _ line: Int, _ lineEnd: Int) -> Int? {
    var end = lineEnd
    while end > line, bytes[end - 1] <= 0x20 || isDigit(bytes[end - 1]) { end -= 1 }
    if end < lineEnd, has("Id:", at: end - 3, in: bytes) { end -= 3 }
    while end > line, bytes[end - 1] <= 0x20 { end -= 1 }
    guard end > line, bytes[end - 1] == UInt8(ascii: "]") else { return nil }
    var i = end - 1
    while i >= line {
      if has("] @ ", at: i, in: bytes) { return i }
      i -= 1
    }
    return nil
  }

  /// Whether what stands before `bracket` is a name, `[`, and the same name, or `[` and a name.
  private static func isTwice(_ bytes: Span<UInt8>, _ start: Int, _ bracket: Int) -> Bool {
    if bytes[start] == UInt8(ascii: "[") {
      // An account without a name: only where the first line does not look whole.
      let line = firstIndex(of: 0x0A, in: bytes, from: start, to: bracket)
      return closing(bytes, start, line) == nil
    }
    let length = (bracket - start - 1) / 2
    guard length > 0, start + 2 * length + 1 == bracket, bytes[start + length] == UInt8(ascii: "[") else {
      return false
    }
    return (0..<length).allSatisfy { bytes[start + $0] == bytes[start + length + 1 + $0] }
  }
}
