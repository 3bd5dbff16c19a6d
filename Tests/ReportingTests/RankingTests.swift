import Aggregation
import Reporting
import SlowLog
import Testing

@Suite struct RankingTests {
  /// Four classes of 50, 30, 15 and 5 seconds, and two that took no time at all.
  private static func digest() -> Digest {
    var builder = DigestBuilder()
    for (name, seconds, calls) in [("a", 10, 5), ("b", 30, 1), ("c", 1, 15), ("d", 5, 1), ("e", 0, 1), ("f", 0, 9)] {
      builder.add(
        TestEvent(query: "SELECT \(name)", fingerprint: name, distilled: name, time: UInt64(seconds) * 1_000_000),
        times: calls)
    }
    return builder.digest()
  }

  private static func listed(_ ranking: Ranking) -> String {
    ReportModel(digest: digest(), ranking: ranking).ranked.map {
      let mark = if case .outlier = $0.reason { "!" } else { "" }
      return String(decoding: $0.queryClass.fingerprint, as: UTF8.self) + "\($0.rank)" + mark
    }.joined(separator: " ")
  }

  struct Example: Sendable, CustomTestStringConvertible {
    var limit: String
    var order = "Query_time:sum"
    var outliers = ""
    var expected: String
    var testDescription: String { "\(limit) \(order) \(outliers)" }
  }

  @Test(arguments: [
    Example(limit: "1", expected: "a1"), Example(limit: "3", expected: "a1 b2 c3"),
    // The class that crosses the line is still listed: a has 50 %, so one more; a and b have 80 %.
    Example(limit: "50%", expected: "a1"), Example(limit: "51%", expected: "a1 b2"),
    Example(limit: "80%", expected: "a1 b2"), Example(limit: "95%", expected: "a1 b2 c3"),
    Example(limit: "95.1%", expected: "a1 b2 c3 d4"), Example(limit: "95%:2", expected: "a1 b2"),
    Example(limit: "50%:20", expected: "a1"),
    // All of it is all classes, also those that add nothing.
    Example(limit: "100%", expected: "a1 b2 c3 d4 e5 f6"), Example(limit: "100%:5", expected: "a1 b2 c3 d4 e5"),
    // Counts add up to all 32 events; so do maxima, to the sum of times (as pt-query-digest has it).
    Example(limit: "70%", order: "count", expected: "c1 f2"), Example(limit: "80%", order: "cnt", expected: "c1 f2 a3"),
    Example(limit: "45%", order: "Query_time:max", expected: "b1 a2 d3"),
    Example(limit: "2", order: "Query_time:mean", expected: "b1 a2"),
    Example(limit: "2", order: "query_time:P95", expected: "b1 a2"),
    // An attribute that no class has: by response time, and a note says so.
    Example(limit: "1", order: "Rows_affected:sum", expected: "a1"),
    Example(limit: "1", outliers: "Query_time:10:5", expected: "a1"),
    Example(limit: "1", outliers: "Query_time:5", expected: "a1 b2! d4!"),
    Example(limit: "1", outliers: "Query_time:1:10", expected: "a1 c3!"),
    Example(limit: "1", outliers: "Query_time:100,Rows_sent:1:15", expected: "a1 c3!"),
  ])
  func limits(_ example: Example) throws {
    let ranking = Ranking(
      order: try ClassOrder(parsing: example.order), limit: try ClassLimit(parsing: example.limit),
      outliers: example.outliers.isEmpty ? [] : try OutlierRule.list(parsing: example.outliers))
    #expect(Self.listed(ranking) == example.expected)
  }

  @Test func leftOutClassesBecomeOne() throws {
    let model = ReportModel(digest: Self.digest(), ranking: Ranking(limit: try ClassLimit(parsing: "2"), outliers: []))
    let misc = try #require(model.misc)
    #expect(model.miscClasses == 4)
    #expect(misc.count == 26)
    #expect(misc.metric(.queryTime)?.sum == 20_000_000)
    #expect(misc.metric(.queryTime)?.max == 5_000_000)
    #expect(misc.users.total == 26)
  }

  @Test func nothingIsLeftOutOrListedTwice() throws {
    let digest = SampleDigests.shop().digest()
    for limit in ["1", "7", "60%", "95%:20", "99.9%", "100%"] {
      for order in ["Query_time:sum", "Rows_examined:max", "Lock_time:p99", "count"] {
        let ranking = Ranking(order: try ClassOrder(parsing: order), limit: try ClassLimit(parsing: limit))
        let model = ReportModel(digest: digest, ranking: ranking)
        #expect(model.ranked.count + model.miscClasses == digest.classes.count)
        #expect(model.ranked.reduce(model.misc?.count ?? 0) { $0 + $1.queryClass.count } == digest.global.count)
        #expect(Set(model.ranked.map(\.queryClass.id)).count == model.ranked.count)
        #expect(model.ranked.map(\.rank) == model.ranked.map(\.rank).sorted())
      }
    }
  }

  @Test func equalClassesAreOrderedByID() {
    var builder = DigestBuilder()
    for name in ["x", "y", "z", "w", "v"] { builder.add(TestEvent(query: name, fingerprint: name, time: 7)) }
    let digest = builder.digest()
    let model = ReportModel(digest: digest, ranking: .all)
    #expect(model.ranked.map(\.queryClass.id) == digest.classes.map(\.id).sorted())
  }

  @Test func saysThatAnAttributeIsMissing() throws {
    let order = try ClassOrder(parsing: "Rows_affected")
    let model = ReportModel(digest: Self.digest(), ranking: Ranking(order: order))
    #expect(model.notes == ["No event has Rows_affected, so the classes are ordered by Query_time:sum."])
  }

  @Test(arguments: [
    ("20", "20"), ("95%", "95%"), ("95%:20", "95%:20"), ("99.5%", "99.5%"), ("0.125%:3", "0.125%:3"), ("100%", "100%"),
  ])
  func limitsReadAsTheyAreWritten(text: String, expected: String) throws {
    #expect(try ClassLimit(parsing: text).description == expected)
  }

  @Test(arguments: [
    ("Query_time", "Query_time:sum"), ("count", "Query_time:count"), ("cnt", "Query_time:count"),
    ("p95", "Query_time:p95"),
    ("rows_examined:AVG", "Rows_examined:mean"), ("InnoDB_IO_r_wait:max", "InnoDB_IO_r_wait:max"),
  ])
  func ordersReadAsTheyAreWritten(text: String, expected: String) throws {
    #expect(try ClassOrder(parsing: text).description == expected)
  }

  @Test(arguments: [
    ("Query_time:1:10", "Query_time:1:10"), ("rows_sent:5", "Rows_sent:5:0"), ("Lock_time:.25:2", "Lock_time:0.25:2"),
  ])
  func rulesReadAsTheyAreWritten(text: String, expected: String) throws {
    #expect(try OutlierRule(parsing: text).description == expected)
  }

  @Test(arguments: [
    ("limit", "0", "--limit must be at least 1, not '0'; 100% shows all classes"),
    ("limit", "x", "--limit takes a number (20), a percentage (95%) or both (95%:20), not 'x'"),
    ("limit", "95%:", "--limit takes a number (20), a percentage (95%) or both (95%:20), not '95%:'"),
    ("limit", "20:95%", "--limit takes a number (20), a percentage (95%) or both (95%:20), not '20:95%'"),
    ("limit", "1:2:3", "--limit takes a number (20), a percentage (95%) or both (95%:20), not '1:2:3'"),
    ("limit", "", "--limit takes a number (20), a percentage (95%) or both (95%:20), not ''"),
    ("limit", "+5", "--limit takes a number (20), a percentage (95%) or both (95%:20), not '+5'"),
    (
      "limit", "99999999999999999999",
      "--limit takes a number (20), a percentage (95%) or both (95%:20), not '99999999999999999999'"
    ),
    ("limit", "120%", "--limit: a percentage is above 0 and at most 100, not '120%'"),
    ("limit", "0%", "--limit: a percentage is above 0 and at most 100, not '0%'"),
    ("order", "Qery_time:sum", "--order-by: unknown attribute 'Qery_time'; did you mean Query_time?"),
    (
      "order", "weather:sum",
      "--order-by: unknown attribute 'weather'; use a numeric attribute of the log, such as Query_time, Lock_time or Rows_examined"
    ),
    (
      "order", "Query_time:median",
      "--order-by: unknown aggregate 'median'; use one of sum, min, max, mean, p50, p95, p99, count"
    ),
    ("order", "", "--order-by takes ATTRIBUTE:AGGREGATE, such as Query_time:sum, not ''"),
    ("order", "a:b:c", "--order-by takes ATTRIBUTE:AGGREGATE, such as Query_time:sum, not 'a:b:c'"),
    (
      "outliers", "Query_time",
      "--outliers takes ATTRIBUTE:P95 or ATTRIBUTE:P95:EVENTS, such as Query_time:1:10 for classes whose 95th "
        + "percentile is 1 s or more in 10 events or more, not 'Query_time'"
    ),
    (
      "outliers", "Query_time:nan:1",
      "--outliers takes ATTRIBUTE:P95 or ATTRIBUTE:P95:EVENTS, such as Query_time:1:10 for classes whose 95th "
        + "percentile is 1 s or more in 10 events or more, not 'Query_time:nan:1'"
    ),
    ("outliers", "Lok_time:1:10", "--outliers: unknown attribute 'Lok_time'; did you mean Lock_time?"),
  ])
  func mistakesAreExplained(option: String, text: String, message: String) {
    #expect(throws: OptionError(message)) {
      switch option {
      case "limit": _ = try ClassLimit(parsing: text)
      case "order": _ = try ClassOrder(parsing: text)
      default: _ = try OutlierRule(parsing: text)
      }
    }
  }
}
