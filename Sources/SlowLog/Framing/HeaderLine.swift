import SQLText

/// Tells by a line's first bytes what a server may have begun there.
package enum HeaderLine {
  /// The first eight bytes of lines that matter, the first byte lowest.
  enum Word {
    static let hashTime: UInt64 = 0x203a_656d_6954_2023  // `# Time: `
    static let hashUser: UInt64 = 0x4840_7265_7355_2023  // `# User@H`
    static let hashQuery: UInt64 = 0x5f79_7265_7551_2023  // `# Query_`
    static let hashAdministrator: UInt64 = 0x696e_696d_6461_2023  // `# admini`
    static let setTimestamp: UInt64 = 0x656d_6974_2054_4553  // `SET time`
    static let stamp: UInt64 = 0x0000_3d70_6d61_7473  // `stamp=`, the upper two bytes free
    static let select: UInt64 = 0x0020_7463_656c_6573  // `select `, in any case
    static let insert: UInt64 = 0x0020_7472_6573_6e69  // `insert `, in any case
    static let update: UInt64 = 0x0020_6574_6164_7075  // `update `, in any case
    static let delete: UInt64 = 0x0020_6574_656c_6564  // `delete `, in any case
  }

  /// Whether an event's header begins with the line at `offset`: `# Time: `, `# User@Host: `, and where the log
  /// has neither, `# Query_time: ` (`log_short_format`) or the text of an administrator command.
  package static func beginsEvent(_ bytes: Span<UInt8>, _ offset: Int, _ end: Int) -> Bool {
    guard offset + 3 < end, bytes[offset] == UInt8(ascii: "#"), bytes[offset + 1] == UInt8(ascii: " ") else {
      return false
    }
    switch loadWord(bytes, offset) {
    case Word.hashTime: return isTime(bytes, offset, end)
    case Word.hashUser: return has("# User@Host: ", at: offset, in: bytes)
    case Word.hashQuery:
      return has("# Query_time: ", at: offset, in: bytes) && offset + 14 < end && isDigit(bytes[offset + 14])
    case Word.hashAdministrator: return has("# administrator command: ", at: offset, in: bytes)
    default: return bytes[offset + 2] == UInt8(ascii: "T") && isTime(bytes, offset, end)
    }
  }

  /// Whether the `#` line at `offset` is one of attributes, as far as two letters tell: not of an account, a time, a plan
  /// or warnings, nor the next event's `# Query_time`.
  @inline(__always)
  static func mayHoldAttributes(_ bytes: Span<UInt8>, _ offset: Int, _ hasQueryTime: Bool) -> Bool {
    guard bytes[offset + 1] == 0x20 else { return false }
    let next = bytes[offset + 3]
    return switch bytes[offset + 2] {
    case UInt8(ascii: "Q"): !hasQueryTime || next == UInt8(ascii: "C")
    case UInt8(ascii: "T"): next == UInt8(ascii: "m") || next == UInt8(ascii: "h")
    case UInt8(ascii: "R"), UInt8(ascii: "B"), UInt8(ascii: "P"), UInt8(ascii: "I"), UInt8(ascii: "F"),
      UInt8(ascii: "S"), UInt8(ascii: "L"):
      true
    default: false
    }
  }

  /// Whether the line at `offset` begins with the verb of a usual statement: then it is no banner, whose first line begins
  /// with the server's path.
  @inline(__always)
  static func beginsStatement(_ bytes: Span<UInt8>, _ offset: Int) -> Bool {
    switch loadWord(bytes, offset) & 0x00ff_ffff_ffff_ffff | 0x0000_2020_2020_2020 {
    case Word.select, Word.insert, Word.update, Word.delete: true
    default: false
    }
  }

  /// `# Time: ` or, since MariaDB 10.8, `# Time:` and a tab; then a digit.
  static func isTime(_ bytes: Span<UInt8>, _ offset: Int, _ end: Int) -> Bool {
    guard loadWord(bytes, offset) & 0x00ff_ffff_ffff_ffff == Word.hashTime & 0x00ff_ffff_ffff_ffff else { return false }
    var i = offset + 7
    while i < end, bytes[i] == 0x20 || bytes[i] == 9 { i += 1 }
    return i > offset + 7 && i < end && isDigit(bytes[i])
  }

  /// Whether the line at `offset` is the first one of a banner: `…mysqld, Version: 9.7.4 (…). started with:`.
  static func isVersion(_ bytes: Span<UInt8>, _ offset: Int, _ end: Int) -> Bool {
    // The line's end decides nearly always.
    var lineEnd = firstIndex(of: 0x0A, in: bytes, from: offset, to: min(end, offset + 1024))
    while lineEnd > offset, bytes[lineEnd - 1] <= 0x20 { lineEnd -= 1 }
    guard has("started with:", at: lineEnd - 13, in: bytes) || has("embedded library", at: lineEnd - 16, in: bytes),
      bytes[offset] != UInt8(ascii: "#"), bytes[offset] != UInt8(ascii: "-")
    else { return false }
    var i = offset
    while i + 11 < lineEnd {
      if has(", Version: ", at: i, in: bytes) { return true }
      i += 1
    }
    return false
  }

  /// Whether the line at `offset` is the second or third one of a banner.
  static func isBannerTail(_ bytes: Span<UInt8>, _ offset: Int, _ end: Int) -> Bool {
    guard offset < end, bytes[offset] == UInt8(ascii: "T") else { return false }
    if hasCaseless("tcp port: ", at: offset, in: bytes) { return true }
    guard has("Time", at: offset, in: bytes) else { return false }
    var i = offset + 4
    while i < end, bytes[i] == 0x20 || bytes[i] == 9 { i += 1 }
    guard i > offset + 4, has("Id", at: i, in: bytes) else { return false }
    i += 2
    while i < end, bytes[i] == 0x20 || bytes[i] == 9 { i += 1 }
    return has("Command", at: i, in: bytes)
  }

  /// Where a banner begins of which the line at `offset` is the first or second one, or `nil`.
  static func bannerStart(_ bytes: Span<UInt8>, _ offset: Int, _ end: Int, notBefore lowest: Int) -> Int? {
    if isVersion(bytes, offset, end) { return offset }
    guard isBannerTail(bytes, offset, end), offset > lowest else { return nil }
    var line = offset - 1
    while line > lowest, bytes[line - 1] != 0x0A { line -= 1 }
    return isVersion(bytes, line, end) ? line : nil
  }
}
