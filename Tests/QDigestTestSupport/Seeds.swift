import Foundation

/// How long random tests run, and from which seeds.
///
/// `QDIGEST_TEST_SEED` sets another seed, `QDIGEST_TEST_SCALE` multiplies the number of cases.
package enum Seeds {
  private static let environment = ProcessInfo.processInfo.environment

  package static func chosen(_ usual: UInt64) -> UInt64 {
    environment["QDIGEST_TEST_SEED"].flatMap(UInt64.init).map { $0 &* 1_000 &+ usual } ?? usual
  }

  package static func scaled(_ usual: Int) -> Int {
    max(1, Int(Double(usual) * (environment["QDIGEST_TEST_SCALE"].flatMap(Double.init) ?? 1)))
  }
}
