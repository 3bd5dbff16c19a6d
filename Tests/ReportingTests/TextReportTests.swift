import Aggregation
import Reporting
import SlowLog
import Testing

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
