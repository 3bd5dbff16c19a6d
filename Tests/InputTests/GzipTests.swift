import Testing

@testable import Input

@Suite struct GzipTests {
  static let plain = SampleText.log(5_000)
  static let other = SampleText.log(3_000, seed: 2)
  static let sizes = [1, 2, 3, 7, 64, 1000, 1 << 16]

  @Test(arguments: Engine.allCases, sizes)
  func givesTheSameInPiecesOfAnySize(engine: Engine, size: Int) {
    let packed = Packing.withLongHeader(Packing.gzip(Self.plain)) + Packing.gzip(Self.other)
    let whole = Unpacked(bytes: Self.plain + Self.other)
    #expect(gunzip(packed, engine, chunk: size) == whole)
    // The mark of a member has two bytes.
    #expect(gunzip(packed, engine, readAhead: max(2, size)) == whole)
    #expect(gunzip(packed, engine, chunk: size, readAhead: max(2, size)) == whole)
  }

  @Test(arguments: Engine.allCases, [0, 1, 6, 9] as [Int32])
  func readsEveryLevel(engine: Engine, level: Int32) {
    let large = SampleText.log(300_000)
    #expect(gunzip(Packing.gzip(large, level: level), engine, chunk: 10_007) == Unpacked(bytes: large))
  }

  @Test(arguments: Engine.allCases)
  func readsEmptyMembers(engine: Engine) {
    let empty = Packing.gzip([])
    #expect(gunzip(empty, engine) == Unpacked())
    #expect(gunzip(empty + Packing.gzip(Self.plain) + empty + empty, engine) == Unpacked(bytes: Self.plain))
  }

  @Test(arguments: Engine.allCases)
  func overlooksZeroPadding(engine: Engine) {
    let packed = Packing.gzip(Self.plain)
    let zeros = [UInt8](repeating: 0, count: 600)
    #expect(gunzip(packed + zeros, engine, readAhead: 100) == Unpacked(bytes: Self.plain))
    #expect(gunzip(packed + zeros + packed, engine) == Unpacked(bytes: Self.plain + Self.plain))
  }

  @Test(arguments: Engine.allCases, [[0x23], [0x1F, 0x23], Array("# Time: ".utf8), [0, 0, 7]] as [[UInt8]])
  func tellsOfGarbageBehindTheData(engine: Engine, garbage: [UInt8]) {
    let packed = Packing.gzip(Self.plain)
    let result = gunzip(packed + garbage, engine, readAhead: 50)
    let zeros = garbage.prefix { $0 == 0 }.count
    #expect(result.bytes == Self.plain)
    #expect(result.losses == [.trailingGarbage(bytes: UInt64(garbage.count - zeros))])
    #expect(result.offsets == [UInt64(packed.count + zeros)])
    #expect(result.plainOffsets == [UInt64(Self.plain.count)])
  }

  @Test(arguments: Engine.allCases)
  func cutAnywhereGivesAllBeforeTheCutAndTellsOfIt(engine: Engine) {
    let first = Packing.gzip(Self.plain)
    let packed = first + Packing.withLongHeader(Packing.gzip(Self.other))
    let whole = Self.plain + Self.other
    var longest = 0
    for size in 2..<packed.count {
      let result = gunzip(Array(packed[..<size]), engine)
      #expect(whole.hasPrefix(result.bytes), "cut at \(size)")
      #expect(result.bytes.count >= longest, "cut at \(size)")
      longest = result.bytes.count
      if size == first.count {
        #expect(result == Unpacked(bytes: Self.plain))
      } else {
        #expect(result.losses == [.truncated], "cut at \(size)")
        #expect(result.offsets == [UInt64(size)])
        #expect(result.plainOffsets == [UInt64(result.bytes.count)])
      }
      if size >= first.count { #expect(result.bytes.count >= Self.plain.count) }
    }
    // All but the trailer was there.
    #expect(longest == whole.count)
  }

  @Test(arguments: Engine.allCases)
  func aFlippedBitIsToldOrHarmless(engine: Engine) {
    let packed = Packing.gzip(Self.plain) + Packing.gzip(Self.other)
    let whole = Self.plain + Self.other
    var random = SplitMix(state: 3)
    for place in 2..<packed.count {
      var damaged = packed
      damaged[place] ^= 1 << UInt8(random.next() % 8)
      let result = gunzip(damaged, engine)
      // Some parts of a header (time, system) mean nothing to the data.
      #expect(result.bytes == whole || result.losses.count == 1, "byte \(place)")
      #expect(result.losses.isEmpty || result.plainOffsets == [UInt64(result.bytes.count)])
    }
  }

  @Test(arguments: Engine.allCases)
  func randomDamageNeverGoesUnnoticed(engine: Engine) {
    let seed: UInt64 = 4
    var random = SplitMix(state: seed)
    let whole = SampleText.log(100_000)
    let packed = Packing.gzip(whole)
    for round in 0..<200 {
      var damaged = packed
      let start = Int.random(in: 10..<packed.count - 20, using: &random)
      for place in start..<start + Int.random(in: 1...20, using: &random) {
        damaged[place] = UInt8.random(in: 0...255, using: &random)
      }
      if damaged == packed { continue }
      let result = gunzip(damaged, engine, chunk: 4096, readAhead: 1000)
      #expect(result.losses.count == 1, "seed \(seed), round \(round)")
    }
  }

  @Test(arguments: Engine.allCases)
  func damagedDataGivesTheSameInPiecesOfAnySize(engine: Engine) {
    let seed: UInt64 = 6
    var random = SplitMix(state: seed)
    let packed = Packing.gzip(SampleText.log(60_000))
    for round in 0..<100 {
      var damaged = packed
      damaged[Int.random(in: 10..<packed.count - 8, using: &random)] ^= UInt8.random(in: 1...255, using: &random)
      let whole = gunzip(damaged, engine)
      for size in [97, 4096, 40_000] {
        let pieces = gunzip(damaged, engine, chunk: size)
        #expect(pieces == whole, "seed \(seed), round \(round), \(size) bytes at a time")
      }
    }
  }

  @Test(arguments: Engine.allCases)
  func whatWasUnpackedBeforeTheDamageIsGiven(engine: Engine) {
    let whole = SampleText.log(400_000)
    var packed = Packing.gzip(whole)
    let place = packed.count / 2
    for index in place..<place + 64 { packed[index] = 0xFF }
    let result = gunzip(packed, engine)
    let common = zip(whole, result.bytes).prefix { $0 == $1 }.count
    #expect(common > whole.count * 2 / 5 && common < whole.count * 3 / 5)
  }

  @Test(arguments: Engine.allCases)
  func tellsWhichPartIsDamaged(engine: Engine) {
    let packed = Packing.gzip(Self.plain)
    func loss(_ place: Int, _ mask: UInt8) -> [InputLoss.Code] {
      var damaged = packed
      damaged[place] ^= mask
      return gunzip(damaged, engine).losses
    }
    #expect(loss(2, 1) == [.damaged(.header)])
    #expect(loss(packed.count - 1, 1) == [.damaged(.checksum)])
    #expect(loss(packed.count - 8, 1) == [.damaged(.checksum)])
    // Block type 3 does not exist.
    #expect(loss(10, ~packed[10] & 6) == [.damaged(.data)])
  }

  #if ISAL
    @Test func bothEnginesGiveTheSameOfDataCutAnywhere() {
      let packed = Packing.gzip(Self.plain) + Packing.gzip(Self.other)
      for size in 2..<packed.count {
        let cut = Array(packed[..<size])
        #expect(gunzip(cut, .zlib) == gunzip(cut, .isal), "cut at \(size)")
      }
    }

    /// ISA-L decodes two symbols at a time and may be a match ahead of zlib when it meets the damage.
    @Test func bothEnginesStopAtTheSameDamage() {
      var random = SplitMix(state: 5)
      let packed = Packing.gzip(SampleText.log(200_000))
      for round in 0..<300 {
        var damaged = packed
        damaged[Int.random(in: 10..<packed.count - 8, using: &random)] ^= UInt8.random(in: 1...255, using: &random)
        let (zlib, isal) = (gunzip(damaged, .zlib), gunzip(damaged, .isal))
        let (shorter, longer) = zlib.bytes.count < isal.bytes.count ? (zlib, isal) : (isal, zlib)
        #expect(longer.bytes.hasPrefix(shorter.bytes), "round \(round)")
        #expect(abs(zlib.bytes.count - isal.bytes.count) <= 258, "round \(round)")
        #expect(zlib.losses == isal.losses, "round \(round)")
      }
    }
  #endif
}
