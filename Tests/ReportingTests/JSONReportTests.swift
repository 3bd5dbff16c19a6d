import Aggregation
import Foundation
import JSONText
import Reporting
import SlowLog
import Testing

@Suite struct JSONReportTests {
  private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
  private static func validator() throws -> SchemaValidator {
    let file = folder.appendingPathComponent("../../Schema/qdigest-1.schema.json").standardizedFileURL
    return SchemaValidator(schema: try JSONValue(parsing: Array(try Data(contentsOf: file))))
  }

  /// One digest of each kind: full, hostile, empty, grouped otherwise.
  private static let digests: [(String, @Sendable () -> Digest)] = [
    ("shop", { SampleDigests.shop().digest() }), ("hostile", { SampleDigests.hostile().digest() }),
    ("empty", { DigestBuilder().digest() }), ("eventful", { SampleDigests.eventful().digest() }),
    ("grouped", { SampleDigests.byUser() }),
  ]

  @Test(arguments: [Ranking.all, Ranking(), Ranking(limit: ClassLimit(share: nil, count: 1), outliers: [])])
  func followsItsSchema(ranking: Ranking) throws {
    let validator = try Self.validator()
    for (name, digest) in Self.digests {
      let annotations = Dictionary(
        uniqueKeysWithValues: digest().classes.prefix(1).map { ($0.id, SampleDigests.annotation) })
      let model = ReportModel(
        digest: digest(), ranking: ranking,
        annotation: { queryClass, _ in annotations[queryClass.id] ?? ClassAnnotation() })
      for layout in [JSONWriter.Layout.pretty, .compact] {
        let bytes = JSONReport(model, layout: layout, generator: "qdigest 1.0.0").render()
        let value = try JSONValue(parsing: bytes)
        #expect(validator.problems(with: value) == [], "\(name)")
        #expect(value["schema"]?.string == JSONReport.schema)
        #expect(String(validating: bytes, as: UTF8.self) != nil, "\(name)")
      }
    }
  }

  @Test(arguments: [
    ("global", "count", JSONValue.string("7")), ("global", "surprise", .integer(1)), ("input", "bytes", .integer(-1)),
    ("options", "fingerprint", .string("other")), ("global", "first_seen", .string("yesterday")),
  ])
  func validatorSeesMistakes(part: String, member: String, wrong: JSONValue) throws {
    var report = try JSONValue(parsing: JSONReport(ReportModel(digest: SampleDigests.shop().digest())).render())
    var object = try #require(report.object)
    var inner = try #require(object[part]?.object)
    inner[member] = wrong
    object[part] = .object(inner)
    report = .object(object)
    let problems = try Self.validator().problems(with: report)
    #expect(problems.count == 1, "\(problems)")
  }

  @Test func numbersAreExact() throws {
    var builder = DigestBuilder()
    for time: UInt64 in [100_000, 200_000, 300_001] {
      builder.add(
        TestEvent(query: "SELECT 1", fingerprint: "select ?", time: time, examined: time == 300_001 ? 8 : 1))
    }
    let report = try JSONValue(parsing: JSONReport(ReportModel(digest: builder.digest(), ranking: .all)).render())
    let metrics = try #require(report["classes"]?[0]?["metrics"])
    let expected: [(String, String, String)] = [
      ("Query_time", "sum", "0.600001"), ("Query_time", "min", "0.1"), ("Query_time", "max", "0.300001"),
      ("Query_time", "mean", "0.200000333"), ("Query_time", "p50", "0.2"), ("Query_time", "p999", "0.300001"),
      ("Query_time", "stddev", "0.081650066"), ("Rows_examined", "mean", "3.333333"), ("Rows_examined", "sum", "10"),
    ]
    for (attribute, figure, text) in expected {
      #expect(metrics[attribute]?[figure] == .number(text), "\(attribute) \(figure)")
    }
    #expect(report["classes"]?[0]?["share"] == .number("1"))
    #expect(report["classes"]?[0]?["first_seen"] == .string("2026-11-21T03:00:00.000000Z"))
  }

  @Test func holdsAllClassesUnlessLimited() throws {
    let digest = SampleDigests.shop().digest()
    let all = try JSONValue(parsing: JSONReport(ReportModel(digest: digest, ranking: .all)).render())
    #expect(all["classes"]?.array?.count == digest.classes.count)
    #expect(all["misc"]?.isNull == true)
    let limit = Ranking(limit: ClassLimit(share: nil, count: 2), outliers: [])
    let two = try JSONValue(parsing: JSONReport(ReportModel(digest: digest, ranking: limit)).render())
    #expect(two["classes"]?.array?.count == 2)
    #expect(two["misc"]?["classes"]?.integer == digest.classes.count - 2)
  }

  @Test func repairsWhatIsNoUTF8() throws {
    var digest = SampleDigests.hostile().digest()
    digest.classes[0].samples[0].statement = [0x41, 0xFF, 0x42]
    digest.classes[0].users = CountedValues()
    digest.classes[0].users.add([0xFE], 2)
    digest.classes[0].users.add([0xFF], 3)
    let report = try JSONValue(parsing: JSONReport(ReportModel(digest: digest, ranking: .all)).render())
    let classes = try #require(report["classes"]?.array)
    let repaired = try #require(classes.first { $0["samples"]?[0]?["repaired"] != nil })
    #expect(repaired["samples"]?[0]?["statement"] == .string("A\u{FFFD}B"))
    #expect(repaired["users"] == .object([("\u{FFFD}", .integer(5))]))
  }
}
