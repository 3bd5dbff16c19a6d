/// The MD5 checksum of bytes that arrive in any pieces.
///
/// Made for naming classes as pt-query-digest does, not for security.
///
/// - Complexity: O(*n*); no allocation but for the result's text.
/// - Source: RFC 1321.
package struct MD5: Sendable {
  private var a: UInt32 = 0x6745_2301
  private var b: UInt32 = 0xEFCD_AB89
  private var c: UInt32 = 0x98BA_DCFE
  private var d: UInt32 = 0x1032_5476
  /// The words of the block being filled, in little-endian order.
  private var block = [UInt32](repeating: 0, count: 16)
  /// How many bytes were added so far.
  private var length: UInt64 = 0

  package init() {}

  /// The checksum of `bytes`, as the two halves of a 128-bit number, its first byte the highest.
  package static func checksum(of bytes: Span<UInt8>) -> (high: UInt64, low: UInt64) {
    var digest = MD5()
    digest.update(bytes)
    return digest.finish()
  }

  package mutating func update(_ bytes: Span<UInt8>) {
    for index in 0..<bytes.count { add(bytes[index]) }
  }

  /// Ends the input and gives its checksum.
  package consuming func finish() -> (high: UInt64, low: UInt64) {
    let bits = length &* 8
    add(0x80)
    while length % 64 != 56 { add(0) }
    for shift in stride(from: UInt64(0), to: 64, by: 8) { add(UInt8(truncatingIfNeeded: bits >> shift)) }
    return (
      UInt64(a.byteSwapped) << 32 | UInt64(b.byteSwapped),
      UInt64(c.byteSwapped) << 32 | UInt64(d.byteSwapped)
    )
  }
}

extension MD5 {
  private mutating func add(_ byte: UInt8) {
    let place = Int(length % 64)
    let word = place / 4
    block[word] = (place % 4 == 0 ? 0 : block[word]) | UInt32(byte) << UInt32(place % 4 * 8)
    length += 1
    if place == 63 { mix() }
  }

  /// The 64 steps over a full block; the four rounds differ in the function and in the order of the words.
  private mutating func mix() {
    var (a, b, c, d) = (self.a, self.b, self.c, self.d)
    for step in 0..<64 {
      let round = step / 16
      let function: UInt32
      let word: Int
      switch round {
      case 0: (function, word) = ((b & c) | (~b & d), step)
      case 1: (function, word) = ((d & b) | (~d & c), (5 * step + 1) % 16)
      case 2: (function, word) = (b ^ c ^ d, (3 * step + 5) % 16)
      default: (function, word) = (c ^ (b | ~d), 7 * step % 16)
      }
      let sum = a &+ function &+ Self.sines[step] &+ block[word]
      let shift = Self.shifts[round * 4 + step % 4]
      (a, d, c, b) = (d, c, b, b &+ (sum << shift | sum >> (32 - shift)))
    }
    self.a &+= a
    self.b &+= b
    self.c &+= c
    self.d &+= d
  }

  private static let shifts: [UInt32] = [7, 12, 17, 22, 5, 9, 14, 20, 4, 11, 16, 23, 6, 10, 15, 21]

  /// `floor(2^32 × abs(sin(step + 1)))`
  private static let sines: [UInt32] = [
    0xD76A_A478, 0xE8C7_B756, 0x2420_70DB, 0xC1BD_CEEE, 0xF57C_0FAF, 0x4787_C62A, 0xA830_4613, 0xFD46_9501,
    0x6980_98D8, 0x8B44_F7AF, 0xFFFF_5BB1, 0x895C_D7BE, 0x6B90_1122, 0xFD98_7193, 0xA679_438E, 0x49B4_0821,
    0xF61E_2562, 0xC040_B340, 0x265E_5A51, 0xE9B6_C7AA, 0xD62F_105D, 0x0244_1453, 0xD8A1_E681, 0xE7D3_FBC8,
    0x21E1_CDE6, 0xC337_07D6, 0xF4D5_0D87, 0x455A_14ED, 0xA9E3_E905, 0xFCEF_A3F8, 0x676F_02D9, 0x8D2A_4C8A,
    0xFFFA_3942, 0x8771_F681, 0x6D9D_6122, 0xFDE5_380C, 0xA4BE_EA44, 0x4BDE_CFA9, 0xF6BB_4B60, 0xBEBF_BC70,
    0x289B_7EC6, 0xEAA1_27FA, 0xD4EF_3085, 0x0488_1D05, 0xD9D4_D039, 0xE6DB_99E5, 0x1FA2_7CF8, 0xC4AC_5665,
    0xF429_2244, 0x432A_FF97, 0xAB94_23A7, 0xFC93_A039, 0x655B_59C3, 0x8F0C_CC92, 0xFFEF_F47D, 0x8584_5DD1,
    0x6FA8_7E4F, 0xFE2C_E6E0, 0xA301_4314, 0x4E08_11A1, 0xF753_7E82, 0xBD3A_F235, 0x2AD7_D2BB, 0xEB86_D391,
  ]
}
