import Aggregation
import Foundation
import Input
import JSONText
import Reporting
import SlowLog
import Testing

/// Our pt-json beside what pt-query-digest itself prints, for the same logs; where both it and the logs are there.
@Suite struct PtDifferentialTests {
  private static let logs = [
    "slow001.txt", "slow018.txt", "slow056.txt", "slow058.txt", "microslow001.txt", "own_gen-percona.log",
    "own_admin.log",
  ]

  @Test func agreesButForWhatIsKnown() throws {
    var members = 0
    var differences: [String] = []
    for name in Self.logs {
      guard let log = PtReference.sample(name), let theirs = try PtReference.report(on: log) else { continue }
      var options = DigestOptions()
      options.keepsPtBuckets = true
      let digest = Digester.digest(InputSet(arguments: [log]), options: options)
      let ours = try JSONValue(parsing: PtJSONReport(ReportModel(digest: digest, ranking: .all)).render())
      Self.compare(Self.byChecksum(theirs), Self.byChecksum(ours), path: name, &members, &differences)
    }
    print("pt-json: \(members) members compared with pt-query-digest's, \(differences.count) differ unexpectedly")
    #expect(differences == [])
  }

  /// Classes by their ID, as equal ones may come in another order.
  private static func byChecksum(_ report: JSONValue) -> JSONValue {
    let classes = (report["classes"]?.array ?? []).map { ($0["checksum"]?.string ?? "", $0) }
    return .object([("classes", .object(classes)), ("global", report["global"] ?? .null)])
  }

  private static func compare(
    _ theirs: JSONValue?, _ ours: JSONValue?, path: String, _ members: inout Int, _ differences: inout [String]
  ) {
    if isKnown(path, theirs, ours) { return }
    if let a = theirs?.object, let b = ours?.object {
      for key in Set(a.members.map(\.key) + b.members.map(\.key)).sorted() {
        compare(a[key], b[key], path: "\(path).\(key)", &members, &differences)
      }
      return
    }
    if let a = theirs?.array, let b = ours?.array, a.count == b.count {
      for (index, (a, b)) in zip(a, b).enumerated() { compare(a, b, path: "\(path).\(index)", &members, &differences) }
      return
    }
    members += 1
    if let text = theirs?.string, let once = decodedOnce(text), ours == .string(once) { return }
    if let a = number(theirs), let b = number(ours), abs(a - b) <= 1e-9 * max(1, abs(a)) { return }
    if theirs != ours { differences.append("\(path): \(describe(theirs)), not \(describe(ours))") }
  }

  /// The text of one that was encoded twice, as the reference does.
  private static func decodedOnce(_ text: String) -> String? {
    let bytes = text.unicodeScalars.compactMap { UInt8(exactly: $0.value) }
    return bytes.count == text.unicodeScalars.count ? String(decoding: bytes, as: UTF8.self) : nil
  }

  private static func number(_ value: JSONValue?) -> Double? { if case .number? = value { value?.double } else { nil } }

  private static func describe(_ value: JSONValue?) -> String {
    value.map { String(decoding: $0.serialized(), as: UTF8.self) } ?? "nothing"
  }

  /// What is known to differ, and why.
  private static func isKnown(_ path: String, _ theirs: JSONValue?, _ ours: JSONValue?) -> Bool {
    let name = path.split(separator: ".").last.map(String.init) ?? ""
    switch name {
    // Text attributes and error numbers that the digest keeps otherwise; the flag's name has one spelling.
    case "InnoDB_trx_id", "Last_errno", "Killed", "QC_Hit", "QC_hit", "Stored_routine": return true
    // The reference shows no time where the event has none of its own, and no rate without a time range.
    case "ts", "ts_min", "ts_max": return theirs == nil || theirs == .null
    case "queries_per_second", "concurrency": return theirs == nil
    // As the log spells the number: `2` is `2.000000`.
    case "Query_time": return theirs?.double != nil && theirs?.double == ours?.double
    // Doubles added up go either way where a mean is halfway between two microseconds.
    case "avg": return abs((theirs?.double ?? 0) - (ours?.double ?? 9)) < 0.0000011
    case "value": return path.hasSuffix(".db.value") || path.hasSuffix(".host.value") ? theirs?.string == "" : false
    case "db", "host": return theirs?["value"]?.string == "" && ours == nil
    default: return false
    }
  }
}
