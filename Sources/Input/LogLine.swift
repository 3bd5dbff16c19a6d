/// What single lines tell about the log they stand in.
enum LogLine {
  /// The kind of log that only such a line can belong to, if it is telling at all.
  static func kind(of line: ArraySlice<UInt8>) -> LogKind? {
    guard let first = line.first else { return nil }
    switch first {
    case UInt8(ascii: "#"): return kindOfComment(line)
    case UInt8(ascii: "0")...UInt8(ascii: "9"):
      return isErrorLine(line) ? .errorLog : isGeneralLine(line) ? .generalLog : nil
    case UInt8(ascii: "\t"): return isGeneralLine(line) ? .generalLog : nil
    case UInt8(ascii: "C"), UInt8(ascii: "R"):
      let isReport =
        starts(line, "Count: ") && contains(line, " Time=") || starts(line, "Reading mysql slow query log from")
      return isReport ? .report : nil
    default: return nil
    }
  }

  /// Whether this is one of the lines that a server writes when it opens a slow or general log.
  static func isBanner(_ line: ArraySlice<UInt8>) -> Bool {
    starts(line, "Tcp port: ") || starts(line, "TCP Port: ")
      || (starts(line, "Time") && contains(line, "Id Command"))
  }

  /// Whether a header of a slow log stands in the line, but not at its start.
  static func hasHeaderInside(_ line: ArraySlice<UInt8>) -> Bool {
    headers.contains { contains(line.prefix(300), $0) }
  }

  /// A row, or the row of names, of one of the server's log tables, as CSV or with tabs.
  static func tableKind(_ line: ArraySlice<UInt8>) -> LogKind? {
    let fields = Array(line.prefix(2000)).filter { $0 != UInt8(ascii: "\"") }
      .split(omittingEmptySubsequences: false) { $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: "\t") }
    guard fields.count > 3 else { return nil }
    let names = (String(decoding: fields[0], as: UTF8.self), String(decoding: fields[1], as: UTF8.self))
    if names == ("start_time", "user_host") { return .slowLogTable }
    if names == ("event_time", "user_host") { return .generalLogTable }
    let isRow =
      fields[0].count >= 19 && fields[0].dropFirst(4).first == UInt8(ascii: "-") && contains(fields[1], "] @ ")
    guard isRow else { return nil }
    return fields[2].contains(UInt8(ascii: ":")) ? .slowLogTable : .generalLogTable
  }
}

extension LogLine {
  private static let headers = ["# Time: ", "# User@Host: ", "# Query_time: "]

  private static func kindOfComment(_ line: ArraySlice<UInt8>) -> LogKind? {
    if (headers + ["# Thread_id: ", "# administrator command: "]).contains(where: { starts(line, $0) }) {
      return .slowLog
    }
    if starts(line, "# Overall: ") || starts(line, "# Profile") { return .report }
    if contains(line, " server id ") && contains(line, "end_log_pos ") { return .binaryLogText }
    return nil
  }

  /// `2024-01-01T00:00:00.000000Z 0 [System] [MY-010116] [Server] ...`, `130101 12:00:00 mysqld_safe Starting ...`
  private static func isErrorLine(_ line: ArraySlice<UInt8>) -> Bool {
    let tags = [" [Note] ", " [Warning] ", " [ERROR] ", " [Error] ", " [System] ", " mysqld_safe ", " mariadbd-safe "]
    return tags.contains { contains(line.prefix(100), $0) }
  }

  /// `2024-01-01T00:00:00.000000Z⇥    8 Query⇥SELECT 1`; the time may be missing: `⇥⇥    8 Query⇥SELECT 1`.
  ///
  /// Wide gaps tell the line from other text that begins with a time; where tools have squeezed them, a `T` in the time
  /// has to do.
  private static func isGeneralLine(_ line: ArraySlice<UInt8>) -> Bool {
    let line = Array(line.prefix(100))
    for index in line.indices.dropFirst(2) {
      let before = line[..<index]
      if line[index - 1] == UInt8(ascii: " "), (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(line[index - 2]) {
        let isSqueezed = before.contains(UInt8(ascii: "T"))
        let hasGap = isSqueezed || before.contains(UInt8(ascii: "\t")) || contains(before, "   ")
        let gap = isSqueezed ? " " : "  "
        if hasGap && commands.contains(where: { isCommand($0, line[index...], gap: gap) }) { return true }
      }
      guard "0123456789 \t:.-+TZ".utf8.contains(line[index]) else { return false }
    }
    return false
  }

  private static let commands = [
    "Query", "Connect", "Quit", "Prepare", "Execute", "Init DB", "Close stmt", "Reset stmt", "Fetch", "Long Data",
    "Statistics", "Ping", "Field List", "Change user", "Binlog Dump", "Binlog Dump GTID", "Refresh", "Shutdown", "Kill",
    "Debug", "Processlist", "Create DB", "Drop DB", "Register Slave", "Register Replica", "Connect Out", "Set option",
    "Delayed insert", "Reset Connection", "Daemon", "Sleep", "Table Dump", "Time",
  ]

  /// Whether `bytes` begin with the command, and a gap or the end of the line behind it.
  private static func isCommand(_ command: String, _ bytes: ArraySlice<UInt8>, gap: String) -> Bool {
    guard starts(bytes, command) else { return false }
    let rest = bytes.dropFirst(command.utf8.count)
    return rest.isEmpty || rest.first == UInt8(ascii: "\t") || rest.first == UInt8(ascii: "\r") || starts(rest, gap)
  }

  private static func starts(_ bytes: ArraySlice<UInt8>, _ words: String) -> Bool { bytes.starts(with: words.utf8) }

  private static func contains(_ bytes: some Collection<UInt8>, _ words: String) -> Bool {
    let words = Array(words.utf8)
    var rest = bytes[...]
    while let start = rest.firstIndex(of: words[0]) {
      rest = rest[start...]
      if rest.starts(with: words) { return true }
      rest = rest.dropFirst()
    }
    return false
  }
}
