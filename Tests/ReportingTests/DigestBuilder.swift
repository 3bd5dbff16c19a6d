import Aggregation
import SQLText
import SlowLog

/// One event as tests write it; times in microseconds.
struct TestEvent {
  var query: String
  var fingerprint: String
  var distilled = ""
  var tables: [String] = []
  var time: UInt64
  var lock: UInt64? = 0
  var sent: UInt64? = 1
  var examined: UInt64? = 1
  var at: Int64? = 0
  var user: String? = "app"
  var host: String? = "web1"
  var db: String? = "shop"
  var isFullScan: Bool?
  var more: [(Attribute, UInt64)] = []
}

/// Builds a digest by hand, as the engine would from a log.
struct DigestBuilder {
  var groupBy: [GroupKey] = [.fingerprint]
  var labels: [(name: String, value: String)] = []
  var accounting = Accounting()
  var keepsPtBuckets = false
  private var classes: [String: QueryClass] = [:]
  private var global = QueryClass(id: QueryID(high: 0, low: 0))
  private var offset: UInt64 = 0

  /// 2026-11-21 03:00:00 UTC, the moment from which events count their seconds.
  static let start = Instant(seconds: 1_795_230_000)

  mutating func add(_ event: TestEvent, times: Int = 1) {
    for _ in 0..<times { add(event) }
  }

  private mutating func add(_ event: TestEvent) {
    let key = event.fingerprint
    var target = classes[key] ?? Self.class(for: event)
    Self.note(event, in: &target, offset: offset, keepsPtBuckets: keepsPtBuckets)
    Self.note(event, in: &global, offset: offset, keepsPtBuckets: keepsPtBuckets)
    classes[key] = target
    accounting.events += 1
    accounting.selectedEvents += 1
    offset += UInt64(150 + event.query.utf8.count)
  }

  /// Several classes that differ in name and share of the load.
  mutating func addMany(_ number: Int) {
    for index in 0..<number {
      let table = "t_\(index)"
      add(
        TestEvent(
          query: "SELECT a FROM \(table) WHERE id = 7", fingerprint: "select a from \(table) where id = ?",
          distilled: "SELECT \(table)", tables: [table], time: UInt64(900 / (index + 1)), at: Int64(index)), times: 3)
    }
  }

  consuming func digest() -> Digest {
    if accounting.files.isEmpty {
      var file = FileAccount(path: "slow.log")
      file.bytes = offset
      file.storedBytes = offset
      file.events = accounting.events
      accounting.files = [file]
    }
    if accounting.bytes == 0 {
      accounting.bytes = offset + accounting.skippedBytes
      accounting.eventBytes = offset
    }
    return Digest(
      groupBy: groupBy, fingerprintMode: "pt", labels: labels, accounting: accounting, global: global,
      classes: classes.values.sorted { $0.id < $1.id })
  }

  private static func `class`(for event: TestEvent) -> QueryClass {
    var queryClass = QueryClass(id: id(of: event.fingerprint))
    queryClass.key = [(.fingerprint, Array(event.fingerprint.utf8))]
    queryClass.fingerprint = Array(event.fingerprint.utf8)
    queryClass.distilled = event.distilled
    queryClass.ptDistilled = Array(event.distilled.utf8)
    queryClass.tables = event.tables
    return queryClass
  }

  /// Any function will do that gives different fingerprints different IDs.
  private static func id(of text: String) -> QueryID {
    var high: UInt64 = 0xcbf2_9ce4_8422_2325
    var low: UInt64 = 0x9e37_79b9_7f4a_7c15
    for byte in text.utf8 {
      high = (high ^ UInt64(byte)) &* 0x100_0000_01b3
      low = (low &+ UInt64(byte)) &* 0xd6e8_feb8_6659_fd93 ^ (low >> 29)
    }
    return QueryID(high: high, low: low)
  }

  private static func note(
    _ event: TestEvent, in target: inout QueryClass, offset: UInt64, keepsPtBuckets: Bool
  ) {
    target.count += 1
    target.scaledCount += 1
    let instant = event.at.map { Instant(microseconds: start.microseconds + $0 * 1_000_000) }
    target.firstSeen = [target.firstSeen, instant].compactMap(\.self).min()
    target.lastSeen = [target.lastSeen, instant].compactMap(\.self).max()
    var values: [(Attribute, UInt64)] = [(.queryTime, event.time)]
    if let lock = event.lock { values.append((.lockTime, lock)) }
    if let sent = event.sent { values.append((.rowsSent, sent)) }
    if let examined = event.examined { values.append((.rowsExamined, examined)) }
    values.append((.queryLength, UInt64(event.query.utf8.count)))
    for (attribute, value) in values + event.more {
      let index =
        target.metrics.firstIndex { $0.attribute == attribute }
        ?? {
          target.metrics.append(
            Metric(
              attribute: attribute, values: Distribution(), ptBuckets: keepsPtBuckets ? PtBuckets() : nil))
          return target.metrics.count - 1
        }()
      target.metrics[index].values.add(value)
      target.metrics[index].ptBuckets?.add(value, scale: PtBuckets.scale(of: attribute))
    }
    if let isFullScan = event.isFullScan {
      if target.flags.isEmpty { target.flags.append(FlagCount(flag: .fullScan, yes: 0, known: 0)) }
      target.flags[0].known += 1
      target.flags[0].yes += isFullScan ? 1 : 0
    }
    if let user = event.user { target.users.add(Array(user.utf8)) }
    if let host = event.host { target.hosts.add(Array(host.utf8)) }
    if let db = event.db { target.dbs.add(Array(db.utf8)) } else { target.unknownDBCount += 1 }

    var sample = Sample(
      statement: Array(event.query.utf8), queryTimeMicros: event.time, file: "slow.log", byteOffset: offset)
    sample.lockTimeMicros = event.lock
    sample.rowsSent = event.sent
    sample.rowsExamined = event.examined
    sample.instant = instant
    sample.user = event.user.map { Array($0.utf8) }
    sample.host = event.host.map { Array($0.utf8) }
    sample.db = event.db.map { Array($0.utf8) }
    if target.samples.first.map({ sample.precedes($0) }) ?? true { target.samples = [sample] }
  }
}
