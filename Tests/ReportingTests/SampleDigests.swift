import Aggregation
import JSONText
import Reporting
import SlowLog

/// Digests that whole reports are made of.
enum SampleDigests {
  /// A web shop in a bad hour: one report query hogs it, a lock now and then, and many small things.
  static func shop() -> DigestBuilder {
    var builder = DigestBuilder()
    builder.labels = [("host", "db1"), ("env", "prod")]
    var random = Generator(seed: 7)
    for index in 0..<400 {
      let at = Int64(index * 9)
      builder.add(
        TestEvent(
          query: "SELECT o.id, c.name, SUM(i.price) FROM orders o\n\tJOIN customers c ON c.id = o.customer_id\n"
            + "\tJOIN order_items i ON i.order_id = o.id\nWHERE YEAR(o.created_at) = 2026 AND c.region = 'EU-\(index % 7)'"
            + "\nGROUP BY o.id, c.name ORDER BY 3 DESC LIMIT 50",
          fingerprint: "select o.id, c.name, sum(i.price) from orders o join customers c on …",
          distilled: "SELECT orders customers order_items", tables: ["orders", "customers", "order_items"],
          time: 40_000 + random.next(below: 400_000), lock: 12, sent: 50,
          examined: 800_000 + random.next(below: 90_000), at: at, user: index % 5 == 0 ? "report" : "shop_app",
          host: "web\(index % 9)", isFullScan: true))
    }
    for index in 0..<5_000 {
      builder.add(
        TestEvent(
          query: "SELECT id, email FROM users WHERE id = \(index)",
          fingerprint: "select id, email from users where id = ?", distilled: "SELECT users", tables: ["users"],
          time: 90 + random.next(below: 300), lock: 1, at: Int64(index * 7 / 10), user: "shop_app",
          db: index % 3 == 0 ? nil : "shop", isFullScan: false))
    }
    for index in 0..<60 {
      builder.add(
        TestEvent(
          query: "UPDATE stock SET amount = amount - 1 WHERE product_id = \(index)",
          fingerprint: "update stock set amount = amount - ? where product_id = ?", distilled: "UPDATE stock",
          tables: ["stock"], time: index % 20 == 0 ? 3_000_000 + random.next(below: 900_000) : 600,
          lock: index % 20 == 0 ? 3_000_000 : 20, sent: 0, examined: 1, at: Int64(index * 50), isFullScan: false))
    }
    for index in 0..<700 {
      let at = Int64(index * 5)
      builder.add(
        TestEvent(
          query: "SELECT * FROM products WHERE name LIKE '%lamp%' ORDER BY RAND() LIMIT 10",
          fingerprint: "select * from products where name like ? order by rand() limit ?",
          distilled: "SELECT products", tables: ["products"], time: 20_000 + random.next(below: 30_000), lock: 2,
          sent: 10, examined: 12_000, at: at, user: "shop_app", isFullScan: true))
    }
    builder.add(
      TestEvent(
        query: "SELECT SLEEP(12)", fingerprint: "select sleep(?)", distilled: "SELECT", time: 12_000_345, at: 3_000,
        user: "root", host: "localhost", db: nil))
    builder.addMany(30)
    builder.accounting.serverVersions = ["9.7.4"]
    return builder
  }

  /// Everything that logs of other people may hold.
  static func hostile() -> DigestBuilder {
    var builder = DigestBuilder()
    builder.add(
      TestEvent(
        query: "SELECT '\u{1B}[2J\u{1B}]0;owned\u{7}', 'a\u{202E}b', '日本語', '👩‍👩‍👧', 'tab\there'\r\nFROM t\u{85}",
        fingerprint: "select ?\u{1B}[31m from t", distilled: "SELECT t\u{1B}[31m", tables: ["t\u{9B}2J", "日本"],
        time: 2_000_000, user: "ev\u{1B}il", host: "h\u{200E}ost", db: "d`b\u{2066}"))
    builder.add(
      TestEvent(
        query: "INSERT INTO blobs VALUES ('" + String(repeating: "0123456789", count: 1_000) + "')",
        fingerprint: "insert into blobs values(?+)", distilled: "INSERT blobs", tables: ["blobs"], time: 1_000_000))
    return builder
  }
}

/// SplitMix64: the same numbers in every run.
struct Generator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  mutating func next(below bound: UInt64) -> UInt64 { next() % bound }
}

extension SampleDigests {
  /// Everything the accounting can have to tell.
  static func eventful() -> DigestBuilder {
    var builder = DigestBuilder()
    builder.addMany(3)
    var first = FileAccount(path: "/var/log/mysql/slow.log.1.gz")
    (first.bytes, first.storedBytes, first.compression, first.events) = (5_000_000, 400_123, "gzip", 7)
    first.problems = ["gzip data ends too early: the last 1,234 bytes could not be unpacked"]
    var second = FileAccount(path: "slow.log")
    (second.bytes, second.storedBytes, second.events) = (1_234, 1_234, 5)
    builder.accounting.files = [first, second]
    builder.accounting.bytes = 5_001_234
    builder.accounting.eventBytes = 5_000_000
    builder.accounting.bannerBytes = 234
    builder.accounting.skippedBytes = 1_000
    builder.accounting.firstSkipped = ("slow.log", 99)
    builder.accounting.eventsWithoutTime = 2
    builder.accounting.events = 12
    builder.accounting.unknownAttributes = CountedValues(["Zeal": 2, "Anger\u{1B}": 12])
    builder.accounting.droppedValues = ["Rows_sent": 1]
    builder.accounting.imitations = 1
    builder.accounting.firstImitation = ("slow.log", 1_000_000)
    builder.accounting.truncatedTails = 1
    builder.accounting.disbelievedTimes = 3
    builder.accounting.rateLimitedEvents = 4
    builder.accounting.serverVersions = ["8.0.36", "10.11.6-MariaDB"]
    return builder
  }

  /// A digest grouped by user and fingerprint.
  static func byUser() -> Digest {
    var builder = DigestBuilder()
    builder.groupBy = [.user, .fingerprint]
    builder.add(TestEvent(query: "SELECT 1", fingerprint: "app select ?", distilled: "SELECT", time: 5_000))
    builder.add(
      TestEvent(query: "SELECT 1", fingerprint: "root select ?", distilled: "SELECT", time: 7_000, user: "root"))
    var digest = builder.digest()
    for index in digest.classes.indices {
      let user = digest.classes[index].fingerprint.prefix { $0 != 0x20 }
      digest.classes[index].fingerprint = Array("select ?".utf8)
      digest.classes[index].key = [(.user, Array(user)), (.fingerprint, Array("select ?".utf8))]
    }
    return digest
  }

  static var annotation: ClassAnnotation {
    ClassAnnotation(
      findings: [
        ReportedFinding(
          rule: "QD104", title: "function on an indexed column", grade: "confirmed", severity: .critical,
          evidence: "YEAR(o.created_at) = 2026 keeps idx_created from being used: 812,345 rows are read for 50",
          advice: "write o.created_at >= '2026-01-01' AND o.created_at < '2027-01-01'")
      ],
      plan: ReportedPlan(
        lines: [
          StyledLine("nested loop"),
          StyledLine([StyledText("└ full scan of orders", .critical), StyledText("  812,345 rows", .dim)]),
        ], json: .object([("hash", .string("1f2e3d"))])))
  }
}
