import Testing

@testable import SQLText

@Suite struct TokenWordTests {
  /// The slow way: byte by byte.
  private func plainEnd(_ bytes: [UInt8], _ start: Int) -> Int {
    var index = start
    while index < bytes.count, SQLByte.isWord(bytes[index]) { index += 1 }
    return index
  }

  @Test func eachByteIsAWordsOrNot() {
    for byte in UInt8.min...UInt8.max {
      let isPart =
        byte >= 0x80 || "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_$".utf8.contains(byte)
      #expect(SQLByte.isWord(byte) == isPart)
      for position in 0..<8 {
        var bytes = [UInt8](repeating: 0x61, count: 12)
        bytes[position] = byte
        #expect(WordOctet(bytes.span, 0).count == (isPart ? 8 : position), "\(byte) at \(position)")
      }
    }
  }

  @Test(arguments: [1, 2] as [UInt64])
  func wordsEndWhereTheirBytesDo(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let alphabet = Array("abcZ09_$\u{e9} .@`".utf8)
    for _ in 0..<3_000 {
      let bytes = (0..<Int.random(in: 0...60, using: &generator)).map { _ in
        Int.random(in: 0..<4, using: &generator) > 0 ? 0x61 : alphabet.randomElement(using: &generator)!
      }
      let start = Int.random(in: 0...bytes.count, using: &generator)
      var folded = WordTable.Folded()
      let ends = (folded.read(bytes.span, from: start), WordOctet.endOfWord(bytes.span, from: start))
      #expect(ends == (plainEnd(bytes, start), plainEnd(bytes, start)), "seed \(seed): \(shown(bytes)) from \(start)")
    }
  }
}
