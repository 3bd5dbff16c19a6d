import SQLText
import SlowLog

/// What the parser makes of a log, as texts, so that two ways of reading it can be compared.
struct FramedLog: Equatable {
  /// Each event's statement.
  var statements: [String] = []
  var queryTimes: [UInt64?] = []
  /// How the input is covered: `event`, `banner` or `gap` by the first byte.
  var parts: [Range<Int>] = []
  var gapBytes = 0
  var imitations = 0

  /// Reads a log in pieces that end at `cuts`, each beginning with what the one before left unfinished.
  init(_ log: String, cuts: [Int] = []) { self.init(Array(log.utf8), cuts: cuts) }

  init(_ bytes: [UInt8], cuts: [Int] = []) {
    var parser = ChunkParser(purpose: .ptSkeleton, zone: .utc, maxEventBytes: 1 << 20, seed: 7)
    var chunk = ParsedChunk()
    var start = 0
    for end in cuts + [bytes.count] where end > start {
      let piece = Array(bytes[start..<end]) + [UInt8](repeating: 0, count: scanPadding)
      parser.parse(
        piece.span, to: end - start, before: end == bytes.count ? .nothing : .anything, into: &chunk)
      add(chunk, piece, at: start)
      start += chunk.unfinishedFrom ?? (end - start)
    }
    parts.sort { $0.lowerBound < $1.lowerBound }
  }

  private mutating func add(_ chunk: ParsedChunk, _ piece: [UInt8], at offset: Int) {
    for event in chunk.events {
      statements.append(String(decoding: piece[event.statementStart..<event.statementEnd], as: UTF8.self))
      queryTimes.append(event.hasQueryTime ? event.queryTimeMicros : nil)
      parts.append(offset + event.start..<offset + event.end)
    }
    for banner in chunk.banners { parts.append(offset + banner.start..<offset + banner.end) }
    for gap in chunk.gaps {
      parts.append(offset + gap.lowerBound..<offset + gap.upperBound)
      gapBytes += gap.count
    }
    imitations += chunk.imitations.count
  }

  /// Whether another reading found the same; a banner or gap may have come in pieces.
  func says(_ other: FramedLog) -> Bool {
    statements == other.statements && queryTimes == other.queryTimes && gapBytes == other.gapBytes
      && imitations == other.imitations && parts.first?.lowerBound == other.parts.first?.lowerBound
      && zip(parts, parts.dropFirst()).allSatisfy { $0.upperBound == $1.lowerBound }
      && parts.last?.upperBound == other.parts.last?.upperBound
  }

  /// Whether events, banners and gaps are the whole input, each byte once.
  func covers(_ log: String) -> Bool { covers(Array(log.utf8)) }

  func covers(_ log: [UInt8]) -> Bool {
    var next = 0
    for part in parts {
      guard part.lowerBound == next else { return false }
      next = part.upperBound
    }
    return next == log.count
  }
}

/// Headers and logs to put together.
enum LogText {
  static let banner = """
    /usr/sbin/mysqld, Version: 9.7.4 (MySQL Community Server - GPL). started with:
    Tcp port: 3306  Unix socket: /run/mysqld/mysqld.sock
    Time                 Id Command    Argument

    """

  /// An event in MySQL's layout whose `Query_time` is `number` seconds.
  static func event(_ statement: String, _ number: Int) -> String {
    """
    # Time: 2026-11-22T10:00:00.000001Z
    # User@Host: app[app] @ web-1 [10.0.0.1]  Id:     9
    # Query_time: \(number).000000  Lock_time: 0.000001 Rows_sent: 1  Rows_examined: 2
    SET timestamp=1795341600;
    \(statement);

    """
  }
}
