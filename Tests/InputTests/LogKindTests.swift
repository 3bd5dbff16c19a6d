import Foundation
import Testing

@testable import Input

@Suite struct LogKindTests {
  struct Example: CustomTestStringConvertible {
    var kind: LogKind
    var name: String
    var bytes: [UInt8]
    init(_ kind: LogKind, _ name: String, _ text: String) { self.init(kind, name, Array(text.utf8)) }
    init(_ kind: LogKind, _ name: String, _ bytes: [UInt8]) { (self.kind, self.name, self.bytes) = (kind, name, bytes) }
    var testDescription: String { name }
  }

  private func kind(_ bytes: [UInt8]) -> LogKind { LogKind.looksLike(bytes.span) }

  static let banner = """
    /usr/sbin/mysqld, Version: 8.0.36 (MySQL Community Server - GPL). started with:
    Tcp port: 3306  Unix socket: /var/run/mysqld/mysqld.sock
    Time                 Id Command    Argument

    """

  @Test(arguments: [
    Example(.slowLog, "MySQL 8", "# Time: 2026-11-22T08:00:00.000001Z\n# User@Host: a[a] @ b []\n"),
    Example(.slowLog, "no time", "# User@Host: a[a] @ b []  Id: 5\n"),
    Example(.slowLog, "neither time nor account", "# Query_time: 0.1  Lock_time: 0\nSELECT 1;\n"),
    Example(.slowLog, "administrator command first", "# administrator command: Quit;\n"),
    Example(.slowLog, "Windows line ends", "\r\n# Time: 071015 21:43:52\r\n"),
    Example(.slowLog, "mark of UTF-8 first", "\u{FEFF}# Time: 071015 21:43:52\n"),
    Example(.slowLog, "banner", banner + "# Time: 071015 21:43:52\n"),
    Example(.slowLog, "nothing but the banner", banner),
    Example(
      .slowLog, "Windows banner", "C:\\mysqld, Version: 5.1.30. started with:\r\nTCP Port: 3306, Named Pipe: MySQL\r\n"),
    Example(.slowLog, "begins in a statement", "{\"a\": 1}'),\n('[Note]', 2);\n# User@Host: a[a] @ b []\n"),
    Example(.slowLog, "begins in a blob", "\u{0}\u{1}\u{2}\u{3}\u{0}\u{1}');\n# Time: 071015 21:43:52\n"),
    Example(
      .slowLog, "general log in a statement",
      "# Query_time: 1\nINSERT INTO t VALUES ('\n2026-11-22T08:00:00.000001Z\t    8 Query\tSELECT 1');\n"),
    Example(
      .generalLog, "MySQL 8", banner + "2026-11-22T08:00:00.000001Z\t    8 Connect\troot@localhost on  using Socket\n"),
    Example(.generalLog, "time left out", banner + "\t\t    8 Query\tSELECT 1\n"),
    Example(.generalLog, "MySQL 5.0", "051007 21:55:24\t     42 Connect     root@localhost on db1\n"),
    Example(.generalLog, "no tabs", "100211  0:55:24      51 Query       SELECT category_id\n"),
    Example(.generalLog, "MariaDB", "261122  7:57:58\t     3 Init DB\tshop\n"),
    Example(.generalLog, "end of a connection", "261122  7:57:58\t     3 Quit\t\n"),
    Example(
      .generalLog, "slow log in a statement",
      "2026-11-22T08:00:00.000001Z\t    8 Query\tSELECT '\n# Time: 071015 21:43:52\n'\n"),
    Example(.text, "a time before a word", "2026-11-22 08:00:00 Query was slow\n"),
    Example(.errorLog, "MySQL 8", "2026-11-22T08:00:00.1Z 0 [System] [MY-010116] [Server] /usr/sbin/mysqld starting\n"),
    Example(.errorLog, "MySQL 5.7", "2018-01-01T00:00:00.000000Z 0 [Note] mysqld (mysqld 5.7.1) starting\n"),
    Example(.errorLog, "MariaDB", "2026-11-22  8:00:00 0 [Warning] Could not increase number of files\n"),
    Example(.errorLog, "MySQL 5.5", "130101 12:00:00 mysqld_safe Starting mysqld daemon\n"),
    Example(.errorLog, "free text first", "mysqld: ready\n130101 12:00:00 [ERROR] Aborting\n"),
    Example(.binaryLog, "binary log", [0xFE, 0x62, 0x69, 0x6E] + [UInt8](repeating: 0, count: 40)),
    Example(.binaryLog, "binary log, cut", [0xFE, 0x62, 0x69, 0x6E]),
    Example(.relayLog, "relay log", [0xFE, 0x62, 0x69, 0x6E] + [UInt8](repeating: 0, count: 17) + [0x40, 0, 7]),
    Example(.encryptedBinaryLog, "encrypted binary log", [0xFD, 0x62, 0x69, 0x6E, 1]),
    Example(
      .binaryLogText, "mysqlbinlog",
      "/*!40019 SET @@session.max_insert_delayed_threads=0*/;\n# at 4\n#071207 12:02:50 server id 21  end_log_pos 98 \tStart\n"
    ),
    Example(
      .slowLogTable, "CSV", #""2026-11-22 08:00:00.123456","root[root] @ localhost []","00:00:10","00:00:00",1,0,"#),
    Example(.slowLogTable, "names of columns", "start_time\tuser_host\tquery_time\tlock_time\n"),
    Example(
      .generalLogTable, "CSV", #""2026-11-22 08:00:00.123456","root[root] @ localhost []",8,1,"Query","select 1""#),
    Example(.generalLogTable, "names of columns", #""event_time","user_host","thread_id","server_id""#),
    Example(.prefixedSlowLog, "a time before each line", "2026-11-22T08:00:00Z # User@Host: a[a] @ b []\n"),
    Example(.report, "pt-query-digest", "\n# 350ms user time, 10ms system time\n# Overall: 3 total, 2 unique\n"),
    Example(.report, "mysqldumpslow", "\nReading mysql slow query log from slow.log\nCount: 1  Time=1.00s (1s)\n"),
    Example(.dump, "mysqldump", "-- MySQL dump 10.13  Distrib 8.0.36\n--\n"),
    Example(.json, "object", " {\n \"classes\": []}"),
    Example(.json, "array", "[{\"prio\": 2}]"),
    Example(.json, "error log in JSON", #"{ "prio" : 2, "err_code" : 10116, "msg" : "[Note]" }"#),
    Example(.html, "HTML", "<!DOCTYPE HTML>\n<html>"),
    Example(.xml, "XML", "<?xml version=\"1.0\"?>"),
    Example(.utf16, "UTF-16 with mark", [0xFF, 0xFE, 0x23, 0]),
    Example(.utf16, "UTF-16 without mark", Array("# Time: 071015 21:43:52\n".utf8.flatMap { [$0, 0] })),
    Example(.tar, "tar", Array("slow.log".utf8) + [UInt8](repeating: 0, count: 249) + Array("ustar\u{0}00".utf8)),
    Example(.sqlite, "SQLite", "SQLite format 3\u{0}"),
    Example(.executable, "program", [0x7F, 0x45, 0x4C, 0x46, 2, 1, 1]),
    Example(.binary, "random bytes", (0..<200).map { UInt8(truncatingIfNeeded: $0 &* 37 & 0x1F) }),
    Example(.text, "queries", "SELECT c FROM t WHERE id=1\n/* Hello, world! */ SELECT * FROM t2 LIMIT 1\n"),
    Example(.text, "a list in brackets", "[2026-11-22] up\n"),
    Example(.text, "Latin-1", Array("SELECT '".utf8) + [0xE9, 0xE8, 0xFC] + Array("'\n".utf8)),
    Example(.empty, "nothing", ""),
  ])
  func isToldByTheFirstBytes(_ example: Example) {
    #expect(kind(example.bytes) == example.kind)
  }

  @Test func anyPrefixOfASlowLogIsNeverTakenForAnotherLog() {
    let log = Array(Self.banner.utf8) + SampleText.log(1_000)
    for size in 1...log.count {
      #expect([.slowLog, .text].contains(kind(Array(log[..<size]))), "\(size) bytes")
    }
  }

  @Test func everyKindHasWordsOfItsOwn() {
    #expect(Set(LogKind.allCases.map(\.description)).count == LogKind.allCases.count)
    #expect(LogKind.utf16.hint(for: InputName(path: "slow.log")) == "iconv -f UTF-16 -t UTF-8 slow.log | qdigest -")
    #expect(LogKind.tar.hint(for: .standardInput) == "tar -xOf FILE | qdigest -")
    #expect(LogKind.generalLog.hint(for: .memory) == "SELECT @@slow_query_log_file names the slow log")
    #expect(LogKind.slowLog.hint(for: .memory) == nil)
  }

  @Test func frontIsWhatWasDeliveredFirst() throws {
    let plain = SampleText.log(20_000)
    for stored in [plain, Packing.gzip(plain), Packing.zstd(plain)] {
      var source = try ByteSource.bytes(stored)
      #expect(source.front.isEmpty)
      _ = readAll(&source, chunk: 1_500)
      #expect(source.front == Array(plain.prefix(4096)))
    }
  }
}

/// The compatibility data beside the package, where it is there.
@Suite struct LogKindOfRealLogsTests {
  static let folder =
    ProcessInfo.processInfo.environment["QDIGEST_SHARED"]
    ?? URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("../../../shared")
    .standardizedFileURL.path

  @Test(
    .enabled(if: FileManager.default.fileExists(atPath: folder + "/compat"), "no compatibility data beside the package")
  )
  func samplesAreTakenForWhatTheyAre() throws {
    let samples = Self.folder + "/compat/samples/"
    // Statements without any header.
    let headless = ["slow006-session-1.txt", "slow006-session-2.txt"]
    for name in try FileManager.default.contentsOfDirectory(atPath: samples).sorted() {
      let expected: LogKind =
        if name.hasPrefix("rawlog") || headless.contains(name) {
          .text
        } else if name.hasPrefix("binlog") {
          .binaryLogText
        } else if name.hasPrefix("genlog") || name == "digest_pt-234-profile.log" {
          .generalLog
        } else {
          .slowLog
        }
      var source = try ByteSource.open(path: samples + name)
      #expect(readAll(&source).losses.isEmpty)
      #expect(LogKind.looksLike(source.front.span) == expected, "\(name)")
    }
  }

  @Test(.enabled(if: FileManager.default.fileExists(atPath: folder + "/logs"), "no recorded logs beside the package"))
  func recordedLogsAreReadWhole() throws {
    let inputs = InputSet(arguments: [Self.folder + "/logs"])
    #expect(inputs.problems.isEmpty)
    #expect(inputs.files.count == 10)
    for server in ["mysql97", "mariadb1011"] {
      let rotated = InputSet(arguments: [Self.folder + "/logs/\(server)-rotated"])
      #expect(
        rotated.files.map { $0.name.description.split(separator: "/").last } == [
          "slow.log", "slow.log.1", "slow.log.2.gz",
        ])
      #expect(rotated.notes.isEmpty && rotated.problems.isEmpty)
      for file in rotated.files {
        var source = try file.open()
        #expect(readAll(&source).losses.isEmpty)
        #expect(LogKind.looksLike(source.front.span) == .slowLog)
      }
    }
  }
}
