/// What the first bytes of an input look like, for choosing the logs in a directory and for telling the user of one
/// that is no slow log what it is instead.
package enum LogKind: String, CaseIterable, Hashable, Sendable {
  case empty = "an empty file"
  case slowLog = "a slow log"
  case prefixedSlowLog = "a slow log with something in front of each line"
  case slowLogTable = "the table mysql.slow_log, exported"
  case generalLog = "a general log"
  case generalLogTable = "the table mysql.general_log, exported"
  case errorLog = "an error log"
  case binaryLog = "a binary log"
  case encryptedBinaryLog = "an encrypted binary log"
  case relayLog = "a relay log"
  case binaryLogText = "the output of mysqlbinlog"
  case report = "the report of another digest tool"
  case dump = "an SQL dump"
  case json = "JSON"
  case html = "HTML"
  case xml = "XML"
  case utf16 = "text in UTF-16"
  case tar = "a tar archive"
  case sqlite = "an SQLite database"
  case executable = "a program"
  case binary = "binary data"
  case text = "text that is no slow log"
}

extension LogKind: CustomStringConvertible {
  /// What it is, to follow "it looks like".
  package var description: String { rawValue }

  /// What can be done with such an input, where that is known.
  package func hint(for input: InputName) -> String? {
    let file = input.shellWord ?? "FILE"
    return switch self {
    case .generalLog, .errorLog: "SELECT @@slow_query_log_file names the slow log"
    case .slowLogTable: "with log_output=FILE the server writes the log that qdigest reads"
    case .utf16: "iconv -f UTF-16 -t UTF-8 \(file) | qdigest -"
    case .tar: "tar -xOf \(file) | qdigest -"
    default: nil
    }
  }

  /// Tells what a file is by its first bytes: a KB is enough for most, 64 KB for a log that begins in the middle of a
  /// long statement.
  ///
  /// A log is told by the first line that only one kind of log has. The text of a statement may hold anything, but in
  /// a slow log a header stands before it, in a general log the line of its command.
  package static func looksLike(_ prefix: Span<UInt8>) -> LogKind {
    let bytes = [UInt8](capacity: prefix.count) { array in
      for index in prefix.indices { array.append(prefix[index]) }
    }
    if bytes.isEmpty { return .empty }
    if let kind = kindByMark(bytes) { return kind }
    let text = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...]
    var hasBanner = false
    for line in text.split(separator: UInt8(ascii: "\n")) {
      if let kind = LogLine.kind(of: line) { return kind }
      hasBanner = hasBanner || LogLine.isBanner(line)
    }
    if let kind = kindByStart(text) { return kind }
    if text.split(separator: UInt8(ascii: "\n")).contains(where: LogLine.hasHeaderInside) { return .prefixedSlowLog }
    if isBinary(text) { return .binary }
    // A log to which nothing has been written yet; a general log has the same banner.
    return hasBanner ? .slowLog : .text
  }
}

extension LogKind {
  /// Files that begin with a mark of their own.
  private static func kindByMark(_ bytes: [UInt8]) -> LogKind? {
    if bytes.starts(with: [0xFE, 0x62, 0x69, 0x6E]) {
      /// The flags of the first event: 4 bytes of mark, then 17 of the event's header.
      let flags = 4 + 17
      return bytes.count > flags && bytes[flags] & 0x40 != 0 ? .relayLog : .binaryLog
    }
    if bytes.starts(with: [0xFD, 0x62, 0x69, 0x6E]) { return .encryptedBinaryLog }
    if bytes.starts(with: [0x7F, 0x45, 0x4C, 0x46]) { return .executable }
    if bytes.starts(with: Array("SQLite format 3\0".utf8)) { return .sqlite }
    if bytes.dropFirst(257).starts(with: Array("ustar".utf8)) { return .tar }
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) || hasWideCharacters(bytes) {
      return .utf16
    }
    return nil
  }

  /// Whether every other one of the first 32 bytes is NUL and the rest are not: UTF-16 without a mark.
  private static func hasWideCharacters(_ bytes: [UInt8]) -> Bool {
    guard bytes.count >= 32 else { return false }
    let even = stride(from: 0, to: 32, by: 2).filter { bytes[$0] == 0 }.count
    let odd = stride(from: 1, to: 32, by: 2).filter { bytes[$0] == 0 }.count
    return (even == 0 && odd == 16) || (even == 16 && odd == 0)
  }

  /// Texts that are told by how they begin.
  private static func kindByStart(_ text: ArraySlice<UInt8>) -> LogKind? {
    let start = text.drop { $0 <= UInt8(ascii: " ") }
    func begins(_ words: String) -> Bool { start.starts(with: words.utf8) { $0 | 0x20 == $1 | 0x20 } }
    if begins("<!doctype html") || begins("<html") { return .html }
    if begins("<?xml") { return .xml }
    if begins("-- MySQL dump") || begins("-- MariaDB dump") || begins("/*M!999999\\- enable the sandbox") {
      return .dump
    }
    let second = start.dropFirst().first { $0 > UInt8(ascii: " ") }
    let mayFollow = start.first == UInt8(ascii: "{") ? #""}"# : start.first == UInt8(ascii: "[") ? #"{["]"# : ""
    if let second, mayFollow.utf8.contains(second) { return .json }
    return LogLine.tableKind(start.prefix { $0 != UInt8(ascii: "\n") })
  }

  /// Whether more than a tenth are bytes that no text has.
  private static func isBinary(_ text: ArraySlice<UInt8>) -> Bool {
    let controls = text.count { $0 < 0x20 && !(0x07...0x0D).contains($0) && $0 != 0x1B }
    return controls * 10 > text.count
  }
}
