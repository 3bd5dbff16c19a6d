import Aggregation
import QDigestTestSupport
import SQLText
import SlowLog
import Testing

/// Which classes there are, what they are called, what they count.
@Suite struct ClassTests {
  private let log =
    event("SELECT a FROM t1 WHERE id = 1", account: "app[app] @ web1 [10.0.0.1]", use: "shop")
    + event("SELECT a FROM t1 WHERE id = 22", account: "app[app] @  [10.0.0.2]")
    + event("SELECT a FROM t1 WHERE id = 3", account: "report[report] @ web1 [10.0.0.1]", use: "blog")
    + event("UPDATE t2 SET a = 1", account: "app[app] @ web1 [10.0.0.1]")
    + event("INSERT INTO t2 SELECT * FROM t1", account: "[SQL_SLAVE] @  []", attributes: "Schema:  Rows_sent: 0")

  private func keys(_ groupBy: [GroupKey]) throws -> [String] {
    let result = try digest(log) {
      $0.groupBy = groupBy
      $0.jobs = 2
      $0.chunkBytes = 200
    }
    #expect(result.classes.allSatisfy { $0.key.map(\.key) == groupBy })
    #expect(result.classes.map(\.id) == result.classes.map(\.id).sorted())
    #expect(result.classes.reduce(0) { $0 + $1.count } == 5 && result.global.count == 5)
    for one in result.classes {
      let text = Array(one.key.map(\.value).joined(separator: [0]))
      #expect(one.id == QueryID(fingerprint: text))
    }
    return result.classes.map { one in
      "\(one.count): " + one.key.map { DigestText.text($0.value) }.joined(separator: " | ")
    }.sorted()
  }

  @Test func groupsByEachKey() throws {
    #expect(
      try keys([.fingerprint]) == [
        "1: insert into t? select * from t?", "1: update t? set a = ?", "3: select a from t? where id = ?",
      ])
    #expect(try keys([.user]) == ["1: [SQL_SLAVE]", "1: report", "3: app"])
    #expect(try keys([.host]) == ["1: ", "1: 10.0.0.2", "3: web1"])
    #expect(try keys([.client]) == ["1: ", "1: 10.0.0.2", "3: 10.0.0.1"])
    #expect(try keys([.db]) == ["1: ", "2: blog", "2: shop"])
    #expect(try keys([.tables]) == ["1: t2", "1: t2, t1", "3: t1"])
    #expect(try keys([.command]) == ["1: INSERT SELECT", "1: UPDATE", "3: SELECT"])
  }

  @Test func groupsBySeveralKeys() throws {
    #expect(
      try keys([.user, .command]) == [
        "1: [SQL_SLAVE] | INSERT SELECT", "1: app | UPDATE", "1: report | SELECT", "2: app | SELECT",
      ])
    #expect(
      try keys([.db, .tables, .user]) == [
        "1:  | t2, t1 | [SQL_SLAVE]", "1: blog | t1 | report", "1: blog | t2 | app", "2: shop | t1 | app",
      ])
  }

  @Test func strictFingerprintsKeepDigitsOfNames() throws {
    let result = try digest(log) { $0.fingerprintMode = .strict }
    #expect(result.class("select a from t1 where id = ?")?.count == 3)
    #expect(result.fingerprintMode == "strict")
  }

  /// As in pt-query-digest: an event without `Query_time` counts where others of its class have one, else nowhere.
  @Test func aClassNeedsAnEventWithATime() throws {
    let log =
      event("SELECT 1", queryTime: nil) + event("SELECT 2") + event("UPDATE t SET a = 1", queryTime: nil)
      + event("UPDATE t SET a = 2", queryTime: "nan") + event("SELECT 3")
    let result = try digest(log)
    #expect(result.classes.count == 1)
    #expect(result.classes[0].count == 3 && result.classes[0].metric(.queryTime)?.count == 2)
    #expect(result.accounting.events == 5 && result.accounting.eventsWithoutTime == 3)
    #expect(result.accounting.droppedValues == ["Query_time": 1])
    #expect(result.global.count == 3)
  }

  @Test func countsWhatTheLogSays() throws {
    let more = "Rows_sent: 2  Rows_examined: 10 New_thing: 1.5  Full_scan: Yes Errno: 1205"
    let result = try digest(
      event("SELECT 1", queryTime: "1.000001", attributes: more)
        + event("SELECT 2", queryTime: "2", attributes: "Rows_sent: 3  Full_scan: No  Errno: 0 Log_slow_rate_limit: 10")
    )
    let one = try #require(result.classes.first)
    #expect(one.count == 2 && one.scaledCount == 11 && result.accounting.rateLimitedEvents == 1)
    #expect(one.metric(.queryTime)?.sum == 3_000_001)
    #expect(one.metric(.rowsSent)?.sum == 5)
    #expect(one.metric(.rowsExamined)?.count == 1)
    #expect(one.metric(.queryLength)?.sum == 16)
    #expect(one.metrics.last?.attribute == Attribute(name: "New_thing", unit: .millionths))
    #expect(one.metrics.last?.values.sum == 1_500_000)
    #expect(result.accounting.unknownAttributes.named == ["New_thing": 1])
    #expect(one.flags == [FlagCount(flag: .fullScan, yes: 1, known: 2)])
    #expect(one.errors.shown == ["1205 1"])
  }

  @Test func accountsForEveryByte() throws {
    let junk = "this is no log\n"
    let log = junk + banner + event("SELECT 1") + event("SELECT 2") + "# Time: 2026-11-22T08:00:00Z\n"
    let result = try digest([log, "", event("SELECT 3")])
    let accounting = result.accounting
    #expect(accounting.bytes == UInt64(log.utf8.count + event("SELECT 3").utf8.count))
    #expect(accounting.eventBytes == UInt64(3 * event("SELECT 1").utf8.count))
    #expect(accounting.bannerBytes == UInt64(banner.utf8.count))
    #expect(accounting.skippedBytes == accounting.bytes - accounting.eventBytes - accounting.bannerBytes)
    #expect(accounting.firstSkipped?.offset == 0 && accounting.firstSkipped?.file.hasSuffix("0.log") == true)
    #expect(accounting.truncatedTails == 1)
    #expect(accounting.files.map(\.events) == [2, 0, 1])
    #expect(accounting.serverVersions == ["9.7.4 (Debian)"])
  }

  /// More users and names of attributes than are kept one by one.
  @Test func manyAccountsAndDatabases() throws {
    let log = (0..<1_500).map { number in
      event("SELECT 1", account: "u\(number)[u\(number)] @ h\(number % 20) []", use: "db\(number % 40)")
    }.joined()
    let one = try #require(try digest(log) { $0.chunkBytes = 10_000 }.classes.first)
    #expect(one.count == 1_500 && one.users.total == 1_500 && one.users.counts.count == CountedValues.limit)
    #expect(one.hosts.counts.count == 20 && one.hosts.others == 0 && one.dbs.counts.count == 40)
  }
}
