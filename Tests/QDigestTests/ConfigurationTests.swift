import Aggregation
import QDigest
import Reporting
import Testing

@Suite struct ConfigurationTests {
  private static let now = Instant(seconds: 1_795_262_400)

  @Test func theNthOutputBelongsToTheNthFormat() throws {
    #expect(try ReportRequest.pairs(formats: [], outputs: []) == [ReportRequest(.text)])
    #expect(try ReportRequest.pairs(formats: [], outputs: ["a"]) == [ReportRequest(.text, to: .file("a"))])
    #expect(try ReportRequest.pairs(formats: [.json], outputs: ["json"]) == [ReportRequest(.json, to: .file("json"))])
    #expect(try ReportRequest.pairs(formats: [.json], outputs: ["-"]) == [ReportRequest(.json)])
    #expect(
      try ReportRequest.pairs(formats: [.json, .text], outputs: ["a"])
        == [ReportRequest(.json, to: .file("a")), ReportRequest(.text)])
    #expect(
      try ReportRequest.pairs(formats: [.json, .json], outputs: ["a", "b"])
        == [ReportRequest(.json, to: .file("a")), ReportRequest(.json, to: .file("b"))])
  }

  @Test(
    arguments: [
      (
        [ReportFormat.json, .text], [],
        "two reports, json and text, would go to standard output\nhint: give each --format its own --output"
      ),
      (
        [.json, .text], ["a", "a"],
        "two reports, json and text, would go to the same file, 'a'\nhint: give each --format its own --output"
      ),
      (
        [], ["a", "b"],
        """
        2 times --output, but one report to write
        hint: each --output belongs to a --format: --format text --output a.txt --format json --output b.json
        """
      ),
      (
        [], ["json"],
        """
        --output 'json': --output names a file, and 'json' is what a format is called
        hint: --format pt-json for the format, --output ./json for a file of that name
        """
      ),
      ([.json], [""], "--output needs the name of a file\nhint: --output - is standard output"),
    ] as [([ReportFormat], [String], String)])
  func whatDoesNotPairIsRefused(formats: [ReportFormat], outputs: [String], message: String) {
    let error = #expect(throws: UsageError.self) { try ReportRequest.pairs(formats: formats, outputs: outputs) }
    #expect(error?.description == message)
  }

  @Test func timesAreTakenInTheZoneOfTheRun() throws {
    var configuration = Configuration()
    configuration.zone = ZoneRules(name: "+02:00", initialOffset: 7_200)
    try configuration.select(since: "2026-11-21 02:00", until: "1h", now: Self.now)
    #expect(configuration.since == CivilTime(year: 2026, month: 11, day: 21).instantInUTC)
    #expect(configuration.until == Instant(seconds: Self.now.seconds - 3_600))
    #expect(configuration.digestOptions.since == configuration.since)
  }

  @Test(arguments: [
    (
      "2026-11-22", "2026-11-21",
      """
      --since '2026-11-22' is not before --until '2026-11-21'
      hint: events from --since on and before --until are digested, so --since has to be the earlier one
      """
    ),
    (
      "1h", "2h",
      """
      --since '1h' is not before --until '2h'
      hint: events from --since on and before --until are digested, so --since has to be the earlier one
      """
    ),
    (
      "soon", "1h",
      """
      --since: 'soon' is no time
      hint: write 2026-11-21T08:30Z, '2026-11-21 08:30', 2026-11-21, 24h, 7d or now
      """
    ),
  ])
  func wrongTimesAreRefused(since: String, until: String, message: String) {
    var configuration = Configuration()
    let error = #expect(throws: UsageError.self) {
      try configuration.select(since: since, until: until, now: Self.now)
    }
    #expect(error?.description == message)
  }

  @Test func groupsByOneOrSeveralKeys() throws {
    var configuration = Configuration()
    try configuration.group(by: [])
    #expect(configuration.groupBy == [.fingerprint])
    try configuration.group(by: ["user,fingerprint", "DB"])
    #expect(configuration.groupBy == [.user, .fingerprint, .db])
  }

  @Test(arguments: [
    (["usr"], "--group-by: there is no key 'usr'\nhint: did you mean user?"),
    (["schema"], "--group-by: there is no key 'schema'\nhint: did you mean db?"),
    (
      ["zzzzzz"],
      """
      --group-by: there is no key 'zzzzzz'
      hint: use one or several of fingerprint, user, host, db, client, tables or command
      """
    ),
    (
      ["user,"],
      "--group-by: there is no key ''\nhint: use one or several of fingerprint, user, host, db, client, tables or command"
    ),
    (["user", "user"], "--group-by: 'user' is named twice\nhint: name each key once"),
  ])
  func unknownKeysAreRefused(keys: [String], message: String) {
    var configuration = Configuration()
    let error = #expect(throws: UsageError.self) { try configuration.group(by: keys) }
    #expect(error?.description == message)
  }

  @Test func labelsAreNamesAndValues() throws {
    var configuration = Configuration()
    try configuration.add(label: "host=db1")
    try configuration.add(label: "note=a=b c")
    #expect(configuration.labels.map(\.name) == ["host", "note"])
    #expect(configuration.labels.map(\.value) == ["db1", "a=b c"])
    for wrong in ["host", "=x", "host=", "a b=c", "host=db2"] {
      #expect(throws: UsageError.self, "\(wrong)") { try configuration.add(label: wrong) }
    }
  }

  @Test(arguments: [
    ("1000000", 1_000_000), ("64kB", 64_000), ("256MiB", 256 << 20), ("1gb", 1_000_000_000), ("1TiB", 1 << 40),
    ("2048B", 2_048), ("512", nil), ("2TiB", nil), ("", nil), ("-1", nil), ("1.5GB", nil), ("10XB", nil),
    ("99999999999999999999", nil), ("999999999999999TB", nil),
  ])
  func sizes(text: String, bytes: Int?) throws {
    var configuration = Configuration()
    guard let bytes else {
      let error = #expect(throws: UsageError.self) { try configuration.limitEvents(to: text) }
      #expect(error?.hint == "1kB or more and at most 1TiB, for example 64MiB or 1GB")
      return
    }
    try configuration.limitEvents(to: text)
    #expect(configuration.digestOptions.maxEventBytes == bytes)
  }

  @Test func outputForProgramsHoldsAllClassesUnlessItIsLimited() throws {
    var configuration = Configuration()
    #expect(configuration.ranking(for: .json) == Ranking.all)
    #expect(configuration.ranking(for: .text) == Ranking())
    try configuration.limit(to: "3")
    #expect(configuration.ranking(for: .json).limit == ClassLimit(share: nil, count: 3))
    #expect(configuration.ranking(for: .ptJSON).limit == ClassLimit(share: nil, count: 3))
  }
}
