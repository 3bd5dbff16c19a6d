import Foundation
import SQLText
import Testing

/// Compares with pt-query-digest's own code on generated statements.
///
/// `PT_DIFFERENTIAL_COUNT` says how many (30,000), `PT_DIFFERENTIAL_SEED` where to start; `Scripts/pt-differential`
/// sets both.
@Suite struct PtDifferentialTests {
  /// Parts run side by side, each from its own seed.
  @Test(arguments: 0..<4) func agreesWithPtQueryDigest(part: Int) throws {
    guard let oracle = PtOracle() else {
      print("NOT RUN: no pt-query-digest (Debian: percona-toolkit) to compare with")
      return
    }
    let environment = ProcessInfo.processInfo.environment
    let count = (environment["PT_DIFFERENTIAL_COUNT"].flatMap(Int.init) ?? 30_000) / 4
    let seed = (environment["PT_DIFFERENTIAL_SEED"].flatMap(UInt64.init) ?? 1) &* 1_000 + UInt64(part)
    var comparison = PtComparison()
    var statements = PtStatements(seed: seed)
    var done = 0
    var version = ""
    while done < count {
      let batch = (0..<min(10_000, count - done)).map { _ in statements.next() }
      let (answers, answering) = try oracle.ask(batch)
      version = answering
      for (statement, answer) in zip(batch, answers) { comparison.compare(statement, answer) }
      done += batch.count
      if comparison.differing.count >= 10 { break }
    }
    for statement in comparison.differing.prefix(5) {
      let smallest = try Self.shrink(statement, oracle)
      Issue.record("differs: \(Self.quoted(smallest))\(try Self.explained(smallest, oracle))")
    }
    print(
      "pt-differential, part \(part + 1) of 4: \(done) statements, generator at \(seed), oracle: \(version): \(comparison.equal) of \(comparison.compared)"
        + " results equal (\(comparison.fingerprints) fingerprints by 4 option sets, \(comparison.distilled) distilled)"
    )
    #expect(comparison.differing.isEmpty)
    #expect(comparison.compared >= 5 * done * 9 / 10, "the oracle gave up too often")
  }

  /// Takes away what can go while the results still differ.
  private static func shrink(_ statement: [UInt8], _ oracle: PtOracle) throws -> [UInt8] {
    var smallest = statement
    var length = max(1, smallest.count / 2)
    while true {
      let candidates = (0..<max(1, smallest.count - length + 1)).map { start in
        Array(smallest[..<start] + smallest[min(start + length, smallest.count)...])
      }
      let answers = try oracle.ask(candidates).answers
      if let better = zip(candidates, answers).first(where: { pair in
        var comparison = PtComparison()
        comparison.compare(pair.0, pair.1)
        return !comparison.differing.isEmpty && pair.0.count < smallest.count
      }) {
        smallest = better.0
      } else if length == 1 {
        return smallest
      } else {
        length /= 2
      }
      length = max(1, min(length, smallest.count))
    }
  }

  private static func explained(_ statement: [UInt8], _ oracle: PtOracle) throws -> String {
    let answer = try oracle.ask([statement]).answers[0]
    var lines = ""
    for (index, options) in PtOracle.options.enumerated() {
      var ours = PtFingerprint(preserveEmbeddedNumbers: options.0, matchMD5Checksums: options.1)
      let (result, expected) = (ours.fingerprint(of: statement), answer.fingerprints[index])
      if let expected, result != expected { lines += "\n  \(options) pt: \(quoted(expected)) ours: \(quoted(result))" }
    }
    if let expected = answer.distilled, PtDistill.distill(statement) != expected {
      lines += "\n  distilled pt: \(quoted(expected)) ours: \(quoted(PtDistill.distill(statement)))"
    }
    return lines
  }

  private static func quoted(_ bytes: [UInt8]) -> String {
    "«" + bytes.map { (0x20..<0x7F).contains($0) ? String(UnicodeScalar($0)) : "{\(String($0, radix: 16))}" }.joined()
      + "»"
  }
}

/// Counts equal results and keeps the statements whose results differ.
struct PtComparison {
  private(set) var compared = 0
  private(set) var equal = 0
  private(set) var fingerprints = 0
  private(set) var distilled = 0
  private(set) var differing: [[UInt8]] = []
  private var ours = PtOracle.options.map { PtFingerprint(preserveEmbeddedNumbers: $0.0, matchMD5Checksums: $0.1) }

  mutating func compare(_ statement: [UInt8], _ answer: PtOracle.Answer) {
    var isEqual = true
    for index in ours.indices {
      guard let expected = answer.fingerprints[index] else { continue }
      fingerprints += 1
      count(ours[index].fingerprint(of: statement) == expected, &isEqual)
    }
    if let expected = answer.distilled {
      distilled += 1
      count(PtDistill.distill(statement) == expected, &isEqual)
    }
    if !isEqual { differing.append(statement) }
  }

  private mutating func count(_ agrees: Bool, _ isEqual: inout Bool) {
    compared += 1
    if agrees { equal += 1 } else { isEqual = false }
  }
}
