import Packing
import Testing

@Suite struct ZstandardTests {
  private let text = Array(String(repeating: "SELECT name FROM users WHERE id = 17;", count: 50).utf8)

  @Test(arguments: [0, 1, 100, 100_000]) func givesBackWhatWasPacked(size: Int) throws {
    let bytes = (0..<size).map { UInt8(truncatingIfNeeded: $0 &* 31 ^ $0 >> 3) }
    #expect(try Zstandard.unpacked(Zstandard.packed(bytes)) == bytes)
  }

  @Test func aDictionaryMakesWhatResemblesItSmall() throws {
    let sample = Array("SELECT name, mail, city FROM users WHERE account = 'u-1' AND region = 'eu' LIMIT 10".utf8)
    let fingerprint = Array("SELECT name, mail, city FROM users WHERE account = ? AND region = ? LIMIT ?".utf8)
    let packed = Zstandard.packed(sample, dictionary: fingerprint)
    #expect(packed.count * 4 < Zstandard.packed(sample).count * 3)
    #expect(try Zstandard.unpacked(packed, dictionary: fingerprint) == sample)
    #expect(throws: PackingError.self) { try Zstandard.unpacked(packed) }
  }

  @Test func everyDamagedByteIsAnErrorOrHarmless() throws {
    let packed = Zstandard.packed(text)
    for place in packed.indices {
      var damaged = packed
      damaged[place] ^= 0x20
      // Some bits of a frame's header mean nothing; nothing may come out changed.
      if let plain = try? Zstandard.unpacked(damaged) { #expect(plain == text) }
    }
    for length in packed.indices {
      #expect(throws: PackingError.self) { try Zstandard.unpacked(Array(packed[..<length])) }
    }
  }
}
