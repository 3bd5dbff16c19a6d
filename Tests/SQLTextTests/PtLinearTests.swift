import Foundation
import SQLText
import Testing

/// Eight times the input may take about eight times the time, whatever it looks like.
@Suite struct PtLinearTests {
  @Test(arguments: ["select ", "insert into t values (", "create ", "show "]) func takesLinearTime(
    prefix: String
  ) {
    for piece in pieces {
      check("\(prefix)\(piece) …") { prefix + String(repeating: piece, count: $0 / piece.utf8.count) }
    }
  }

  @Test func takesNearlyLinearTimeForUnions() {
    // The sizes are such that trying all pairs is given up for both.
    let size = 10_000
    // Words without a square: every part stands often, but nothing is ever repeated at once.
    check("square-free", from: size) { size in
      let parts = (0..<size / 17).map { index in
        let step: Int = (index + 1).nonzeroBitCount % 2 - index.nonzeroBitCount % 2
        return "select " + ["a", "b", "c"][step + 1]
      }
      return parts.joined(separator: " union ")
    }
    check("growing", from: size) { size in
      (0..<Int(Double(size).squareRoot())).map { "select \(String(repeating: "a", count: $0))b" }.joined(
        separator: " union ")
    }
    check("equal", from: size) { String(repeating: "select a from union ", count: $0 / 20) + "select a fromx" }
    check("long tail", from: size) { size in
      let half = String(repeating: "select ", count: size / 14)
      return "\(half)b union \(half)"
    }
  }

  private let pieces = [
    "'", "\"", "\\", "\\'", "(", "/*", "/*x*/", "*/", "/*a.b:1/", "values (", "values(?),", "in(", "in (?,", "union ",
    "union select ",
    "select a union ", "select ", "--", "#", "-- '", " ", "\u{B}", ",", "),(", "order by a asc ", "asc ", "limit ?,",
    "null ", "1", "-", "x",
    "from ", "from a,", "from `", "create ", "table ", "`", "if not ", "\n", "count ", "/*!5", "it''s ",
  ]

  private func check(_ name: String, from size: Int = 2_000, _ make: (Int) -> String) {
    let small = Array(make(size).utf8)
    let large = Array(make(8 * size).utf8)
    var ratios: [Double] = []
    // A busy machine can spoil a measurement, so the best of several counts.
    for _ in 0..<12 {
      let ratio = seconds(large) / max(seconds(small), 0.000_2)
      ratios.append(ratio)
      if ratio < 24 { return }
    }
    Issue.record("\(name): \(ratios) times as long for \(large.count) bytes as for \(small.count)")
  }

  private func seconds(_ statement: [UInt8]) -> Double {
    let start = processorTime()
    var fingerprint = PtFingerprint()
    _ = fingerprint.fingerprint(of: statement)
    _ = PtDistill.distill(statement)
    return processorTime() - start
  }

  private func processorTime() -> Double {
    var time = timespec()
    unsafe clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}
