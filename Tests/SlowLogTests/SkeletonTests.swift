import QDigestTestSupport
import SQLText
import Testing

/// Statements with the same skeleton have the same fingerprint: what the cache of fingerprints rests on.
@Suite struct SkeletonTests {
  /// How many statements are made of each form, unless the first two show that none of it has a skeleton.
  private static let statementsPerForm = 12

  /// What one run has shown.
  private struct Outcome {
    var statements = 0
    /// Statements whose skeleton counts.
    var usable = 0
    /// Pairs of different statements with one skeleton.
    var pairs = 0
    var faults: [String] = []
  }

  @Test func oneSkeletonMeansOnePtFingerprint() {
    var plain = PtFingerprint()
    var preserving = PtFingerprint(preserveEmbeddedNumbers: true)
    let outcome = Self.run(seed: 1, pairs: 25_000, .ptSkeleton) {
      plain.fingerprint(of: $0) + Array("  and  ".utf8) + preserving.fingerprint(of: $0)
    }
    Self.check(outcome)
  }

  @Test func oneSkeletonMeansOneStrictFingerprint() {
    var maker = StrictFingerprint()
    let outcome = Self.run(seed: 2, pairs: 25_000, .strictSkeleton) {
      maker.make(from: $0.span)
      return maker.bytes
    }
    Self.check(outcome)
  }

  private static func check(_ outcome: Outcome) {
    #expect(outcome.faults.isEmpty, "\(outcome.faults.count) faults, the first ones: \(outcome.faults.prefix(5))")
    // A skeleton that is never used would be sound, too.
    #expect(outcome.usable * 3 > outcome.statements)
  }

  private static func run(
    seed: UInt64, pairs: Int, _ purpose: StatementScanner.Purpose, _ fingerprint: ([UInt8]) -> [UInt8]
  ) -> Outcome {
    let seed = Seeds.chosen(seed)
    let pairs = Seeds.scaled(pairs)
    var generator = SeededGenerator(seed: seed)
    var scanner = StatementScanner(purpose: purpose)
    var outcome = Outcome()
    while outcome.pairs < pairs {
      let form = StatementForm(&generator)
      var known: [[UInt8]: (statement: [UInt8], fingerprint: [UInt8])] = [:]
      var seen: Set<[UInt8]> = []
      for index in 0..<statementsPerForm where index < 2 || !known.isEmpty {
        let statement = form.render(&generator)
        outcome.statements += 1
        guard seen.insert(statement).inserted, let skeleton = Self.skeleton(of: statement, &scanner) else { continue }
        outcome.usable += 1
        let made = fingerprint(statement)
        guard let first = known[skeleton] else {
          known[skeleton] = (statement, made)
          continue
        }
        outcome.pairs += 1
        if first.fingerprint != made, outcome.faults.count < 1_000 {
          outcome.faults.append(
            """

            skeleton     \(shown(skeleton))
            statement    \(shown(first.statement))
            statement    \(shown(statement))
            fingerprint  \(shown(first.fingerprint))
            fingerprint  \(shown(made))
            """)
        }
      }
    }
    print(
      "\(purpose), seed \(seed): \(outcome.statements) statements, \(outcome.usable) of them with a skeleton that counts,",
      "\(outcome.pairs) pairs with the same one, \(outcome.faults.count) faults"
    )
    return outcome
  }

  /// `nil` where the scanner says that the skeleton must not be used.
  private static func skeleton(of statement: [UInt8], _ scanner: inout StatementScanner) -> [UInt8]? {
    let padded = statement + [UInt8](repeating: 0, count: scanPadding)
    scanner.begin(padded.span, at: 0)
    while scanner.scan(padded.span, to: statement.count) != .end {}
    guard scanner.state == .normal, !scanner.needsExact else { return nil }
    return scanner.withSkeleton(without: 0) { skeleton in
      var bytes: [UInt8] = []
      for i in 0..<skeleton.count { bytes.append(skeleton[i]) }
      return bytes
    }
  }
}
