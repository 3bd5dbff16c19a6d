import Aggregation
import Foundation
import GRDB
import Input
import QDigestTestSupport
import SQLText
import SlowLog
import Testing

@testable import History

@Suite struct HistoryTests {
  private static func digest(_ log: String) -> Digest {
    var options = DigestOptions()
    options.keepsLoad = true
    return Digester.digest(InputSet(arguments: [SampleLogs.path(log)]), options: options)
  }

  private static func record(_ digest: Digest, night: Int64, reviews: [QueryID: RunRecord.Review] = [:]) -> RunRecord {
    RunRecord(
      labels: [("host", "db1")], started: Instant(seconds: night * 86_400),
      windowStart: Instant(seconds: (night - 1) * 86_400),
      windowEnd: Instant(seconds: night * 86_400), day: "night \(night)", digest: digest, reviews: reviews,
      positions: [])
  }

  private static func bytes(_ digest: Digest) -> [UInt8] {
    var digest = digest
    digest.accounting = Accounting()
    var writer = ByteWriter()
    digest.write(to: &writer)
    return writer.bytes
  }

  /// What is remembered of two nights is, merged, what one digest of both logs is.
  @Test func runsMergeIntoAWindow() throws {
    let folder = try Folder()
    let history = try History(creating: folder.path + "/h.sqlite")
    let first = Self.digest("mysql-9.7-extra.log")
    let second = Self.digest("mysql-9.7-default.log")
    let runs = [
      try history.record(Self.record(first, night: 10)), try history.record(Self.record(second, night: 11)),
    ]
    var whole = first
    whole.merge(second, samples: 1)
    let read = try #require(try history.digest(of: runs))
    #expect(Self.bytes(read) == Self.bytes(whole))
    #expect(read.global.count == whole.global.count)
    #expect(try history.runs(of: "host=db1").map(\.day) == ["night 10", "night 11"])
    #expect(try history.runs(of: "host=db2").isEmpty)
    #expect(try history.check().isEmpty)
  }

  @Test func classesOfWeightAndTheirFigures() throws {
    let folder = try Folder()
    let history = try History(creating: folder.path + "/h.sqlite")
    let digest = Self.digest("mariadb-10.11-full.log")
    let run = try history.record(Self.record(digest, night: 10))
    let total = Double(try #require(digest.global.metric(.queryTime)).sum)
    let heavy = Set(digest.classes.filter { Double($0.metric(.queryTime)?.sum ?? 0) >= 0.02 * total }.map(\.id))
    #expect(!heavy.isEmpty)
    #expect(try history.weightyClasses(in: [run], share: 0.02) == heavy)
    let figures = try history.figures(of: heavy, in: [run])
    for one in digest.classes where heavy.contains(one.id) {
      let figure = try #require(figures[one.id]?.first)
      #expect(figure.count == one.count)
      #expect(figure.p95 == one.metric(.queryTime)?.percentile(0.95))
    }
    let some = try #require(try history.digest(of: [run], classes: heavy))
    #expect(Set(some.classes.map(\.id)) == heavy)
    #expect(some.global.count == digest.global.count)
  }

  @Test func plansAndFindingsComeBack() throws {
    let folder = try Folder()
    let history = try History(creating: folder.path + "/h.sqlite")
    let digest = Self.digest("mysql-9.7-default.log")
    let id = digest.classes[0].id
    let plan = RememberedPlan(
      hash: "abc", accesses: [.init(table: "orders", method: "ref idx_user")], text: "ref orders")
    let finding = FindingRecord(rule: "QD150", grade: "confirmed", severity: "warning", evidence: "9 rows")
    let run = try history.record(Self.record(digest, night: 3, reviews: [id: .init(plan: plan, findings: [finding])]))
    #expect(try history.plan("abc") == plan)
    #expect(try history.findings(in: [run]) == [id: [finding]])
    #expect(try history.figures(of: [id], in: [run])[id]?.first?.plan == "abc")
    #expect(try history.prune(before: Instant(seconds: 4 * 86_400)) == 1)
    #expect(try history.runs().isEmpty)
    #expect(try history.plan("abc") == nil)
    #expect(try history.check().isEmpty)
  }

  @Test func whatIsNoHistoryIsToldSo() throws {
    let folder = try Folder()
    let path = try folder.file("h.sqlite", [UInt8](repeating: 65, count: 5_000))
    #expect(throws: HistoryError.self) { try History(creating: path) }
    do {
      _ = try History(reading: folder.path + "/none.sqlite")
      Issue.record("a history that is not there was opened")
    } catch {
      #expect(error.message.contains("there is no such history"))
    }
  }

  /// A value of another kind than its column should have ended the process.
  @Test(arguments: [
    ("run", "day"), ("run", "window_end"), ("run", "events"), ("run", "total"), ("run", "accounting"),
    ("run", "group_by"),
    ("run", "response_time"), ("class", "query_id"), ("class", "fingerprint"), ("figure", "count"), ("figure", "p95"),
    ("digest", "contents"), ("log", "head_length"), ("log", "offset"), ("log", "carried"), ("log", "path"),
  ])
  func valuesOfAnyKindAreToldOrRead(table: String, column: String) throws {
    let folder = try Folder()
    for (number, value) in ["'text'", "x'0102'", "-7", "9223372036854775807", "1.5", "''"].enumerated() {
      let path = folder.path + "/h\(number).sqlite"
      let history = try History(creating: path)
      let digest = Self.digest("mysql-9.7-extra.log")
      _ = try history.record(Self.record(digest, night: 10))
      try history.write { try $0.execute(sql: "UPDATE OR IGNORE \(table) SET \(column) = \(value)") }
      // Whether it can be read or not, each of these returns.
      _ = try? history.check()
      _ = try? history.runs()
      _ = try? history.positions(of: [(name: "host", value: "db1")])
      _ = try? history.digest(of: [1])
      _ = try? history.heaviestClasses(in: 1, atMost: 10)
      _ = try? history.weightyClasses(in: [1], share: 0)
      _ = try? history.figures(of: Set(digest.classes.map(\.id)), in: [1])
      _ = try? history.findings(in: [1])
      if column == "events" || column == "window_end", number == 1 {
        #expect(throws: HistoryError.self) { try history.runs() }
      }
    }
  }

  @Test func damageIsFound() throws {
    let folder = try Folder()
    let path = folder.path + "/h.sqlite"
    do {
      let history = try History(creating: path)
      _ = try history.record(Self.record(Self.digest("mysql-9.7-extra.log"), night: 10))
    }
    var bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
    for i in stride(from: bytes.count / 3, to: bytes.count / 3 + 12_000, by: 7) { bytes[i] ^= 0xFF }
    _ = try folder.file("h.sqlite", bytes)
    var isFound = false
    do { isFound = try !History(reading: path).check().isEmpty } catch { isFound = true }
    #expect(isFound)
  }
}
