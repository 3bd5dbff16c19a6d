import SQLText

extension HeaderLine {
  /// How far an event's header at `offset` is complete.
  enum Completeness { case complete, incomplete, unknown }

  /// Whether the header that begins at `offset` has a `# Query_time:` line and, if `needsTimestamp`, is followed by the
  /// `SET timestamp=…;` that the server writes, with a statement behind it; `.unknown` if the bytes end before that can
  /// be told.
  ///
  /// Lines with `#` are comments to SQL, and a column may be called `timestamp`: `UPDATE t`, a whole header and `SET
  /// timestamp=1` are one statement. But there is no statement behind it.
  static func completeness(
    _ bytes: Span<UInt8>, _ offset: Int, _ end: Int, needsTimestamp: Bool, isFinal: Bool
  ) -> Completeness {
    var i = offset
    var hasQueryTime = false
    for _ in 0..<200 {
      guard i < end else { return .unknown }
      let lineEnd = firstIndex(of: 0x0A, in: bytes, from: i, to: end)
      // `us` may become `use `.
      if !isFinal, end - i < 4 { return .unknown }
      if bytes[i] == UInt8(ascii: "#") {
        if has("# Query_time: ", at: i, in: bytes), i + 14 < end, isDigit(bytes[i + 14]) { hasQueryTime = true }
      } else if has("use ", at: i, in: bytes) {
        guard hasQueryTime else { return .incomplete }
      } else {
        guard hasQueryTime else { return .incomplete }
        guard needsTimestamp else { return .complete }
        if lineEnd == end { return .unknown }
        guard isSetting(bytes, i, lineEnd) else { return .incomplete }
        let next = lineEnd + 1
        if !isFinal, !isThere(bytes, next, end) { return .unknown }
        if next >= end || isVersion(bytes, next, end) { return .incomplete }
        return beginsEvent(bytes, next, end) && !has("# administrator", at: next, in: bytes) ? .incomplete : .complete
      }
      if lineEnd == end { return .unknown }
      i = lineEnd + 1
    }
    return .incomplete
  }

  /// Whether there is enough of the line to tell it from a header or a banner.
  static func isThere(_ bytes: Span<UInt8>, _ line: Int, _ end: Int) -> Bool {
    line + 1_024 <= end || line + 64 <= end && firstIndex(of: 0x0A, in: bytes, from: line, to: end) < end
  }

  /// `SET timestamp=1795336035;`, also with `last_insert_id` and `insert_id` before it.
  private static func isSetting(_ bytes: Span<UInt8>, _ line: Int, _ lineEnd: Int) -> Bool {
    var end = lineEnd
    if end > line, bytes[end - 1] == 0x0D { end -= 1 }
    guard has("SET ", at: line, in: bytes), end > line, bytes[end - 1] == UInt8(ascii: ";") else { return false }
    for i in line..<end where has("timestamp=", at: i, in: bytes) {
      let digits = (i + 10)..<(end - 1)
      return !digits.isEmpty && digits.allSatisfy { isDigit(bytes[$0]) || bytes[$0] == UInt8(ascii: ".") }
    }
    return false
  }
}
