import Aggregation
import Input
import QDigestTestSupport
import SQLText
import SlowLog
import Testing

/// Logs that have more of something than memory should hold: nothing is lost, and the result is the same whoever reads it.
@Suite struct LimitTests {
  private static func event(
    _ statement: String, micros: Int = 1_000_000, account: String = "app[app] @ web-1 [10.0.0.1]", more: String = ""
  ) -> String {
    """
    # User@Host: \(account)
    # Query_time: \(micros / 1_000_000).\(String(String(micros % 1_000_000 + 1_000_000).dropFirst()))  Rows_sent: 1\(more)
    SET timestamp=1795341600;
    \(statement);

    """
  }

  private static func digest(
    _ log: String, _ folder: Folder, jobs: Int = 1, chunkBytes: Int = 256 << 10,
    _ change: (inout DigestOptions) -> Void = { _ in }
  ) throws -> Digest {
    let path = try folder.file("slow.log", log)
    var options = DigestOptions()
    options.jobs = jobs
    options.chunkBytes = chunkBytes
    change(&options)
    return Digester.digest(InputSet(arguments: [path]), options: options)
  }

  /// A name of letters alone, since digits of names are no part of a fingerprint.
  private static func name(_ number: Int) -> String {
    String(number, radix: 26).map { String(UnicodeScalar(UInt8($0.hexDigitValue ?? 0) + 97)) }.joined()
      + String(String(number, radix: 16).map { Character(UnicodeScalar(UInt8($0.hexDigitValue ?? 0) + 103)) })
  }

  @Test func classesBeyondTheLimitAreOne() throws {
    let folder = try Folder()
    var log = ""
    var total = 0
    for number in 0..<6_000 {
      log += Self.event("SELECT a FROM \(Self.name(number))", micros: 1_000 + number % 7)
      total += 1_000 + number % 7
      // Heavy ones come late, and again and again.
      if number % 1_000 == 999 {
        for heavy in 0..<20 { log += Self.event("SELECT heavy FROM \(Self.name(heavy))", micros: 5_000_000 + heavy) }
        total += (0..<20).reduce(0) { $0 + 5_000_000 + $1 }
      }
    }
    let all = try Self.digest(log, folder)
    #expect(all.classes.count == 6_020 && all.accounting.foldedClasses == 0)
    let some = try Self.digest(log, folder, jobs: 3) { $0.maxClasses = 50 }
    #expect(some.classes.count == 51)
    #expect(some.accounting.foldedClasses == 5_970)
    #expect(some.global.count == all.global.count && some.accounting.events == all.accounting.events)
    #expect(some.classes.reduce(0) { $0 + $1.count } == all.global.count)
    #expect(some.classes.reduce(0) { $0 + ($1.metric(.queryTime)?.sum ?? 0) } == UInt128(total))
    for one in all.classes where one.count > 1 {
      let kept = try #require(some.classes.first { $0.id == one.id })
      #expect(kept.count == 6 && kept.metric(.queryTime)?.sum == one.metric(.queryTime)?.sum)
    }
    let others = try #require(some.classes.first { $0.id == ClassFold.id })
    #expect(others.described().distilled == "other classes")
    #expect(others.count == 5_970 && others.samples.isEmpty && others.fingerprint == ClassFold.fingerprint)
  }

  /// What is folded is so at the same places of the log, however it comes in.
  @Test func foldingIsTheSameInEveryRun() throws {
    let folder = try Folder()
    var generator = SeededGenerator(seed: Seeds.chosen(9))
    var log = ""
    for _ in 0..<8_000 {
      log += Self.event("SELECT a FROM \(Self.name(generator.number(0...3_000)))", micros: generator.number(1...90_000))
    }
    let first = DigestText.lines(try Self.digest(log, folder) { $0.maxClasses = 700 })
    let second = DigestText.lines(try Self.digest(log, folder, jobs: 4) { $0.maxClasses = 700 })
    #expect(DigestText.difference(first, second) == nil)
  }

  @Test func accountsAndDatabasesWithoutNumber() throws {
    let folder = try Folder()
    var log = ""
    let count = 70_000
    for number in 0..<count {
      log += Self.event(
        "SELECT a FROM t", account: "u\(number)[u] @ h\(number % 3_000) [10.0.0.1]",
        more: "  Schema: d\(number % 5_000)")
    }
    let one = try Self.digest(log, folder)
    #expect(one.classes.count == 1 && one.global.count == UInt64(count))
    #expect(one.global.users.total == UInt64(count) && one.global.dbs.total == UInt64(count))
    // All hosts were met equally often; of each that is kept the count is exact.
    let hosts = one.global.hosts.counts
    #expect(hosts.count == CountedValues.limit)
    for (host, number) in hosts {
      let place = Int(String(decoding: host.dropFirst(), as: UTF8.self)) ?? -1
      #expect(number == UInt64((count - 1 - place) / 3_000 + 1))
    }
    let three = try Self.digest(log, folder, jobs: 3, chunkBytes: 70_000)
    #expect(DigestText.difference(DigestText.lines(one), DigestText.lines(three)) == nil)
  }

  /// The order of an event's attributes had to be one of the first 4,096, else values were dropped.
  @Test func ordersOfAttributesWithoutNumber() throws {
    let folder = try Folder()
    var generator = SeededGenerator(seed: Seeds.chosen(4))
    let names = [
      "Lock_time", "Rows_examined", "Bytes_sent", "Rows_affected", "Tmp_tables", "Tmp_disk_tables",
      "InnoDB_pages_distinct", "Read_first",
    ]
    var log = ""
    let count = 6_000
    for _ in 0..<count {
      log += Self.event("SELECT a FROM t", more: names.shuffled(using: &generator).map { "  \($0): 3" }.joined())
    }
    let one = try Self.digest(log, folder)
    for name in names {
      let metric = one.global.metrics.first { $0.attribute.name == name }
      #expect(metric?.values.count == UInt64(count), "\(name)")
    }
    let three = try Self.digest(log, folder, jobs: 3, chunkBytes: 5_000)
    #expect(DigestText.difference(DigestText.lines(one), DigestText.lines(three)) == nil)
  }

  /// Of more names than can have values none has, whoever met which first; how often each was met is told.
  @Test(arguments: [60, 400]) func unknownNamesWithoutNumber(names: Int) throws {
    let folder = try Folder()
    var log = ""
    for number in 0..<1_200 { log += Self.event("SELECT a FROM t", more: "  Novel_\(number % names): \(number)") }
    let one = try Self.digest(log, folder)
    let unknown = one.accounting.unknownAttributes
    #expect(unknown.counts.count == names && unknown.total == 1_200)
    #expect(one.global.metrics.contains { $0.attribute.name.hasPrefix("Novel") } == (names == 60))
    for (jobs, chunkBytes) in [(3, 2_000), (2, 10_000), (4, 100)] {
      let other = try Self.digest(log, folder, jobs: jobs, chunkBytes: chunkBytes)
      #expect(
        DigestText.difference(DigestText.lines(one), DigestText.lines(other)) == nil, "\(jobs) jobs, \(chunkBytes)")
    }
  }

  @Test func versionsWithoutNumber() throws {
    let folder = try Folder()
    var log = ""
    for number in 0..<1_000 {
      log += """
        /usr/sbin/mysqld, Version: 8.4.\(number) (x). started with:
        Tcp port: 3306  Unix socket: /run/mysqld/mysqld.sock
        Time                 Id Command    Argument

        """ + Self.event("SELECT 1")
    }
    let one = try Self.digest(log, folder)
    #expect(one.accounting.serverVersions == (0..<100).map { "8.4.\($0) (x)" })
    let other = try Self.digest(log, folder, jobs: 3, chunkBytes: 1_000)
    #expect(DigestText.difference(DigestText.lines(one), DigestText.lines(other)) == nil)
  }
}
