/// Damages a log: bytes and lines are taken out, put in, doubled, swapped and changed.
package enum LogMutator {
  /// What a log could hold at the worst place: headers, banners, quotes, line ends, junk.
  private static let lines: [String] = [
    "# Time: 2026-11-22T08:27:15.827956Z", "# Time: 261122  8:02:10", "# Time: x",
    "# User@Host: app[app] @ web1 [10.0.0.1]  Id:    12", "# User@Host: [] @ ",
    "# Query_time: 1.500000  Lock_time: 0.000000 Rows_sent: 1  Rows_examined: 100", "# Query_time: nan",
    "# Query_time:",
    "# Query_time: 99999999999999999999999  Lock_time: -1", "# New_thing: 5  Other_thing: x",
    "# Schema: a b  QC_hit: No",
    "#", "# explain: id select_type", "# administrator command: Quit;", "# administrator command: Quit",
    "use shop;", "use `odd db`;", "use", "SET timestamp=1795336035;", "SET timestamp=1;",
    "SET insert_id=5,timestamp=1795336036;", "SELECT 1;", "SELECT '", "SELECT \"", "SELECT `", "SELECT /*", "*/", "';",
    "/usr/sbin/mysqld, Version: 9.7.4 (Debian). started with:",
    "Tcp port: 3306  Unix socket: /run/mysqld/mysqld.sock", "Time                 Id Command    Argument",
    "Time\t\t    Id Command\tArgument", "Time", ";", "", "\u{0}\u{0}\u{0}",
    "throttle:          5 'x' warning(s) suppressed.;",
    "INSERT INTO t VALUES (1,'a'),(2,'b');", "-- '", "\\", "SELECT 'a\\';",
  ]

  private static let bytes = Array("\n\r'\"`\\/*#;: -0Tu\u{0}".utf8)

  package static func mutate(_ log: [UInt8], edits: Int, _ generator: inout SeededGenerator) -> [UInt8] {
    var log = log
    for _ in 0..<edits { edit(&log, &generator) }
    return log
  }

  private static func edit(_ log: inout [UInt8], _ generator: inout SeededGenerator) {
    guard !log.isEmpty else {
      log = Array(generator.pick(lines).utf8)
      return
    }
    let place = generator.number(0...log.count - 1)
    switch generator.number(0...9) {
    case 0: log.remove(at: place)
    case 1: log[place] = UInt8(truncatingIfNeeded: generator.next())
    case 2: log[place] = generator.pick(bytes)
    case 3: log.insert(generator.pick(bytes), at: place)
    case 4: log.removeSubrange(place..<min(log.count, place + generator.number(1...200)))
    case 5:
      let line = line(log, at: place)
      log.removeSubrange(line)
    case 6:
      let line = line(log, at: place)
      log.insert(contentsOf: Array(log[line]), at: line.lowerBound)
    case 7:
      let line = line(log, at: place)
      let moved = Array(log[line])
      log.removeSubrange(line)
      log.insert(contentsOf: moved, at: self.line(log, at: generator.number(0...max(0, log.count - 1))).lowerBound)
    case 8:
      log.insert(contentsOf: Array((generator.pick(lines) + "\n").utf8), at: line(log, at: place).lowerBound)
    default: log.insert(contentsOf: Array(generator.pick(lines).utf8), at: place)
    }
  }

  /// The line at a place, with its newline.
  private static func line(_ log: [UInt8], at place: Int) -> Range<Int> {
    guard place < log.count else { return log.count..<log.count }
    var start = place
    while start > 0, log[start - 1] != 0x0A { start -= 1 }
    var end = place
    while end < log.count, log[end] != 0x0A { end += 1 }
    return start..<min(end + 1, log.count)
  }
}
