import Explain
import Testing

/// Damaged plans are refused or read, but never stop the program.
@Suite struct MutationTests {
  private struct Seeded: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var mixed = state
      mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
      mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
      return mixed ^ mixed >> 31
    }
  }

  private static let pieces = [
    "-> ", "\n", "    ", "|", "+-", "{", "}", "[", "\"", "'", "(", ")", "\\", "\t", "NULL", "<derived2>", "<union1,2>",
    "1e+999",
    "-1", "nan", "*** 1. row ***", "# ", "(cost=", "rows=", "\u{0}", "李", " using ", " over ", " on ", ":", ",", "\\n",
  ]

  @Test func damagedPlansNeverTrap() throws {
    let seed = UInt64.random(in: .min ... .max)
    print("explain: mutations with seed \(seed)")
    var random = Seeded(state: seed)
    let outputs = RecordedPlans.own.flatMap(\.outputs).map(\.bytes).filter { $0.count < 6_000 }
    var read = 0
    var refused = 0
    for _ in 0..<500 {
      var bytes = try #require(outputs.randomElement(using: &random))
      for _ in 0..<Int.random(in: 1...6, using: &random) where !bytes.isEmpty {
        let place = Int.random(in: 0..<bytes.count, using: &random)
        let end = min(bytes.count, place + Int.random(in: 0...40, using: &random))
        switch Int.random(in: 0...5, using: &random) {
        case 0: bytes[place] = UInt8.random(in: .min ... .max, using: &random)
        case 1: bytes.removeSubrange(place..<end)
        case 2: bytes.insert(contentsOf: try #require(Self.pieces.randomElement(using: &random)).utf8, at: place)
        case 3: bytes.insert(contentsOf: bytes[place..<end], at: Int.random(in: 0..<bytes.count, using: &random))
        case 4: bytes = Array(bytes[..<place])
        default:
          // Another plan's middle: parts that fit by themselves and not together.
          let other = try #require(outputs.randomElement(using: &random))
          let from = Int.random(in: 0..<other.count, using: &random)
          bytes.insert(contentsOf: other[from..<min(other.count, from + 300)], at: place)
        }
      }
      do {
        for entry in try Plan.parseDocument(bytes) {
          let plan = entry.plan
          read += 1
          // Everything that is worked out from a plan holds for a damaged one too.
          try #require(plan.shapeHash.utf8.count == 16, "seed \(seed)")
          try #require(!plan.rendered(width: Int.random(in: 0...120, using: &random)).isEmpty, "seed \(seed)")
          try #require(plan.tables.allSatisfy { plan.node(at: $0.path)?.table == $0.table }, "seed \(seed)")
          _ = (plan.mostExpensive, plan.rowsExaminedEstimate, plan.actualRowsExamined)
        }
      } catch let error as ExplainError {
        refused += 1
        try #require(!error.description.isEmpty && error.offset >= 0, "seed \(seed)")
      }
    }
    #expect(read > 0 && refused > 0)
  }
}
