import Aggregation
import Testing

@testable import Reporting

@Suite struct TextPartsTests {
  @Test(arguments: [
    (0.0, "0"), (0.46, "0.46us"), (1, "1us"), (999, "999us"), (999.6, "1.00ms"), (1_600, "1.60ms"), (12_345, "12.3ms"),
    (999_499, "999ms"), (999_500, "1.00s"), (1_600_000, "1.60s"), (59_949_000, "59.9s"), (1_234_000_000, "1234s"),
    (9_999_499_999, "9999s"), (9_999_500_000, "2.78h"), (86_400_000_000, "24.0h"), (35_998_199_999_999, "9999h"),
    (35_998_200_000_000, "417d"), (1e18, "11.6Md"),
  ])
  func timesHaveThreeDigits(micros: Double, expected: String) {
    #expect(Figure.time(micros: micros) == expected)
    #expect(expected.count <= 6)
  }

  @Test(arguments: [
    (0.0, "0"), (1, "1"), (0.25, "0.25"), (4.516, "4.52"), (99.96, "100"), (999.4, "999"), (12_345, "12345"),
    (12_345.6, "12346"), (99_999.4, "99999"), (99_999.5, "100k"), (345_678, "346k"), (999_600, "1.00M"),
    (1_234_567, "1.23M"), (1e12, "1.00T"), (3e30, "3000000000000E"),
  ])
  func numbersAreShort(value: Double, expected: String) { #expect(Figure.number(value) == expected) }

  @Test(arguments: [(0.0, "0B"), (15, "15B"), (56.34, "56.3B"), (999, "999B"), (1_250, "1.25kB"), (3e9, "3.00GB")])
  func bytesHaveUnits(value: Double, expected: String) { #expect(Figure.bytes(value) == expected) }

  @Test(arguments: [
    (0.0, "0%", "0%"), (0.0001, "<0.1%", "<1%"), (0.0005, "0.1%", "<1%"), (0.052, "5.2%", "5%"), (0.5, "50.0%", "50%"),
    (0.9999, "99.9%", "99%"), (1, "100%", "100%"),
  ])
  func onlyTheWholeIsTheWhole(part: Double, share: String, percent: String) {
    #expect(Figure.share(part) == share)
    #expect(Figure.percent(part) == percent)
  }

  @Test(arguments: [
    (0.0, "0"), (0.001, "0.00"), (0.31, "0.31"), (12.34, "12.3"), (9_999, "9999"), (16_900, "17k"), (2.5e6, "2.5M"),
  ])
  func ratiosFitFourColumns(value: Double, expected: String) {
    #expect(Figure.ratio(value) == expected)
    #expect(expected.count <= 4)
  }

  @Test(arguments: [
    (0.0, "0"), (0.31, "0.31"), (0.042, "0.042"), (0.0005, "0.0005"), (0.00123, "0.0012"), (0.0999, "0.1"),
    (1e-12, "0.0"),
  ])
  func smallRatiosKeepTheirDigits(value: Double, expected: String) { #expect(Figure.fine(value) == expected) }

  @Test(arguments: [(0, "0"), (999, "999"), (1_000, "1,000"), (1_234_567, "1,234,567")])
  func thousandsAreGrouped(value: Int, expected: String) { #expect(Figure.grouped(value) == expected) }

  @Test(arguments: [
    (0.25, "0.25 s"), (7.04, "7 s"), (59.9, "59.9 s"), (60, "1 min"), (725, "12 min 5 s"), (86_340, "23 h 59 min"),
    (532_800, "6 d 4 h"),
  ])
  func lengthsOfTimeInWords(seconds: Double, expected: String) {
    #expect(TimeText.duration(seconds: seconds) == expected)
  }

  @Test(arguments: [
    ("abc", 3), ("é", 1), ("e\u{301}", 1), ("日本語", 6), ("👩‍👩‍👧", 2), ("❤️", 2), ("한", 2), ("ｱ", 1), ("Ａ", 2), ("🇩🇪", 2),
    ("…", 1), ("█▏", 2),
  ])
  func widthsAreThoseOfATerminal(text: String, width: Int) { #expect(displayWidth(text) == width) }

  @Test(arguments: [("abcdef", 4, "abc…"), ("abc", 3, "abc"), ("日本語", 4, "日…"), ("日本語", 5, "日本…"), ("abc", 0, "")])
  func cutsAtAColumn(text: String, width: Int, expected: String) { #expect(cut(text, to: width) == expected) }

  @Test(
    arguments: [
      ([0x61, 0x1B, 0x5B, 0x6D], "a\\x1b[m"), ([0x00, 0x7F], "\\x00\\x7f"), ([0xC2, 0x9B, 0x32], "\\u{9b}2"),
      ([0xE2, 0x80, 0xAE], "\\u{202e}"), ([0xE2, 0x81, 0xA9], "\\u{2069}"), ([0xFF, 0x61], "\\xffa"),
      ([0xC3], "\\xc3"), ([0xE2, 0x80], "\\xe2\\x80"), ([0xC0, 0xAF], "\\xc0\\xaf"),
      ([0xED, 0xA0, 0x80], "\\xed\\xa0\\x80"),
      ([0xF4, 0x90, 0x80, 0x80], "\\xf4\\x90\\x80\\x80"), ([0xC3, 0xA9], "é"), ([0xF0, 0x9F, 0x98, 0x80], "😀"),
      ([0x61, 0x0A, 0x09, 0x20, 0x62], "a b"), ([0x61, 0x0D, 0x0A, 0x62], "a b"), ([0xEF, 0xBB, 0xBF], "\\u{feff}"),
    ] as [([UInt8], String)])
  func nothingHidesInNames(bytes: [UInt8], expected: String) { #expect(VisibleText.of(bytes) == expected) }

  @Test(arguments: [
    ("a\r\n\tb", "a\n\tb"), ("a\rb", "a\\x0db"), ("a\u{85}b\u{2028}", "a\\u{85}b\\u{2028}"), ("  a ", "  a "),
  ])
  func linesOfStatementsStay(text: String, expected: String) {
    #expect(VisibleText.of(Array(text.utf8), lines: .kept) == expected)
  }

  @Test(arguments: [
    ("SELECT 1", "SELECT"), ("  (select 1)", "SELECT"), ("/* c */ -- x\n# y\nupdate t", "UPDATE"), ("", ""), ("/*", ""),
    ("((", ""), ("-- only", ""), ("WITH x AS (SELECT 1) SELECT 1", "WITH"),
  ])
  func verbsStandBehindComments(statement: String, verb: String) {
    #expect(Sample(statement: Array(statement.utf8), queryTimeMicros: 1, file: "", byteOffset: 0).verb == verb)
  }

  @Test func longStatementsAreCutInTheMiddle() {
    let text = "SELECT '" + String(repeating: "é", count: 500) + "' ;\n"
    let sample = Sample(statement: Array(text.utf8), queryTimeMicros: 1, file: "", byteOffset: 0)
    let whole = SampleStatement(sample, limit: nil)
    #expect(whole.lines == [text.dropLast(3) + ";"])
    #expect(whole.omittedBytes == 0)
    for limit in [40, 41, 42, 43, 100, 1_000] {
      let statement = SampleStatement(sample, limit: limit)
      #expect(statement.lines.count == 3)
      #expect(!statement.isEscaped)
      let shown = statement.lines[0].utf8.count + statement.lines[2].utf8.count - 1
      #expect(shown <= limit + 3)
      #expect(shown + statement.omittedBytes == text.utf8.count - 3)
    }
  }

  @Test func statementsCutWhileReadingStayMarked() {
    var sample = Sample(statement: Array("SELECT headtail".utf8), queryTimeMicros: 1, file: "", byteOffset: 0)
    sample.headCount = 11
    sample.omittedBytes = 5_000
    #expect(SampleStatement(sample, limit: 2_000).lines == ["SELECT head", "/* … 5,000 bytes left out … */", "tail;"])
    #expect(SampleStatement(sample, limit: nil).lines == ["SELECT head", "/* … 5,000 bytes left out … */", "tail;"])
    #expect(SampleStatement(sample, limit: 8).lines == ["SELECT", "/* … 5,007 bytes left out … */", "il;"])
  }

  @Test func decimalsAreExact() {
    #expect(decimalText(UInt128(1_234_500), digits: 6) == "1.2345")
    #expect(decimalText(UInt128(7), digits: 6) == "0.000007")
    #expect(decimalText(UInt128(2_000_000), digits: 6) == "2")
    #expect(quotientText(2, by: 3, digits: 6) == "0.666667")
    #expect(quotientText(1, by: 0, digits: 6) == "0")
    #expect(decimalText(0.1 + 0.2, digits: 9) == "0.3")
  }
}
