import Testing

@testable import Input

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

@Suite struct InputSetTests {
  static let log = SampleText.log(2_000)

  private func names(_ inputs: InputSet, in folder: Folder) -> [String] {
    inputs.files.map { $0.name.description.replacing(folder.path + "/", with: "") }
  }

  @Test func orderIsThatOfTheNames() throws {
    let folder = try Folder()
    let paths = try ["b.log", "a.log", "c.log"].map { try folder.file($0, Self.log) }
    for order in [paths, paths.reversed(), [paths[1], paths[2], paths[0]]] {
      let inputs = InputSet(arguments: order)
      #expect(names(inputs, in: folder) == ["a.log", "b.log", "c.log"])
      #expect(inputs.storedSize == 6_000)
      #expect(inputs.problems.isEmpty && inputs.notes.isEmpty)
    }
  }

  @Test func aDirectoryGivesTheLogsInIt() throws {
    let folder = try Folder()
    _ = try folder.file("slow.log", Self.log)
    _ = try folder.file("slow.log.1", Packing.gzip(Self.log))
    _ = try folder.file("slow.log.2", Packing.zstd(Self.log))
    _ = try folder.file("empty", "")
    _ = try folder.file(".hidden.log", Self.log)
    _ = try folder.file("error.log", "2024-01-01T00:00:00.000000Z 0 [System] [MY-010116] [Server] starting\n")
    _ = try folder.file("binlog.000001", [0xFE, 0x62, 0x69, 0x6E] + [UInt8](repeating: 7, count: 50))
    _ = try folder.file("binlog.index", "./binlog.000001\n")
    let inner = try folder.folder("inner")
    _ = try folder.file("inner/slow.log", Self.log)
    makeNamedPipe(inner + "/../pipe")
    let inputs = InputSet(arguments: [folder.path + "/"])
    #expect(names(inputs, in: folder) == ["empty", "slow.log", "slow.log.1", "slow.log.2"])
    #expect(inputs.problems.isEmpty)
    #expect(
      inputs.notes.map { $0.message.replacing(folder.path + "/", with: "") } == [
        "binlog.000001: left out, looks like a binary log",
        "binlog.index: left out, looks like text that is no slow log",
        "error.log: left out, looks like an error log",
      ])
  }

  @Test func aLogThatBeginsInALongStatementIsFoundInADirectory() throws {
    let folder = try Folder()
    _ = try folder.file("slow.log", Array(String(repeating: "('a', 1),\n", count: 4_000).utf8) + Self.log)
    #expect(names(InputSet(arguments: [folder.path]), in: folder) == ["slow.log"])
  }

  @Test func whatADirectoryHasInAForeignFormatIsNotLostSilently() throws {
    let folder = try Folder()
    _ = try folder.file("slow.log", Self.log)
    let path = try folder.file("slow.log.1", [0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00])
    let inputs = InputSet(arguments: [folder.path])
    #expect(names(inputs, in: folder) == ["slow.log"])
    #expect(inputs.problems == [InputError(.foreignFormat(.xz), input: InputName(path: path))])
  }

  @Test func aDirectoryWithoutLogsIsAProblem() throws {
    let folder = try Folder()
    _ = try folder.file("README", "nothing here\n")
    let inputs = InputSet(arguments: [folder.path])
    #expect(inputs.files.isEmpty)
    #expect(inputs.problems == [InputError(.noLogs, input: InputName(path: folder.path))])
  }

  @Test func whatIsMissingDoesNotStandInTheWay() throws {
    let folder = try Folder()
    let path = try folder.file("slow.log", Self.log)
    let inputs = InputSet(arguments: [
      folder.path + "/z", path, folder.path + "/a", path + "/below", folder.path + "/z",
    ])
    #expect(names(inputs, in: folder) == ["slow.log"])
    #expect(
      inputs.problems.map { $0.message.replacing(folder.path + "/", with: "") } == [
        "a: no such file or directory", "slow.log/below: not a directory", "z: no such file or directory",
      ])
  }

  @Test func aFileReachedTwiceIsReadOnce() throws {
    let folder = try Folder()
    let path = try folder.file("slow.log", Self.log)
    #expect(unsafe link(path, folder.path + "/again.log") == 0)
    #expect(unsafe symlink(path, folder.path + "/by-link.log") == 0)
    let arguments = [path, folder.path + "/by-link.log", folder.path + "/./slow.log", folder.path, path]
    for order in [arguments, arguments.reversed()] {
      let inputs = InputSet(arguments: order)
      #expect(names(inputs, in: folder) == ["./slow.log"])
      #expect(
        inputs.notes.map { $0.message.replacing(folder.path + "/", with: "") } == [
          "again.log: the same file as ./slow.log, read once", "by-link.log: the same file as ./slow.log, read once",
          "slow.log: the same file as ./slow.log, read once",
        ])
    }
  }

  @Test func aFileNamedInFullIsReadWhateverItLooksLike() throws {
    let folder = try Folder()
    let path = try folder.file("notes", "no log\n")
    _ = try folder.file("slow.log", Self.log)
    let inputs = InputSet(arguments: [folder.path, path])
    #expect(names(inputs, in: folder) == ["notes", "slow.log"])
    #expect(inputs.notes.isEmpty)
  }

  @Test func standardInputIsUsedOnce() {
    let inputs = InputSet(arguments: ["-", "-"])
    #expect(inputs.files.map(\.name) == [.standardInput])
    #expect(inputs.notes == [.duplicate(.standardInput, of: .standardInput)])
    #expect(inputs.notes[0].message == "standard input: named more than once, read once")
  }

  @Test func identityIsThatOfTheFile() throws {
    let folder = try Folder()
    let path = try folder.file("slow.log", Self.log)
    var status = stat()
    #expect(unsafe stat(path, &status) == 0)
    let identity = InputSet(arguments: [path]).files[0].identity
    #expect(identity.device == UInt64(status.st_dev) && identity.inode == UInt64(status.st_ino))
    #expect(identity.size == 2_000)
    #if os(Linux)
      #expect(identity.modifiedSeconds == Int64(status.st_mtim.tv_sec))
      #expect(identity.modifiedNanoseconds == Int32(status.st_mtim.tv_nsec))
    #endif
    #expect(try ByteSource.open(path: path).identity == identity)
  }

  @Test func aNameNeedNotBeUTF8() throws {
    let folder = try Folder()
    let bytes = Array((folder.path + "/slow-").utf8) + [0xFF]
    let descriptor = unsafe (bytes + [0]).withUnsafeBytes { raw in
      unsafe open(raw.assumingMemoryBound(to: CChar.self).baseAddress!, O_CREAT | O_WRONLY, 0o600)
    }
    write(Array("# Time: 071015 21:43:52\n".utf8), to: descriptor)
    #expect(names(InputSet(arguments: [folder.path]), in: folder) == ["slow-\u{FFFD}"])
  }
}
