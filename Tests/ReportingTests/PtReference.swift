import Aggregation
import Foundation
import JSONText
import SQLText
import SlowLog

/// What pt-query-digest made of a log: compatibility data that lies beside the package, where it is there.
struct PtReference {
  let name: String
  let results: JSONValue

  private static let shared =
    ProcessInfo.processInfo.environment["QDIGEST_SHARED"].map { URL(fileURLWithPath: $0) }
    ?? URL(fileURLWithPath: #filePath).appendingPathComponent("../../../../shared").standardizedFileURL

  /// Of every slow log; empty, and said to be so, where the data is missing.
  static func all() throws -> [PtReference] {
    let folder = shared.appendingPathComponent("compat/expected")
    guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder.path) else {
      print("passed over: no compatibility data at \(folder.path) (QDIGEST_SHARED names another place)")
      return []
    }
    return try names.sorted().filter { $0.hasSuffix(".json") }.map { name in
      let data = try Data(contentsOf: folder.appendingPathComponent(name))
      return PtReference(name: name, results: try JSONValue(parsing: Array(data)))
    }.filter { $0.results["type"]?.string == "slowlog" }
  }

  /// A digest made of the events as the reference read them, so that reports can be compared without our own reading.
  func digest() -> Digest {
    var global = QueryClass(id: QueryID(high: 0, low: 0))
    var classes: [String: QueryClass] = [:]
    for described in results["classes"]?.array ?? [] {
      let checksum = described["checksum"]?.string ?? ""
      let id = QueryID(
        high: UInt64(checksum.prefix(16), radix: 16) ?? 0, low: UInt64(checksum.suffix(16), radix: 16) ?? 0)
      var queryClass = QueryClass(id: id)
      queryClass.fingerprint = Array((described["fingerprint"]?.string ?? "").utf8)
      queryClass.ptDistilled = Array((described["distill"]?.string ?? "").utf8)
      classes[checksum] = queryClass
    }
    for event in results["events"]?.array ?? [] where event["Query_time"] != nil {
      let checksum = event["checksum"]?.string ?? ""
      note(event, in: &global)
      if classes[checksum] != nil { note(event, in: &classes[checksum]!) }
    }
    return Digest(
      groupBy: [.fingerprint], fingerprintMode: "pt", labels: [], accounting: Accounting(), global: global,
      classes: classes.values.sorted { $0.id < $1.id })
  }

  private func note(_ event: JSONValue, in target: inout QueryClass) {
    target.count += 1
    for known in KnownAttribute.allCases {
      let name = known == .queryLength ? "bytes" : known.name
      guard let text = event[name]?.string, let value = Self.units(text, of: known.attribute) else { continue }
      let index =
        target.metrics.firstIndex { $0.attribute == known.attribute }
        ?? {
          target.metrics.append(Metric(attribute: known.attribute, values: Distribution(), ptBuckets: PtBuckets()))
          return target.metrics.count - 1
        }()
      target.metrics[index].values.add(value)
      target.metrics[index].ptBuckets?.add(value, scale: PtBuckets.scale(of: known.attribute))
    }
    if let user = event["user"]?.string { target.users.add(Array(user.utf8)) }
    if let host = event["host"]?.string { target.hosts.add(Array(host.utf8)) }
    if let db = event["db"]?.string { target.dbs.add(Array(db.utf8)) }
  }

  /// The program's units of a number as the log has it.
  private static func units(_ text: String, of attribute: Attribute) -> UInt64? {
    guard let value = Double(text), value >= 0 else { return nil }
    return UInt64((value * Double(PtBuckets.scale(of: attribute))).rounded())
  }
}

extension PtReference {
  /// What the reference's own code makes of statements; empty, and said to be so, where it is not installed.
  static func conversions(of statements: [String]) throws -> [String] {
    let tool = "/usr/bin/pt-query-digest"
    guard FileManager.default.isExecutableFile(atPath: tool) else {
      print("passed over: \(tool) is not installed")
      return []
    }
    let script = """
      require "\(tool)"; binmode STDOUT;
      my $r = QueryRewriter->new(QueryParser => QueryParser->new);
      for my $q (@ARGV) {
        my $item = lc $q;
        my $c = $item =~ m/^(?:[\\(\\s]*select|insert|replace)/ ? undef : $r->convert_to_select($q);
        print((defined $c && $c =~ m/^[\\(\\s]*select/i ? $c : ""), "\\0");
      }
      """
    let output = try run("/usr/bin/perl", ["-e", script] + statements)
    return output.split(separator: 0, omittingEmptySubsequences: false).dropLast().map {
      String(decoding: $0, as: UTF8.self)
    }
  }
}

extension PtReference {
  /// A log of the compatibility data.
  static func sample(_ name: String) -> String? {
    let path = shared.appendingPathComponent("compat/samples").appendingPathComponent(name).path
    if FileManager.default.fileExists(atPath: path) { return path }
    print("passed over: no log at \(path)")
    return nil
  }

  /// What the reference prints about a log, all classes; `nil`, and said to be so, where it is not installed.
  static func report(on log: String) throws -> JSONValue? {
    let tool = "/usr/bin/pt-query-digest"
    guard FileManager.default.isExecutableFile(atPath: tool) else {
      print("passed over: \(tool) is not installed")
      return nil
    }
    let output = try run(tool, ["--no-version-check", "--output", "json", "--limit", "1000000", log])
    return try JSONValue(parsing: output)
  }

  /// What a program writes to its standard output. Through a file: a pipe's reader can be interrupted by the end of
  /// the process.
  private static func run(_ tool: String, _ arguments: [String]) throws -> [UInt8] {
    let file = FileManager.default.temporaryDirectory.appendingPathComponent("qdigest-\(UUID().uuidString)")
    try Data().write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: tool)
    process.arguments = arguments
    process.environment = ["TZ": "UTC", "LC_ALL": "C", "PATH": "/usr/bin:/bin"]
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = try FileHandle(forWritingTo: file)
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    return Array(try Data(contentsOf: file))
  }
}
