import Aggregation
import SlowLog
import Testing

@testable import Reporting

@Suite struct TextReportTests {
  @Test(arguments: [80, 140], [false, true]) func wholeReport(width: Int, usesColor: Bool) throws {
    var options = TextReport.Options()
    options.width = width
    options.usesColor = usesColor
    let report = TextReport(ReportModel(digest: SampleDigests.shop().digest()), options: options)
    try expectGolden(report.render(), "shop-\(width)\(usesColor ? "-color" : "").txt")
  }

  @Test func hostileLog() throws {
    let report = TextReport(ReportModel(digest: SampleDigests.hostile().digest()))
    try expectGolden(report.render(), "hostile-80.txt")
  }

  @Test func emptyLog() throws {
    try expectGolden(TextReport(ReportModel(digest: DigestBuilder().digest())).render(), "empty-80.txt")
  }
}

extension TextReportTests {
  @Test func accountingTellsAll() throws {
    try expectGolden(TextReport(ReportModel(digest: SampleDigests.eventful().digest())).render(), "eventful-80.txt")
  }

  @Test func findingsAndPlanStandWithTheirClass() throws {
    let digest = SampleDigests.shop().digest()
    let worst = try #require(ReportModel(digest: digest).ranked.first).queryClass.id
    let model = ReportModel(
      digest: digest, ranking: Ranking(limit: ClassLimit(share: nil, count: 1), outliers: []),
      annotation: { queryClass, _ in queryClass.id == worst ? SampleDigests.annotation : ClassAnnotation() })
    try expectGolden(TextReport(model).render(), "findings-80.txt")
  }

  @Test func groupsHaveTheirKeys() throws {
    try expectGolden(TextReport(ReportModel(digest: SampleDigests.byUser())).render(), "by-user-80.txt")
  }

  /// Random bytes everywhere a log can put them; every width.
  @Test(arguments: 1...12 as ClosedRange<UInt64>) func staysTextOfItsWidth(seed: UInt64) throws {
    var random = Generator(seed: seed)
    func bytes() -> [UInt8] {
      let alphabets: [[[UInt8]]] = [
        [[0x1B], [0x9B], [0x0D], [0x0A], [0x09], [0x07], [0x41], [0xFF]],
        ["日", "é", "\u{202E}", "\u{85}", "👩‍👧", "\u{200B}", "a", " ", "\u{301}"].map { Array($0.utf8) },
        (0...255).map { [UInt8($0)] },
      ]
      let alphabet = alphabets[Int(random.next(below: 3))]
      return (0..<random.next(below: 60)).flatMap { _ in alphabet[Int(random.next(below: UInt64(alphabet.count)))] }
    }
    func text() -> String { String(decoding: bytes(), as: UTF8.self) }
    var digest = SampleDigests.eventful().digest()
    digest.labels = [(text(), text())]
    digest.accounting.serverVersions = [text()]
    digest.accounting.unknownAttributes = CountedValues([text(): 3])
    digest.accounting.firstSkipped = (text(), 7)
    for index in digest.accounting.files.indices {
      digest.accounting.files[index].path = text()
      digest.accounting.files[index].problems = [text()]
    }
    for index in digest.classes.indices {
      digest.classes[index].distilled = text()
      digest.classes[index].fingerprint = bytes()
      digest.classes[index].tables = [text(), text()]
      for _ in 0..<8 { digest.classes[index].users.add(bytes()) }
      for _ in 0..<4 { digest.classes[index].dbs.add(bytes()) }
      digest.classes[index].samples[0].user = bytes()
      digest.classes[index].samples[0].host = bytes()
      digest.classes[index].samples[0].db = bytes()
      digest.classes[index].samples[0].file = text()
      digest.classes[index].samples[0].statement = []
    }
    for width in [72, 80, 97, 150, 200] {
      var options = TextReport.Options()
      options.width = width
      let report = TextReport(ReportModel(digest: digest, ranking: .all), options: options).render()
      let whole = try #require(String(validating: report, as: UTF8.self))
      for scalar in whole.unicodeScalars {
        let isControl = scalar.properties.generalCategory == .control && scalar != "\n"
        #expect(!isControl && !(0x202A...0x202E).contains(scalar.value), "seed \(seed)")
      }
      for line in whole.split(separator: "\n") where displayWidth(String(line)) > width {
        Issue.record("seed \(seed), width \(width): \(line)")
      }
    }
    // The same in statements, where line feeds and tabs stay.
    for index in digest.classes.indices { digest.classes[index].samples[0].statement = bytes() }
    let report = TextReport(ReportModel(digest: digest, ranking: .all)).render()
    #expect(report.allSatisfy { $0 >= 0x20 || $0 == 0x0A || $0 == 0x09 }, "seed \(seed)")
    #expect(String(validating: report, as: UTF8.self) != nil, "seed \(seed)")
  }

  @Test func coloursOnlyAddColours() {
    var options = TextReport.Options()
    let model = ReportModel(digest: SampleDigests.shop().digest())
    let plain = String(decoding: TextReport(model, options: options).render(), as: UTF8.self)
    options.usesColor = true
    let colored = String(decoding: TextReport(model, options: options).render(), as: UTF8.self)
    var stripped = ""
    var isInside = false
    for scalar in colored.unicodeScalars {
      if scalar == "\u{1B}" { isInside = true } else if !isInside { stripped.unicodeScalars.append(scalar) }
      if isInside, scalar == "m" { isInside = false }
    }
    #expect(stripped == plain)
    #expect(colored != plain)
  }

  @Test func wholeStatementsOnRequest() {
    var options = TextReport.Options()
    options.maxStatementBytes = nil
    let report = TextReport(ReportModel(digest: SampleDigests.hostile().digest(), ranking: .all), options: options)
    let text = String(decoding: report.render(), as: UTF8.self)
    #expect(text.contains("VALUES ('" + String(repeating: "0123456789", count: 1_000) + "');"))
    #expect(!text.contains("left out"))
  }
}
