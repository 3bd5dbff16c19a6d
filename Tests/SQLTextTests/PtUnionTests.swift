import SQLText
import Testing

/// Both ways of finding repeats against the rule itself, tried at every place.
@Suite struct PtUnionTests {
  @Test func findsTheSameRepeatsAsThePlainRule() {
    let seed: UInt64 = 11
    var generator = SplitMix64(state: seed)
    let parts = [
      "select a", "select b", "select ab", "select a select b", "(select a", "x", "select", "select  a", "a select b",
    ]
    let separators = [" union ", " union ", " union all ", "\u{B}union ", " union\u{B}", " union", " unionall "]
    var folded = 0
    for _ in 0..<4_000 {
      let few = (0..<Int.random(in: 1...4, using: &generator)).map { _ in parts.randomElement(using: &generator)! }
      var text = ""
      for _ in 0..<Int.random(in: 1...12, using: &generator) {
        text += few.randomElement(using: &generator)! + separators.randomElement(using: &generator)!
      }
      text += few.randomElement(using: &generator)!
      let bytes = Array(text.utf8)
      let union = PtUnion(bytes.span)
      let expected = plainRepeats(of: union, in: bytes)
      #expect(union.repeatsByTrying(bytes.span, steps: .max) == expected, "\(text), seed \(seed)")
      #expect(PtUnionRepeats.find(union, in: bytes.span) == expected, "\(text), seed \(seed)")
      folded += expected.contains { $0 >= 0 } ? 1 : 0
    }
    #expect(folded > 1_000)
  }

  @Test func givesUpTryingWhenItCostsTooMuch() {
    let bytes = Array((0..<200).map { "select a\($0)" }.joined(separator: " union ").utf8)
    #expect(PtUnion(bytes.span).repeatsByTrying(bytes.span, steps: 1_000) == nil)
    var output: [UInt8] = []
    #expect(!PtUnion.collapse(bytes.span, to: &output))
  }

  private func plainRepeats(of union: PtUnion, in text: [UInt8]) -> [Int] {
    union.selects.map { select in
      union.separators.firstIndex { separator in
        let length = separator.start - select
        return length >= 7 && separator.end + length <= text.count
          && text[select..<select + length] == text[separator.end..<separator.end + length]
      } ?? -1
    }
  }
}
