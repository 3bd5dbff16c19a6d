import SQLText
import Testing

@Suite struct StrictPropertyTests {
  static let optionSets: [Tokenizer.Options] = [
    [], .ansiQuotes, .noBackslashEscapes, [.ansiQuotes, .noBackslashEscapes],
  ]

  @Test(arguments: [1, 2, 3, 4, 5, 6, 7, 8] as [UInt64])
  func aFingerprintIsItsOwnFingerprint(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    var failures = 0
    for round in 0..<2_500 where failures < 10 {
      let statement = StatementSoup.any(&generator)
      let options = Self.optionSets[round % 4]
      var fingerprint = StrictFingerprint(options: options)
      fingerprint.make(from: statement.span)
      let once = fingerprint.bytes
      fingerprint.make(from: once.span)
      if fingerprint.bytes != once {
        failures += 1
        Issue.record(
          "seed \(seed) round \(round) options \(options.rawValue): \(shown(statement))\n  1: \(shown(once))\n  2: \(shown(fingerprint.bytes))"
        )
      }
    }
  }
}
