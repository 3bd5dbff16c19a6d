import Testing

@testable import Input

@Suite struct CompressionTests {
  struct Example: CustomTestStringConvertible {
    var name: String
    var front: [UInt8]
    var format: StoredFormat
    init(_ name: String, _ front: [UInt8], _ format: StoredFormat) {
      (self.name, self.front, self.format) = (name, front, format)
    }
    var testDescription: String { name }
  }

  @Test(arguments: [
    Example("nothing", [], .readable(.none)),
    Example("slow log", Array("# Time: 2026-11-22T08:00:00Z".utf8), .readable(.none)),
    Example("half a mark", [0x1F], .readable(.none)),
    Example("gzip", [0x1F, 0x8B, 8, 0], .readable(.gzip)),
    Example("gzip, and no more", [0x1F, 0x8B], .readable(.gzip)),
    Example("zstd", [0x28, 0xB5, 0x2F, 0xFD, 0], .readable(.zstd)),
    Example("zstd with a skippable frame first", [0x50, 0x2A, 0x4D, 0x18, 4, 0, 0, 0], .readable(.zstd)),
    Example("bzip2", Array("BZh91AY&SY".utf8), .foreign(.bzip2)),
    Example("bzip2 of nothing", [0x42, 0x5A, 0x68, 0x39, 0x17, 0x72, 0x45, 0x38, 0x50, 0x90], .foreign(.bzip2)),
    Example("text that begins like bzip2", Array("BZh9 and so".utf8), .readable(.none)),
    Example("xz", [0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00, 0], .foreign(.xz)),
    Example("lz4", [0x04, 0x22, 0x4D, 0x18], .foreign(.lz4)),
    Example("lz4, old", [0x02, 0x21, 0x4C, 0x18], .foreign(.lz4)),
    Example("lzip", Array("LZIP".utf8) + [1], .foreign(.lzip)),
    Example("lzop", [0x89, 0x4C, 0x5A, 0x4F, 0x00, 0x0D, 0x0A, 0x1A, 0x0A], .foreign(.lzop)),
    Example("compress", [0x1F, 0x9D, 0x90], .foreign(.compress)),
    Example("zip", [0x50, 0x4B, 0x03, 0x04], .foreign(.zip)),
    Example("7-zip", [0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C], .foreign(.sevenZip)),
  ])
  func isToldByTheFirstBytes(_ example: Example) {
    #expect(StoredFormat(front: example.front) == example.format)
  }

  @Test func isToldWhateverTheName() throws {
    let (folder, plain) = (try Folder(), SampleText.log(3_000))
    for (name, bytes, compression) in [
      ("slow.log.gz", plain, Compression.none), ("slow.log", Packing.gzip(plain), .gzip),
      ("slow.log.1", Packing.zstd(plain), .zstd),
    ] {
      var source = try ByteSource.open(path: folder.file(name, bytes))
      #expect(source.compression == compression)
      #expect(source.storedSize == UInt64(bytes.count))
      #expect(source.storedPosition == 0)
      #expect(readAll(&source) == Unpacked(bytes: plain))
      #expect(source.storedPosition == UInt64(bytes.count))
      #expect(source.plainPosition == UInt64(plain.count))
    }
  }

  @Test func bytesInMemoryMayBeCompressed() throws {
    let plain = SampleText.log(3_000)
    #expect(try readAll(plain, chunk: 7) == Unpacked(bytes: plain))
    #expect(try readAll(Packing.gzip(plain)) == Unpacked(bytes: plain))
    #expect(try readAll(Packing.zstd(plain)) == Unpacked(bytes: plain))
    #expect(try readAll([]) == Unpacked())
  }

  @Test func storedPositionLagsBehindWhatIsReadAhead() throws {
    let packed = Packing.gzip(SampleText.log(900_000))
    var source = try ByteSource.bytes(packed)
    var buffer = [UInt8](repeating: 0, count: 100_000)
    var span = buffer.mutableSpan
    #expect(source.read(into: &span) == 100_000)
    #expect(source.storedPosition > 5_000 && source.storedPosition < packed.count / 4)
  }
}
