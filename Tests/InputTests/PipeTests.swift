import Dispatch
import Locking
import Testing

@testable import Input

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

@Suite struct PipeTests {
  static let plain = SampleText.log(300_000)

  @Test(arguments: [1_000, .max], [Compression.none, .gzip, .zstd])
  func isReadToItsEnd(piece: Int, compression: Compression) throws {
    let stored =
      switch compression {
      case .none: Self.plain
      case .gzip: Packing.gzip(Self.plain)
      case .zstd: Packing.zstd(Self.plain)
      }
    let ends = makePipe()
    write(stored, to: ends.writing, piece: piece)
    var source = try ByteSource.fileDescriptor(ends.reading, closesAtEnd: true)
    #expect(source.compression == compression)
    #expect(source.storedSize == nil)
    #expect(readAll(&source) == Unpacked(bytes: Self.plain))
    #expect(source.storedPosition == UInt64(stored.count))
  }

  @Test func standardInputMayBeCompressedAndStaysOpen() throws {
    let ends = makePipe()
    write(Packing.gzip(Self.plain), to: ends.writing)
    let saved = dup(0)
    #expect(dup2(ends.reading, 0) == 0)
    defer {
      dup2(saved, 0)
      close(saved)
      close(ends.reading)
    }
    do {
      var source = try ByteSource.standardInput()
      #expect(source.name == .standardInput)
      #expect(readAll(&source) == Unpacked(bytes: Self.plain))
    }
    #expect(fcntl(0, F_GETFD) >= 0)
  }

  @Test func theMarkMayComeByteByByte() throws {
    let packed = Packing.gzip(Array(Self.plain.prefix(50)))
    let ends = makePipe()
    write(packed, to: ends.writing, piece: 1)
    var source = try ByteSource.fileDescriptor(ends.reading, closesAtEnd: true)
    #expect(readAll(&source) == Unpacked(bytes: Array(Self.plain.prefix(50))))
  }

  @Test(arguments: [0, 1, 9, 10, 4096, 4097]) func mayBeShort(count: Int) throws {
    let ends = makePipe()
    write(Array(Self.plain.prefix(count)), to: ends.writing)
    var source = try ByteSource.fileDescriptor(ends.reading, closesAtEnd: true)
    #expect(readAll(&source) == Unpacked(bytes: Array(Self.plain.prefix(count))))
  }

  @Test func mayHaveAName() throws {
    let folder = try Folder()
    let path = folder.path + "/pipe"
    makeNamedPipe(path)
    let inputs = InputSet(arguments: [path, path])
    #expect(inputs.files.map(\.kind) == [.pipe])
    #expect(inputs.storedSize == nil)
    DispatchQueue.global().async { write(Self.plain, to: unsafe open(path, O_WRONLY)) }
    var source = try inputs.files[0].open()
    #expect(readAll(&source) == Unpacked(bytes: Self.plain))
  }

  @Test func fillWaitsForAllThatWasAskedFor() throws {
    let ends = makePipe()
    write(Self.plain, to: ends.writing, piece: 5_000)
    var source = try ByteSource.fileDescriptor(ends.reading, closesAtEnd: true)
    var buffer = [UInt8](repeating: 0, count: 200_000)
    #expect(unsafe buffer.withUnsafeMutableBytes { unsafe source.fill($0) } == 200_000)
    #expect(buffer == Array(Self.plain.prefix(200_000)))
    #expect(unsafe buffer.withUnsafeMutableBytes { unsafe source.fill($0) } == 100_000)
    #expect(unsafe buffer.withUnsafeMutableBytes { unsafe source.fill($0) } == 0)
  }

  @Test func anEmptyPipeThatDoesNotBlockIsWaitedFor() throws {
    let ends = makePipe()
    precondition(fcntl(ends.reading, F_SETFL, O_NONBLOCK) == 0)
    DispatchQueue.global().asyncAfter(deadline: .now() + 0.05) { write(Self.plain, to: ends.writing) }
    var source = try ByteSource.fileDescriptor(ends.reading, closesAtEnd: true)
    #expect(readAll(&source) == Unpacked(bytes: Self.plain))
  }

  @Test func dataCutShortInAPipeIsTold() throws {
    let packed = Array(Packing.gzip(Self.plain).dropLast(4))
    let ends = makePipe()
    write(packed, to: ends.writing)
    var source = try ByteSource.fileDescriptor(ends.reading, closesAtEnd: true)
    let result = readAll(&source)
    #expect(result.bytes == Self.plain)
    #expect(result.losses == [.truncated])
  }

  @Test func garbageInAPipeIsToldWithoutItsLength() throws {
    let ends = makePipe()
    write(Packing.gzip(Self.plain) + Self.plain, to: ends.writing)
    var source = try ByteSource.fileDescriptor(ends.reading, closesAtEnd: true)
    #expect(readAll(&source).losses == [.trailingGarbage(bytes: nil)])
  }

  @Test func oneSourceMayBeReadFromSeveralThreads() throws {
    let source = Guarded(try ByteSource.bytes(Packing.gzip(Self.plain)))
    let sum = Guarded(0)
    DispatchQueue.concurrentPerform(iterations: 4) { _ in
      var buffer = [UInt8](repeating: 0, count: 1_000)
      while true {
        let count = source.withLock { source in
          var span = buffer.mutableSpan
          return source.read(into: &span)
        }
        if count == 0 { return }
        let part = buffer[..<count].reduce(0) { $0 + Int($1) }
        sum.withLock { $0 += part }
      }
    }
    #expect(sum.withLock { $0 } == Self.plain.reduce(0) { $0 + Int($1) })
  }
}
