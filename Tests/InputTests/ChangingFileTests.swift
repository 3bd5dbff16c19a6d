import Testing

@testable import Input

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Files that change while they are read, and reads that fail.
@Suite struct ChangingFileTests {
  static let plain = SampleText.log(300_000)

  /// Reads the first 100,000 bytes.
  private func begin(_ path: String) throws -> ByteSource {
    var source = try ByteSource.open(path: path)
    var buffer = [UInt8](repeating: 0, count: 100_000)
    var span = buffer.mutableSpan
    #expect(source.read(into: &span) == 100_000)
    #expect(buffer == Array(Self.plain.prefix(100_000)))
    return source
  }

  @Test func aFileIsReadAsFarAsItReachedWhenItWasOpened() throws {
    let folder = try Folder()
    let path = try folder.file("slow.log", Self.plain)
    var source = try begin(path)
    try folder.append(Array("# Time: now\n".utf8), to: path)
    #expect(readAll(&source) == Unpacked(bytes: Array(Self.plain.dropFirst(100_000))))
    #expect(source.storedSize == 300_000)
    #expect(source.identity?.size == 300_000)
  }

  @Test(arguments: [0, 50_000, 100_000, 150_000] as [UInt64])
  func aFileThatIsCutIsReadUntilThatIsSeen(size: UInt64) throws {
    let folder = try Folder()
    let path = try folder.file("slow.log", Self.plain)
    var source = try begin(path)
    try folder.cut(path, to: size)
    let result = readAll(&source, chunk: 10_000)
    #expect(result.bytes == (size > 100_000 ? Array(Self.plain[100_000..<110_000]) : []))
    #expect(result.losses == [.shrank(from: 300_000, to: size)])
    #expect(result.offsets == [100_000 + UInt64(result.bytes.count)])
    #expect(readAll(&source).bytes.isEmpty)
  }

  @Test func aCompressedFileThatIsCutHasOneLoss() throws {
    let folder = try Folder()
    let large = SampleText.noise(1_000_000)
    let packed = Packing.gzip(large, level: 0)
    let path = try folder.file("slow.log.gz", packed)
    var source = try ByteSource.open(path: path)
    var buffer = [UInt8](repeating: 0, count: 100_000)
    var span = buffer.mutableSpan
    #expect(source.read(into: &span) == 100_000)
    try folder.cut(path, to: 1_000)
    let result = readAll(&source)
    #expect(large.dropFirst(100_000).starts(with: result.bytes))
    #expect(result.losses == [.shrank(from: UInt64(packed.count), to: 1_000)])
  }

  @Test func aFileThatIsRenamedIsReadOn() throws {
    let folder = try Folder()
    let path = try folder.file("slow.log", Self.plain)
    var source = try begin(path)
    #expect(unsafe rename(path, path + ".1") == 0)
    _ = try folder.file("slow.log", "# Time: now\n")
    #expect(readAll(&source) == Unpacked(bytes: Array(Self.plain.dropFirst(100_000))))
  }

  @Test func aDescriptorIsReadFromWhereItStands() throws {
    let folder = try Folder()
    let descriptor = try unsafe open(folder.file("slow.log", Self.plain), O_RDONLY)
    #expect(lseek(descriptor, 299_000, SEEK_SET) == 299_000)
    var source = try ByteSource.fileDescriptor(descriptor, closesAtEnd: true)
    #expect(source.storedSize == 1_000)
    #expect(readAll(&source) == Unpacked(bytes: Array(Self.plain.dropFirst(299_000))))
  }

  @Test func aDescriptorBehindTheEndIsEmpty() throws {
    let folder = try Folder()
    let descriptor = try unsafe open(folder.file("slow.log", Self.plain), O_RDONLY)
    #expect(lseek(descriptor, 400_000, SEEK_SET) == 400_000)
    var source = try ByteSource.fileDescriptor(descriptor, closesAtEnd: true)
    #expect(source.storedSize == 0)
    #expect(readAll(&source) == Unpacked())
  }

  #if os(Linux)
    @Test func anErrorInTheMiddleKeepsWhatCameBefore() throws {
      // The controlling side of a terminal gives EIO once the other side is closed and what was written there is read.
      let terminal = unsafe open("/dev/ptmx", O_RDWR | O_NOCTTY)
      let (unlock, openOther): (UInt, UInt) = (0x4004_5431, 0x5441)
      var locked: Int32 = 0
      #expect(terminal >= 0)
      #expect(unsafe ioctl(terminal, unlock, &locked) == 0)
      let other = ioctl(terminal, openOther, O_RDWR | O_NOCTTY)
      #expect(unsafe Glibc.write(other, "# Time: 071015 21:43:52", 23) == 23)
      close(other)
      var source = try ByteSource.fileDescriptor(terminal, closesAtEnd: true)
      let result = readAll(&source)
      #expect(result.bytes == Array("# Time: 071015 21:43:52".utf8))
      #expect(result.losses == [.readFailed(errno: EIO)])
      #expect(result.offsets == [23])
    }

    @Test func aFileWithoutASizeIsReadToItsEnd() throws {
      var source = try ByteSource.open(path: "/proc/self/status")
      #expect(source.storedSize == nil)
      #expect(String(decoding: readAll(&source, chunk: 50).bytes, as: UTF8.self).contains("\nPid:\t"))
    }

    @Test func aFileThatCannotBeReadIsAnError() {
      #expect(throws: InputError(.unreadable(errno: EIO), input: InputName(path: "/proc/self/mem"))) {
        _ = try ByteSource.open(path: "/proc/self/mem")
      }
    }
  #endif
}
