import Aggregation
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
          time: 400_000 + random.next(below: 5_000_000), lock: 12, sent: 50,
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
