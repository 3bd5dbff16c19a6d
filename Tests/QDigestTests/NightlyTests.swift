import Foundation
import JSONText
import QDigestTestSupport
import Testing

/// The nightly run and the comparison of logs, as their users call them.
@Suite struct NightlyTests {
  /// A night's log: two hundred calls of each of three statements, some of which can be slower.
  private static func log(day: Int, slower: [Int: Double] = [:], extra: String? = nil) -> String {
    var generator = SeededGenerator(seed: UInt64(day))
    var text = ""
    for call in 0..<200 {
      let statements = [
        "SELECT a FROM t WHERE id = \(call)", "SELECT b FROM u WHERE k = '\(call)'", "UPDATE v SET n = \(call)",
      ]
      for (number, statement) in (statements + (extra.map { [$0] } ?? [])).enumerated() {
        let spread = 0.5 + Double(generator.number(0...1_000)) / 1_000
        let time = 0.1 * spread * (slower[number] ?? 1)
        text +=
          "# Time: 2026-11-\(String(100 + day).dropFirst())T\(String(100 + call / 10).dropFirst()):\(String(100 + call % 60).dropFirst()):00.000000Z\n"
        text += "# User@Host: app[app] @ web1 [10.0.0.1]  Id: \(call)\n"
        text +=
          "# Query_time: \(time)  Lock_time: 0.0 Rows_sent: 1  Rows_examined: 10\nSET timestamp=1;\n\(statement);\n"
      }
    }
    return text
  }

  private static func nightly(_ folder: Folder, _ more: String...) throws -> Program.Result {
    try Program.run(
      [
        "nightly", "--history", folder.path + "/h.sqlite", "--report-dir", folder.path + "/www",
        folder.path + "/slow.log",
      ]
        + more)
  }

  private static func json(_ folder: Folder, _ page: String) throws -> JSONValue {
    try JSONValue(parsing: [UInt8](try Data(contentsOf: URL(filePath: folder.path + "/www/" + page))))
  }

  @Test func threeNightsTellOfARegression() throws {
    let folder = try Folder()
    var log = ""
    for day in 20...22 {
      log += Self.log(day: day)
      _ = try folder.file("slow.log", log)
      let result = try Self.nightly(folder)
      #expect(result.status == 0, "\(result.errors)")
      #expect(result.text.contains("/www/2026-11-\(day).html"))
    }
    log += Self.log(day: 23, slower: [1: 3], extra: "DELETE FROM w WHERE x = 7")
    _ = try folder.file("slow.log", log)
    let last = try Self.nightly(folder, "--fail-on", "regression", "--metrics", folder.path + "/q.prom")
    #expect(last.status == 1)
    #expect(last.text.contains("1 new query, 1 regression"))
    let report = try Self.json(folder, "2026-11-23.json")
    let kinds = report["changes"]?.array?.compactMap { $0["kind"]?.string }
    #expect(kinds?.sorted() == ["new", "worse"])
    let html = try String(contentsOfFile: folder.path + "/www/2026-11-23.html", encoding: .utf8)
    #expect(html.contains("select b from u where k = ?"))
    #expect(try String(contentsOfFile: folder.path + "/www/index.html", encoding: .utf8).contains("2026-11-21.html"))
    let metrics = try String(contentsOfFile: folder.path + "/q.prom", encoding: .utf8)
    #expect(metrics.contains("qdigest_events 800\n"))
    #expect(metrics.contains("qdigest_changes{kind=\"worse\"} 1\n"))
    // Nothing new: nothing is counted again.
    let again = try Self.nightly(folder)
    #expect(again.text.contains("Nothing was logged"))
    let compared = try Program.run(["diff", "--history", folder.path + "/h.sqlite", "--format", "json"])
    let changes = try JSONValue(parsing: compared.output)["changes"]?.array ?? []
    #expect(changes.first { $0["kind"]?.string == "worse" }?["metric"]?.string == "Query_time")
  }

  @Test func twoLogsAreCompared() throws {
    let folder = try Folder()
    let before = try folder.file("a.log", Self.log(day: 20))
    let after = try folder.file("b.log", Self.log(day: 21, slower: [0: 2]))
    let result = try Program.run(["diff", "--format", "json", "--fail-on", "regression", before, after])
    #expect(result.status == 1)
    let changes = try #require(try JSONValue(parsing: result.output)["changes"]?.array)
    #expect(changes.count == 1)
    #expect(changes[0]["fingerprint"]?.string == "select a from t where id = ?")
    #expect(changes[0]["kind"]?.string == "worse")
    let ratio = try #require(changes[0]["ratio"]?.double)
    #expect((1.8...2.2).contains(ratio))
    #expect(try #require(changes[0]["p_value"]?.double) < 0.01)
    let same = try Program.run(["diff", "--fail-on", "warning", before, try folder.file("c.log", Self.log(day: 22))])
    #expect(same.status == 0)
    #expect(same.text.hasPrefix("No change beyond noise"))
    // The other way round it is better, also from a digest in a file.
    let packed = folder.path + "/b.qdg"
    #expect(try Program.run(["-f", "qdg", "-o", packed, after]).status == 0)
    let back = try Program.run(["diff", packed, before])
    #expect(back.text.contains("▼ better SELECT t"))
  }

  @Test func aDamagedDigestIsToldSo() throws {
    let folder = try Folder()
    let log = try folder.file("a.log", Self.log(day: 20))
    let packed = folder.path + "/a.qdg"
    #expect(try Program.run(["-f", "qdg", "-o", packed, log]).status == 0)
    var bytes = [UInt8](try Data(contentsOf: URL(filePath: packed)))
    bytes[bytes.count / 2] ^= 0x10
    _ = try folder.file("a.qdg", bytes)
    let result = try Program.run(["diff", packed, log])
    #expect(result.status == 64)
    #expect(result.errors.contains("a.qdg: the packed bytes are damaged"))
  }

  /// Pages show no literal unless they are asked to.
  @Test func pagesHoldNoLiteral() throws {
    let folder = try Folder()
    _ = try folder.file("slow.log", Self.log(day: 20, extra: "SELECT c FROM w WHERE x = 'canary-4711'"))
    #expect(try Self.nightly(folder).status == 0)
    for name in try FileManager.default.contentsOfDirectory(atPath: folder.path + "/www") {
      let page = try String(contentsOfFile: folder.path + "/www/" + name, encoding: .utf8)
      #expect(!page.contains("canary-4711"), "\(name)")
    }
    let other = try Folder()
    _ = try other.file("slow.log", Self.log(day: 20, extra: "SELECT c FROM w WHERE x = 'canary-4711'"))
    #expect(try Self.nightly(other, "--show-samples").status == 0)
    #expect(
      try String(contentsOfFile: other.path + "/www/2026-11-20.html", encoding: .utf8).contains("canary-4711"))
    let mode = try FileManager.default.attributesOfItem(atPath: folder.path + "/h.sqlite")[.posixPermissions] as? Int
    #expect(mode == 0o600)
  }

  /// A literal that looks like an event is told of on every page of the night, and its numbers stand in none.
  @Test func aNightTellsOfImitatedEvents() throws {
    let folder = try Folder()
    let forged =
      "# User@Host: root[root] @ h []\n# Query_time: 900.5  Rows_sent: 1\nSET timestamp=1795341600;\nDROP TABLE forged;\n"
    _ = try folder.file("slow.log", Self.log(day: 20, extra: "INSERT INTO w VALUES ('x\n\(forged)')"))
    let result = try Self.nightly(folder)
    #expect(result.status == 0)
    #expect(result.text.contains("200 statements hold text that imitates a log header"))
    for form in ["html", "md", "txt", "json"] {
      let page = try String(contentsOfFile: folder.path + "/www/2026-11-20." + form, encoding: .utf8)
      #expect(page.contains("imitates a"), "\(form)")
      #expect(!page.contains("900.5") && !page.contains("forged"), "\(form)")
    }
  }

  /// Killed at any moment, the next run counts everything once.
  @Test func killedRunsLoseNothingAndCountNothingTwice() throws {
    let folder = try Folder()
    let seed = Seeds.chosen(77)
    var generator = SeededGenerator(seed: seed)
    var log = ""
    var days = 0
    for day in 20..<(20 + min(8, Seeds.scaled(6))) {
      days += 1
      log += Self.log(day: day)
      _ = try folder.file("slow.log", log)
      let delay = Double(generator.number(0...60)) / 100
      _ = try Program.shell(
        "$Q nightly --history h.sqlite --report-dir www slow.log >/dev/null & p=$!; sleep \(delay); kill -9 $p; wait",
        in: folder.path)
      #expect(try Self.nightly(folder).status == 0)
    }
    let events = try Program.shell(
      "sqlite3 h.sqlite 'SELECT sum(events) FROM run' 2>/dev/null || python3 -c 'import sqlite3; print(sqlite3.connect(\"h.sqlite\").execute(\"SELECT sum(events) FROM run\").fetchone()[0])'",
      in: folder.path)
    #expect(events.text == "\(days * 600)\n", "seed \(seed)")
  }

  @Test func twoRunsDoNotMeet() throws {
    let folder = try Folder()
    _ = try folder.file("slow.log", Self.log(day: 20))
    let result = try Program.shell(
      "exec 9>h.sqlite.lock; flock 9; $Q nightly --history h.sqlite slow.log; echo $?", in: folder.path)
    #expect(result.text == "64\n")
    #expect(result.errors.contains("another run is using"))
  }

  @Test(arguments: [["diff", "a.log"], ["diff", "none.log", "other.log"], ["nightly", "--history", "h.sqlite", "-"]])
  func wrongUsageIsTold(arguments: [String]) throws {
    let folder = try Folder()
    let result = try Program.run(arguments, in: folder.path)
    #expect(result.status == 64)
    #expect(result.errors.hasPrefix("qdigest: "))
  }

  /// Digests in files, merged, are the digest of the logs together.
  @Test func mergedDigestsAreTheWhole() throws {
    let folder = try Folder()
    let logs = try (20...22).map { try folder.file("\($0).log", Self.log(day: $0, slower: [0: Double($0 - 19)])) }
    for log in logs { #expect(try Program.run(["-f", "qdg", "-o", log + ".qdg", log]).status == 0) }
    let merged = try Program.run(["merge", "-f", "json", logs[2] + ".qdg", logs[0] + ".qdg", logs[1] + ".qdg"])
    #expect(merged.status == 0)
    #expect(merged.text == (try Program.run(["-f", "json"] + logs)).text)
    #expect(try Program.run(["merge", "-f", "slowlog", logs[0] + ".qdg"]).status == 64)
  }

  @Test func historyTellsOfRunsAndClasses() throws {
    let folder = try Folder()
    for day in 20...21 {
      _ = try folder.file("slow.log", Self.log(day: day))
      #expect(try Self.nightly(folder).status == 0)
    }
    let history = folder.path + "/h.sqlite"
    let runs = try #require(try JSONValue(parsing: Program.run(["history", "-f", "json", history]).output).array)
    #expect(runs.compactMap { $0["events"]?.integer } == [600, 600])
    #expect(runs.compactMap { $0["page"]?.string } == ["2026-11-20.html", "2026-11-21.html"])
    let id = try Program.run(["fingerprint", "--id", "SELECT a FROM t WHERE id = 1"]).text.prefix(32)
    let lines = try Program.run(["history", "--class", String(id), "-f", "csv", history]).text.split(separator: "\r\n")
    #expect(lines.count == 3)
    #expect(lines.last?.hasPrefix("2,2026-11-21,,200,") == true)
    #expect(try Program.run(["history", "--check", history]).text == "check\nfine\n")
    #expect(try Program.run(["history", folder.path + "/none.sqlite"]).status == 2)
  }

  /// Without a folder a run makes no page; once there is one, the nights before get theirs.
  /// Twenty calls an hour apart.
  private static func quietDay(_ day: Int, seconds: Double) -> String {
    (0..<20).map { hour in
      let time = "2026-11-\(String(100 + day).dropFirst())T\(String(100 + hour).dropFirst()):00:00.000000Z"
      return "# Time: \(time)\n# User@Host: app[app] @ web1 [10.0.0.1]  Id: 1\n"
        + "# Query_time: \(seconds)  Lock_time: 0.0 Rows_sent: 1  Rows_examined: 10\nSELECT a FROM t;\n"
    }.joined()
  }

  @Test func aSundayIsComparedWithUsualSundays() throws {
    let folder = try Folder()
    var log = ""
    for day in 7...29 {
      log += Self.quietDay(day, seconds: day == 29 ? 6 : day % 7 == 1 ? 4 : 1)
      _ = try folder.file("slow.log", log)
      let result = try Program.run(["nightly", "--history", folder.path + "/h.sqlite", folder.path + "/slow.log"])
      // Three before make a usual one.
      #expect(result.text.contains("a usual") == (day >= 28), "\(day): \(result.text)")
      #expect(result.text.contains("50 % more load than on a usual Sunday") == (day == 29))
    }
  }

  @Test func nightsOfAHistoryAreMerged() throws {
    let folder = try Folder()
    var log = ""
    for day in 19...24 {
      log += Self.quietDay(day, seconds: 1)
      _ = try folder.file("slow.log", log)
      _ = try Program.run(
        ["nightly", "--history", folder.path + "/h.sqlite", "--label", "host=a", folder.path + "/slow.log"])
    }
    func events(_ more: String...) throws -> Double? {
      let arguments = ["merge", "--history", folder.path + "/h.sqlite", "-f", "json"] + more
      let result = try Program.run(arguments)
      guard result.status == 0 else { return nil }
      return try JSONValue(parsing: result.output)["input"]?["events"]?.double
    }
    #expect(try events() == 120)
    #expect(try events("--since", "2026-11-21", "--until", "2026-11-23") == 40)
    // The 23rd is a Monday.
    #expect(try events("--weekday", "Monday") == 20)
    #expect(try events("--label", "host=a", "--since", "2026-11-24") == 20)
    #expect(try events("--label", "host=b") == nil)
    #expect(try events("--weekday", "monday", "--until", "2026-11-20") == nil)
    #expect(try events("--weekday", "someday") == nil)
    #expect(try Program.run(["merge", "--since", "7d", folder.path + "/slow.log"]).status == 64)
    #expect(try Program.run(["merge"]).errors.contains("merge needs something to merge"))
  }

  @Test func fewCallsThatMakeTheLoadAreNamed() throws {
    let folder = try Folder()
    var log = ""
    for day in 20...23 {
      log += Self.log(day: day)
      for call in 1...2 {
        log += "# Time: 2026-11-\(day)T23:00:0\(call).000000Z\n# User@Host: app[app] @ web1 [10.0.0.1]  Id: 1\n"
        log += "# Query_time: \(day == 23 ? 900 : call)  Lock_time: 0.0 Rows_sent: 1  Rows_examined: 10\n"
        log += "SET timestamp=1;\nSELECT report FROM years;\n"
      }
      _ = try folder.file("slow.log", log)
      let text = try Self.nightly(folder).text
      let isNamed = text.contains("most of it SELECT years: 2 calls, too few to tell from chance")
      #expect(isNamed == (day == 23), "\(text)")
    }
  }

  @Test func nightsWithoutAPageGetOneOnceThereIsAFolder() throws {
    let folder = try Folder()
    let history = folder.path + "/h.sqlite"
    var log = ""
    for day in 20...21 {
      log += Self.log(day: day)
      let result = try Program.run(["nightly", "--history", history, try folder.file("slow.log", log)])
      #expect(result.status == 0)
      #expect(!result.text.contains(".html"))
    }
    log += Self.log(day: 22)
    _ = try folder.file("slow.log", log)
    #expect(try Self.nightly(folder).text.hasSuffix("/www/2026-11-22.html\n"))
    let pages = try FileManager.default.contentsOfDirectory(atPath: folder.path + "/www").filter {
      $0.hasSuffix(".html")
    }
    #expect(pages.sorted() == ["2026-11-20.html", "2026-11-21.html", "2026-11-22.html", "index.html"])
  }
}
