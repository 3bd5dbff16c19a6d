import Foundation
import JSONText
import Testing

@Suite struct JSONPropertyTests {
  /// A generator whose numbers follow from its seed, which every failure prints.
  struct Seeded: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var mixed = state
      mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
      mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
      return mixed ^ mixed >> 31
    }
  }

  private static func string(_ random: inout Seeded) -> String {
    let parts = ["a", "key", "\"", "\\", "\n", "\u{0}", "\u{1F}", "é", "李", "😀", "\u{85}", "\u{2028}", "{", "]", " , "]
    return (0..<Int.random(in: 0...6, using: &random)).map { _ in parts.randomElement(using: &random)! }.joined()
  }

  private static func value(_ random: inout Seeded, depth: Int = 0) -> JSONValue {
    switch Int.random(in: 0...(depth < 5 ? 8 : 5), using: &random) {
    case 0: return nil
    case 1: return .bool(.random(using: &random))
    case 2: return .integer(Int64(bitPattern: random.next()))
    case 3: return .double(Double(bitPattern: random.next()))
    case 4: return .decimal(micros: random.next() >> 20)
    case 5: return .string(string(&random))
    case 6: return .array((0..<Int.random(in: 0...4, using: &random)).map { _ in value(&random, depth: depth + 1) })
    default:
      return .object(
        (0..<Int.random(in: 0...4, using: &random)).map { _ in
          (string(&random), value(&random, depth: depth + 1))
        })
    }
  }

  @Test func whatWasWrittenReadsBack() throws {
    let seed = UInt64.random(in: .min ... .max)
    var random = Seeded(state: seed)
    for round in 0..<2_000 {
      let value = Self.value(&random)
      for layout in [JSONWriter.Layout.compact, .pretty] {
        let bytes = value.serialized(layout)
        let note: Comment = "seed \(seed), round \(round): \(String(decoding: bytes, as: UTF8.self))"
        try #require(try JSONValue(parsing: bytes) == value, note)
        // Foundation's reader as the oracle for what is valid.
        #expect(throws: Never.self, note) {
          try JSONSerialization.jsonObject(with: Data(bytes), options: .fragmentsAllowed)
        }
      }
    }
  }

  @Test func damagedInputNeverTraps() throws {
    let seed = UInt64.random(in: .min ... .max)
    var random = Seeded(state: seed)
    var refused = 0
    for round in 0..<4_000 {
      var bytes = Self.value(&random).serialized(.pretty)
      for _ in 0..<Int.random(in: 1...4, using: &random) where !bytes.isEmpty {
        let place = Int.random(in: 0..<bytes.count, using: &random)
        switch Int.random(in: 0...2, using: &random) {
        case 0: bytes[place] = UInt8.random(in: .min ... .max, using: &random)
        case 1: bytes.remove(at: place)
        default: bytes = Array(bytes[..<place])
        }
      }
      for dialect in [JSONValue.Dialect.standard, .serverOutput] {
        do {
          let value = try JSONValue(parsing: bytes, as: dialect)
          try #require(try JSONValue(parsing: value.serialized()) == value, "seed \(seed), round \(round)")
        } catch let error as JSONError {
          refused += 1
          try #require(error.offset >= 0 && error.offset <= bytes.count, "seed \(seed), round \(round): \(error)")
        }
      }
    }
    #expect(refused > 0)
  }

  @Test func timeGrowsInStepWithTheInput() throws {
    // What would be quadratic if a quote looked far ahead, a buffer were copied per escape or a container per element.
    let inputs = [
      "\"" + String(repeating: #"\n"#, count: 100_000) + "\"",
      "[\"" + String(repeating: "\" ", count: 100_000) + "\"]",
      "[\"" + String(repeating: " ", count: 200_000) + "\"]",
      "[" + String(repeating: "[],", count: 100_000) + "1]",
      "{" + String(repeating: "\"k\":1,", count: 50_000) + "\"k\":1}",
    ]
    for input in inputs {
      let clock = ContinuousClock()
      let time = try clock.measure { _ = try JSONValue(parsing: input, as: .serverOutput) }
      #expect(time < .seconds(5))
    }
  }
}
