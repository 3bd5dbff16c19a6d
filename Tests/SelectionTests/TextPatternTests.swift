import Testing

@testable import Selection

@Suite struct TextPatternTests {
  /// Patterns that are found by comparing bytes give what `Regex` gives.
  @Test func plainPatternsAgreeWithRegex() throws {
    var random = SplitMix(state: 3)
    let letters = Array("abAB =,".utf8)
    func text(_ longest: Int) -> String {
      String(
        decoding: (0..<Int.random(in: 0...longest, using: &random)).map { _ in letters.randomElement(using: &random)! },
        as: UTF8.self)
    }
    for round in 0..<2_000 {
      let pattern = (Bool.random(using: &random) ? "(?i)" : "") + text(3)
      let subject = text(12)
      let expected = subject.firstMatch(of: try Regex(pattern).matchingSemantics(.unicodeScalar)) != nil
      #expect(
        try TextPattern(pattern).matches(Array(subject.utf8)) == expected, "round \(round): \(pattern) in \(subject)")
    }
  }

  @Test func textThatIsNoUTF8IsMatched() throws {
    #expect(try TextPattern("b+").matches([0xFF, 0x62, 0xFE]))
    #expect(try TextPattern("é").matches(Array("caf\u{E9}".utf8)))
    #expect(try !TextPattern("(?i)É").matches([0xC3]))
  }
}
