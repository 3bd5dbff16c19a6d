import Aggregation
import Foundation
import Input
import SQLText
import SlowLog
import Testing

/// The folder of logs with pt-query-digest's results, beside the project or named by `QDIGEST_SHARED`.
enum Shared {
  static let folder: URL? = {
    let named = ProcessInfo.processInfo.environment["QDIGEST_SHARED"].map { URL(fileURLWithPath: $0) }
    let beside = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("shared")
    let found = named ?? beside
    return FileManager.default.fileExists(atPath: found.appendingPathComponent("compat").path) ? found : nil
  }()

  static func passOver(_ what: String) {
    print("passed over: \(what): there is no folder with compatibility data (../shared or QDIGEST_SHARED)")
  }
}

@Suite struct CompatibilityTests {
  struct Expected: Decodable {
    struct Metric: Decodable {
      var sum: Double
      var min: Double
      var max: Double
    }
    struct Class: Decodable {
      var checksum: String
      var queryCount: UInt64
      var metrics: [KnownAttribute: Metric] = [:]

      init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: Field.self)
        checksum = try fields.decode(String.self, forKey: Field("checksum"))
        queryCount = try fields.decode(UInt64.self, forKey: Field("query_count"))
        let compared: [KnownAttribute] = [
          .queryTime, .lockTime, .rowsSent, .rowsExamined, .rowsAffected, .rowsRead, .bytesSent, .queryLength,
        ]
        for known in compared {
          metrics[known] = try fields.decodeIfPresent(Metric.self, forKey: Field(known.name))
        }
      }
    }

    /// A field by the name it has in the data.
    struct Field: CodingKey {
      var stringValue: String
      var intValue: Int? { nil }
      init(_ name: String) { stringValue = name }
      init?(stringValue: String) { self.stringValue = stringValue }
      init?(intValue: Int) { nil }
    }

    var type: String
    var isWrong: String?
    var classes: [Class]

    init(from decoder: any Decoder) throws {
      let fields = try decoder.container(keyedBy: Field.self)
      type = try fields.decode(String.self, forKey: Field("type"))
      isWrong = try fields.decodeIfPresent(String.self, forKey: Field("reference_is_wrong"))
      classes = try fields.decode([Class].self, forKey: Field("classes"))
    }
  }

  /// Every slow log of the compatibility data: the classes, checksums, counts, sums, minima and maxima that
  /// pt-query-digest 3.7.1 gives.
  @Test func givesTheReferencesClassesAndNumbers() throws {
    guard let folder = Shared.folder else { return Shared.passOver("pt-query-digest's results") }
    let expected = folder.appendingPathComponent("compat/expected")
    var table: [String] = []
    var checked = 0
    var equal = 0
    var known = 0
    for file in try FileManager.default.contentsOfDirectory(atPath: expected.path).sorted() {
      let data = try Data(contentsOf: expected.appendingPathComponent(file))
      let reference = try JSONDecoder().decode(Expected.self, from: data)
      guard reference.type == "slowlog" else { continue }
      let name = String(file.dropLast(5))
      let log = folder.appendingPathComponent("compat/samples/\(name)").path
      var options = DigestOptions()
      options.jobs = 2
      let digest = Digester.digest(InputSet(arguments: [log]), options: options)
      let differences = Self.differences(digest, reference.classes)
      if let reason = reference.isWrong {
        known += 1
        table.append("reference wrong  \(name): \(digest.classes.count) classes; \(reason.prefix(70))")
        continue
      }
      checked += 1
      if differences.isEmpty {
        equal += 1
      } else {
        table.append("DIFFERS          \(name): \(differences.joined(separator: "; "))")
      }
    }
    print("pt-query-digest 3.7.1: \(equal) of \(checked) slow logs equal, \(known) where the reference is wrong")
    for line in table { print("  \(line)") }
    #expect(equal == checked && checked > 0)
  }

  static func differences(_ digest: Digest, _ expected: [Expected.Class]) -> [String] {
    var result: [String] = []
    if digest.classes.count != expected.count {
      result.append("\(digest.classes.count) classes, not \(expected.count)")
    }
    for reference in expected {
      guard let found = digest.classes.first(where: { $0.id.hex32 == reference.checksum }) else {
        result.append("no class \(reference.checksum)")
        continue
      }
      if found.count != reference.queryCount {
        result.append("\(reference.checksum): count \(found.count), not \(reference.queryCount)")
      }
      for (known, metric) in reference.metrics {
        guard let values = found.metric(known.attribute) else {
          result.append("\(reference.checksum): no \(known.name)")
          continue
        }
        let scale = Double(known.unit.scale)
        let pairs = [
          ("sum", Double(values.sum) / scale, metric.sum), ("min", Double(values.min) / scale, metric.min),
          ("max", Double(values.max) / scale, metric.max),
        ]
        for (statistic, ours, theirs) in pairs where abs(ours - theirs) > 0.0000015 {
          result.append("\(reference.checksum): \(known.name) \(statistic) \(ours), not \(theirs)")
        }
      }
    }
    return result
  }

  /// The logs of real servers: events as the folder's README leads one to expect, no byte skipped.
  @Test func readsRealServersLogsWithoutSkippingAByte() throws {
    guard let folder = Shared.folder else { return Shared.passOver("logs of real servers") }
    let logs = folder.appendingPathComponent("logs")
    for name in try FileManager.default.subpathsOfDirectory(atPath: logs.path).sorted() {
      let path = logs.appendingPathComponent(name).path
      guard name.contains("log"), !name.hasSuffix(".md"), !name.hasSuffix("rotated") else { continue }
      let digest = Digester.digest(InputSet(arguments: [path]), options: DigestOptions())
      let accounting = digest.accounting
      print(
        "\(name): \(accounting.events) events, \(digest.classes.count) classes, \(accounting.skippedBytes) bytes skipped"
      )
      #expect(accounting.skippedBytes == 0, "\(name) at \(accounting.firstSkipped?.offset ?? 0)")
      #expect(accounting.eventBytes + accounting.bannerBytes == accounting.bytes)
      #expect(accounting.unknownAttributes.isEmpty && accounting.droppedValues.isEmpty)
    }
  }
}
