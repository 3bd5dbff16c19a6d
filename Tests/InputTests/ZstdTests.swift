import Testing

@testable import Input

@Suite struct ZstdTests {
  static let plain = SampleText.log(5_000)
  static let other = SampleText.log(3_000, seed: 2)

  @Test(arguments: [1, 2, 3, 7, 64, 1000, 1 << 16])
  func givesTheSameInPiecesOfAnySize(size: Int) {
    let packed = Packing.zstd(Self.plain) + Packing.skippableFrame([1, 2, 3]) + Packing.zstd(Self.other)
    let whole = Unpacked(bytes: Self.plain + Self.other)
    #expect(unzstd(packed, chunk: size) == whole)
    #expect(unzstd(packed, readAhead: max(4, size)) == whole)
    #expect(unzstd(packed, chunk: size, readAhead: max(4, size)) == whole)
  }

  @Test(arguments: [-5, 1, 3, 19] as [Int32], [true, false])
  func readsEveryLevel(level: Int32, pledgesSize: Bool) {
    let large = SampleText.log(300_000)
    let packed = Packing.zstd(large, level: level, pledgesSize: pledgesSize)
    #expect(unzstd(packed, chunk: 10_007) == Unpacked(bytes: large))
  }

  @Test func readsEmptyAndSkippableFrames() {
    let (empty, skippable) = (Packing.zstd([]), Packing.skippableFrame([0x28, 0xB5, 0x2F, 0xFD]))
    #expect(unzstd(empty) == Unpacked())
    #expect(unzstd(skippable) == Unpacked())
    #expect(unzstd(skippable + empty + Packing.zstd(Self.plain) + skippable) == Unpacked(bytes: Self.plain))
  }

  @Test func overlooksZeroPadding() {
    let packed = Packing.zstd(Self.plain)
    let zeros = [UInt8](repeating: 0, count: 600)
    #expect(unzstd(packed + zeros, readAhead: 100) == Unpacked(bytes: Self.plain))
    #expect(unzstd(packed + zeros + packed) == Unpacked(bytes: Self.plain + Self.plain))
  }

  @Test(arguments: [[0x23], [0x28, 0xB5, 0x2F, 0x23], Array("# Time: ".utf8), [0, 0, 7]] as [[UInt8]])
  func tellsOfGarbageBehindTheData(garbage: [UInt8]) {
    let packed = Packing.zstd(Self.plain)
    let result = unzstd(packed + garbage, readAhead: 50)
    let zeros = garbage.prefix { $0 == 0 }.count
    #expect(result.bytes == Self.plain)
    #expect(result.losses == [.trailingGarbage(bytes: UInt64(garbage.count - zeros))])
    #expect(result.offsets == [UInt64(packed.count + zeros)])
    #expect(result.plainOffsets == [UInt64(Self.plain.count)])
  }

  @Test func cutAnywhereGivesAllBeforeTheCutAndTellsOfIt() {
    let first = Packing.zstd(Self.plain)
    let packed = first + Packing.skippableFrame([9, 9, 9]) + Packing.zstd(Self.other)
    let whole = Self.plain + Self.other
    let borders = [first.count, first.count + 11]
    for size in 4..<packed.count {
      let result = unzstd(Array(packed[..<size]))
      #expect(whole.hasPrefix(result.bytes), "cut at \(size)")
      if borders.contains(size) {
        #expect(result == Unpacked(bytes: Self.plain))
      } else {
        #expect(result.losses == [.truncated], "cut at \(size)")
        #expect(result.offsets == [UInt64(size)])
        #expect(result.plainOffsets == [UInt64(result.bytes.count)])
      }
      if size >= first.count { #expect(result.bytes.count >= Self.plain.count) }
    }
  }

  @Test func blocksBeforeTheCutAreGiven() {
    let whole = SampleText.log(400_000)
    let packed = Packing.zstd(whole)
    let result = unzstd(Array(packed.dropLast(10)))
    // zstd packs blocks of 128 KiB at most; all but the last one were there.
    #expect(result.bytes.count >= whole.count - 131_072)
    #expect(whole.hasPrefix(result.bytes))
    #expect(result.losses == [.truncated])
  }

  @Test func aFlippedBitIsToldOrHarmless() {
    let packed = Packing.zstd(Self.plain) + Packing.zstd(Self.other)
    let whole = Self.plain + Self.other
    var random = SplitMix(state: 3)
    for place in 4..<packed.count {
      var damaged = packed
      damaged[place] ^= 1 << UInt8(random.next() % 8)
      let result = unzstd(damaged)
      #expect(result.bytes == whole || result.losses.count == 1, "byte \(place)")
      #expect(result.losses.isEmpty || result.plainOffsets == [UInt64(result.bytes.count)])
    }
  }

  @Test func damagedDataGivesTheSameInPiecesOfAnySize() {
    let seed: UInt64 = 6
    var random = SplitMix(state: seed)
    let whole = SampleText.log(300_000)
    let packed = Packing.zstd(whole)
    for round in 0..<20 {
      var damaged = packed
      let place = Int.random(in: 10..<packed.count, using: &random)
      damaged[place] ^= UInt8.random(in: 1...255, using: &random)
      let result = unzstd(damaged)
      #expect(result.losses.count == 1, "seed \(seed), round \(round)")
      for (chunk, readAhead) in [(997, 1 << 16), (40_000, 1_000), (1 << 20, 1 << 20)] {
        #expect(
          unzstd(damaged, chunk: chunk, readAhead: readAhead) == result, "seed \(seed), round \(round), \(chunk)")
      }
    }
  }

  @Test func blocksBeforeTheDamageAreGiven() {
    let whole = SampleText.log(400_000)
    var packed = Packing.zstd(whole)
    let place = packed.count * 3 / 4
    for index in place..<place + 64 { packed[index] = 0xFF }
    let result = unzstd(packed)
    let common = zip(whole, result.bytes).prefix { $0 == $1 }.count
    #expect(common > whole.count / 4)
    #expect(result.losses.count == 1)
  }

  @Test func tellsWhichPartIsDamaged() {
    var packed = Packing.zstd(Self.plain)
    packed[packed.count - 1] ^= 1
    #expect(
      unzstd(packed)
        == Unpacked(
          bytes: Self.plain, losses: [.damaged(.checksum)], offsets: [UInt64(packed.count - 3)],
          plainOffsets: [UInt64(Self.plain.count)]))
  }

  @Test func refusesAWindowBeyondTheLimit() {
    // The header of a frame with a window of 2 GiB, which holds nothing.
    let packed: [UInt8] = [0x28, 0xB5, 0x2F, 0xFD, 0x00, 0xA8, 0x01, 0x00, 0x00]
    #expect(unzstd(packed).losses == [.windowTooLarge])
  }

  @Test func tellsOfAMissingDictionary() {
    // The header of a frame that names the dictionary 7.
    let packed: [UInt8] = [0x28, 0xB5, 0x2F, 0xFD, 0x21, 0x07, 0x00, 0x01, 0x00, 0x00]
    #expect(unzstd(packed).losses == [.needsDictionary])
  }
}
