#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Numbers that look random and are the same in every run.
struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}

/// Slow logs to read.
enum SampleText {
  /// The first `count` bytes of a slow log made up from the seed.
  static func log(_ count: Int, seed: UInt64 = 1) -> [UInt8] {
    var random = SplitMix(state: seed)
    var text: [UInt8] = []
    while text.count < count {
      let id = random.next() % 1_000_000
      text += Array(
        """
        # Time: 2026-11-22T08:00:00.\(100_000 + id % 900_000)Z
        # User@Host: shop[shop] @ app\(id % 7) [10.0.0.\(id % 250)]  Id: \(id % 99)
        # Query_time: 0.\(100_000 + id % 900_000)  Lock_time: 0.000002 Rows_sent: 1  Rows_examined: \(id)
        SET timestamp=1795334400;
        SELECT * FROM orders WHERE id = \(random.next()) AND state = 'open';

        """.utf8)
    }
    return Array(text.prefix(count))
  }

  /// Bytes that cannot be packed.
  static func noise(_ count: Int, seed: UInt64 = 1) -> [UInt8] {
    var random = SplitMix(state: seed)
    var bytes: [UInt8] = []
    while bytes.count < count {
      unsafe withUnsafeBytes(of: random.next()) { bytes += unsafe [UInt8]($0) }
    }
    return Array(bytes.prefix(count))
  }
}

extension [UInt8] {
  /// Whether they begin with the other bytes; faster than the general comparison in debug builds.
  func hasPrefix(_ other: [UInt8]) -> Bool {
    guard other.count <= count else { return false }
    return unsafe withUnsafeBytes { whole in
      unsafe other.withUnsafeBytes { part in
        unsafe part.isEmpty || memcmp(whole.baseAddress!, part.baseAddress!, part.count) == 0
      }
    }
  }
}
