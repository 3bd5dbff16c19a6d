import Aggregation
import JSONText
import Reporting
import SlowLog
import Testing

@Suite struct PtJSONReportTests {
  /// The digits of every metric of every class in the compatibility data.
  @Test func printsTheReferencesDigits() throws {
    var compared = 0
    var differences: [String] = []
    for reference in try PtReference.all()
    where reference.results["reference_is_wrong"] == nil
      // An event without Query_time adds to a class's Query_length there.
      && reference.results["events"]?.array?.allSatisfy({ $0["Query_time"] != nil }) == true
    {
      let report = try JSONValue(
        parsing: PtJSONReport(ReportModel(digest: reference.digest(), ranking: .all)).render())
      let classes = Dictionary(
        (report["classes"]?.array ?? []).map { ($0["checksum"]?.string ?? "", $0) }, uniquingKeysWith: { a, _ in a })
      for expected in reference.results["classes"]?.array ?? [] {
        let actual = classes[expected["checksum"]?.string ?? ""]
        for name in Self.attributes {
          guard let metric = expected[name], metric.object != nil else { continue }
          for (theirs, ours) in Self.figures {
            let printed = actual?["metrics"]?[name]?[ours]?.double
            compared += 1
            // The reference adds up doubles, so that a mean halfway between two microseconds may go the other way.
            let tolerance = ours == "avg" && name.hasSuffix("_time") ? 0.0000011 : 0
            if abs((printed ?? -1) - (metric[theirs]?.double ?? -2)) > tolerance {
              differences.append(
                "\(reference.name) \(expected["checksum"]?.string ?? "") \(name) \(ours): "
                  + "\(metric[theirs]?.double ?? -1), not \(printed ?? -1)")
            }
          }
        }
      }
    }
    print("pt-json: \(compared - differences.count) of \(compared) figures are the reference's")
    #expect(differences == [], "\(differences.count)")
  }

  @Test func convertsToSelectAsTheReferenceDoes() throws {
    let expected = try PtReference.conversions(of: Self.statements)
    for (statement, expected) in zip(Self.statements, expected) {
      let selected = SelectConversion.select(
        for: Array(statement.utf8), fingerprint: Array(statement.lowercased().utf8))
      let text = selected.map { String(decoding: $0, as: UTF8.self) } ?? ""
      #expect(text == expected, "\(statement)")
    }
  }

  private static let statements = [
    "update t set b = b + 30 where user_id=1", "UPDATE LOW_PRIORITY t1, t2\n SET a=1,\tb='where x' WHERE t1.id = t2.id",
    "update ignore foo set a=1 limit 10", "update foo set a=1 where x=2 limit 1, 5",
    "update foo set a=1 where b=3  limit 5",
    "update foo set a=(select max(x) from y)", "update foo set a = ( select max(x) from y) where 1",
    "UPDATE `set` SET x=1",
    "DELETE FROM products WHERE id = 78", "delete a, b from a join b using (c) where x",
    "delete from a where b in (select 1)",
    "DELETE LOW_PRIORITY FROM a JOIN b", "/* update */ delete from t", "CREATE TABLE a AS SELECT * FROM b", "call p(1)",
    "WITH x AS (SELECT 1) SELECT * FROM x", "EXPLAIN SELECT 1", "set @a = 1", "update t set a = 'limit 5'", "",
    "( /* c */ select 1 )", "insert into t values (1)", "truncate table t", "update t set a=1 where\nb = 'é'",
    "updates set x", "update t settle set a=1", "update t set where = 1", "delete\nfrom\nt\nwhere 1\nlimit 3",
    "lock tables update_log write", "update update_log set a=1", "drop table selected", "show create table selects",
  ]

  private static let attributes = [
    "Query_time", "Lock_time", "Rows_sent", "Rows_examined", "Rows_affected", "Rows_read", "Bytes_sent", "Query_length",
  ]
  private static let figures = [
    ("sum", "sum"), ("min", "min"), ("max", "max"), ("avg", "avg"), ("median", "median"), ("p95", "pct_95"),
    ("stddev", "stddev"),
  ]
}
