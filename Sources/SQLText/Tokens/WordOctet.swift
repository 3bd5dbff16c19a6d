/// Up to eight bytes of a word at once.
///
/// All eight are compared in one integer, as eight numbers below 0x80 that cannot run over into each other: adding
/// `0x80 - a` to such a number sets its top bit if it is at least `a`. So two additions tell whether it lies between
/// two bounds, and the top bits that stay clear at the end are the bytes that belong to no word.
struct WordOctet {
  /// How many bytes from the start on belong to the word: 8 if it may go on.
  let count: Int
  /// These bytes with bit 5 set, the first one lowest, and zeros above.
  let folded: UInt64

  @inline(__always)
  init(_ text: Span<UInt8>, _ start: Int) {
    let bytes = Self.load(text, start)
    count = (~Self.wordBits(bytes) & Self.top).trailingZeroBitCount / 8
    folded = count == 8 ? bytes | Self.bit5 : (bytes | Self.bit5) & (1 << UInt64(8 * count) &- 1)
  }

  /// Where the word ends that goes on at `start`.
  static func endOfWord(_ text: Span<UInt8>, from start: Int) -> Int {
    var index = start
    while true {
      let count = WordOctet(text, index).count
      index += count
      if count < 8 { return index }
    }
  }

  private static let ones: UInt64 = 0x0101_0101_0101_0101
  private static let top: UInt64 = 0x8080_8080_8080_8080
  private static let bit5: UInt64 = 0x2020_2020_2020_2020

  /// Eight bytes, the first one lowest; zeros behind the end of the text.
  @inline(__always)
  private static func load(_ text: Span<UInt8>, _ start: Int) -> UInt64 {
    if start + 8 <= text.count {
      // SAFETY: `unsafe` only because bytes are read as an integer, which any bytes are; RawSpan checks the bounds.
      return unsafe UInt64(littleEndian: text.bytes.unsafeLoadUnaligned(fromByteOffset: start, as: UInt64.self))
    }
    var bytes: UInt64 = 0
    var index = text.count
    while index > start {
      index -= 1
      bytes = bytes << 8 | UInt64(text[index])
    }
    return bytes
  }

  /// The top bit of each byte that may stand in a word.
  @inline(__always)
  private static func wordBits(_ bytes: UInt64) -> UInt64 {
    let low = bytes & ~top
    let folded = low | bit5
    let letters = (folded &+ ones &* (0x80 - 0x61)) & ~(folded &+ ones &* (0x80 - 0x7B))
    let digits = (low &+ ones &* (0x80 - 0x30)) & ~(low &+ ones &* (0x80 - 0x3A))
    let underscores = ~((low ^ ones &* 0x5F) &+ ~top)
    let dollars = ~((low ^ ones &* 0x24) &+ ~top)
    return bytes | letters | digits | underscores | dollars
  }
}
