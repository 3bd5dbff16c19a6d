import Aggregation
import SQLText
import SlowLog

/// A digest as lines of text that show all of it, to compare two and to see where they differ.
enum DigestText {
  static func lines(_ digest: Digest) -> [String] {
    var lines = ["group by \(digest.groupBy) \(digest.fingerprintMode) \(digest.labels)"]
    lines += accounting(digest.accounting)
    lines += queryClass(digest.global, "global")
    for one in digest.classes { lines += queryClass(one, "class \(one.id.hex32)") }
    return lines
  }

  /// Where two digests differ first, or `nil`.
  static func difference(_ a: [String], _ b: [String]) -> String? {
    for (x, y) in zip(a, b) where x != y { return "\n  \(x)\n  \(y)" }
    return a.count == b.count ? nil : "\(a.count) lines, not \(b.count): \(a.count > b.count ? a[b.count] : b[a.count])"
  }

  static func accounting(_ accounting: Accounting) -> [String] {
    var lines = accounting.files.map { "file \($0)" }
    var sums = accounting
    sums.files = []
    sums.unknownAttributes = CountedValues()
    sums.droppedValues = [:]
    lines.append("sums \(sums)")
    lines += accounting.unknownAttributes.named.sorted { $0.key < $1.key }.map { "unknown \($0)" }
    lines += accounting.droppedValues.sorted { $0.key < $1.key }.map { "dropped \($0)" }
    return lines
  }

  static func queryClass(_ one: QueryClass, _ name: String) -> [String] {
    var lines = [
      "\(name) \(one.key.map { "\($0.key)=\(text($0.value))" }) \(text(one.fingerprint))",
      "\(name) \(one.distilled) \(text(one.ptDistilled)) \(one.tables) \(one.command)",
      "\(name) count \(one.count) \(one.scaledCount) \(one.isAdministratorCommand) unknown db \(one.unknownDBCount)",
      "\(name) seen \(String(describing: one.firstSeen)) \(String(describing: one.lastSeen))",
    ]
    for metric in one.metrics {
      let values = metric.values
      lines.append(
        "\(name) \(metric.attribute) \(values.count) \(values.sum) \(values.sumOfSquares) \(values.min) \(values.max) "
          + "\(values.variance) \(values.buckets) \(values.exactValues ?? []) \(metric.ptBuckets?.counts ?? [])")
    }
    for flag in one.flags { lines.append("\(name) \(flag)") }
    let counts = [one.users, one.hosts, one.clients, one.dbs, one.errors]
    for (what, values) in zip(["users", "hosts", "clients", "dbs", "errors"], counts) {
      lines.append("\(name) \(what) \(values.ranked.map { "\(text($0.value)): \($0.count)" }) \(values.others)")
    }
    for sample in one.samples {
      lines.append("\(name) sample \(sample)")
      lines.append("\(name) statement \(text(sample.statement))")
    }
    return lines
  }

  static func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
}
