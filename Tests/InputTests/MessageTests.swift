import Testing

@testable import Input

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

@Suite struct MessageTests {
  static let log = InputName(path: "slow.log.1")

  @Test(
    arguments: [
      (.unreadable(errno: ENOENT), "slow.log.1: no such file or directory", nil),
      (.unreadable(errno: EIO), "slow.log.1: input/output error", nil),
      (.unreadable(errno: EACCES), "slow.log.1: permission denied", "sudo cat slow.log.1 | qdigest -"),
      (.unreadableFolder(errno: EACCES), "slow.log.1: permission denied", "sudo qdigest slow.log.1"),
      (.unreadableFolder(errno: EIO), "slow.log.1: input/output error", nil),
      (.isDirectory, "slow.log.1: is a directory", nil),
      (
        .noLogs, "slow.log.1: no file in this directory looks like a slow log",
        "a file that is named itself is read whatever it looks like"
      ),
      (
        .foreignFormat(.bzip2), "slow.log.1: is compressed with bzip2, which qdigest does not read",
        "bzip2 -dc slow.log.1 | qdigest -"
      ),
      (
        .foreignFormat(.sevenZip), "slow.log.1: is compressed with 7-zip, which qdigest does not read",
        "7z e -so slow.log.1 | qdigest -"
      ),
    ] as [(InputError.Code, String, String?)])
  func ofErrors(code: InputError.Code, message: String, hint: String?) {
    let error = InputError(code, input: Self.log)
    #expect(error.message == message)
    #expect(error.hint == hint)
  }

  @Test(
    arguments: [
      (.bzip2, "bzip2 -dc slow.log | qdigest -", "... | bzip2 -dc | qdigest -"),
      (.xz, "xz -dc slow.log | qdigest -", "... | xz -dc | qdigest -"),
      (.lz4, "lz4 -dc slow.log | qdigest -", "... | lz4 -dc | qdigest -"),
      (.lzip, "lzip -dc slow.log | qdigest -", "... | lzip -dc | qdigest -"),
      (.lzop, "lzop -dc slow.log | qdigest -", "... | lzop -dc | qdigest -"),
      (.compress, "gzip -dc slow.log | qdigest -", "... | gzip -dc | qdigest -"),
      (.zip, "unzip -p slow.log | qdigest -", "unzip -p FILE | qdigest -"),
      (.sevenZip, "7z e -so slow.log | qdigest -", "7z e -so FILE | qdigest -"),
    ] as [(ForeignFormat, String, String)])
  func ofForeignFormatsNameThePipeToUse(format: ForeignFormat, ofFile: String, ofStandardInput: String) {
    #expect(InputError(.foreignFormat(format), input: InputName(path: "slow.log")).hint == ofFile)
    #expect(InputError(.foreignFormat(format), input: .standardInput).hint == ofStandardInput)
  }

  @Test(
    arguments: [
      (.truncated, .gzip, "the gzip data ends too early; the 5000 bytes unpacked before are used"),
      (.truncated, .zstd, "the zstd data ends too early; the 5000 bytes unpacked before are used"),
      (
        .damaged(.header), .gzip, "the header of a gzip member is damaged; the 5000 bytes unpacked before are used"
      ),
      (.damaged(.data), .zstd, "the zstd data is damaged; the 5000 bytes unpacked before are used"),
      (
        .damaged(.checksum), .gzip,
        "the gzip checksum does not match; the 5000 bytes unpacked before are used, some may be wrong"
      ),
      (.trailingGarbage(bytes: 12), .gzip, "12 bytes after the gzip data are no gzip data and left out"),
      (.trailingGarbage(bytes: nil), .zstd, "what follows the zstd data is no zstd data and left out"),
      (
        .windowTooLarge, .zstd,
        "the zstd data needs a window of more than 128 MiB; the 5000 bytes unpacked before are used"
      ),
      (
        .needsDictionary, .zstd,
        "the zstd data needs the dictionary it was made with; the 5000 bytes unpacked before are used"
      ),
      (.shrank(from: 800, to: 0), .none, "the file shrank from 800 to 0 bytes while it was read"),
      (.readFailed(errno: EIO), .none, "reading failed: input/output error"),
    ] as [(InputLoss.Code, Compression, String)])
  func ofLosses(code: InputLoss.Code, compression: Compression, problem: String) {
    let loss = InputLoss(code, input: Self.log, compression: compression, storedOffset: 700, plainOffset: 5_000)
    #expect(loss.message == "slow.log.1: byte 700: " + problem)
  }

  @Test func ofLossesHaveTheWayOutWhereThereIsOne() {
    func hint(_ code: InputLoss.Code, _ input: InputName) -> String? {
      InputLoss(code, input: input, compression: .zstd, storedOffset: 0, plainOffset: 0).hint
    }
    #expect(hint(.windowTooLarge, Self.log) == "zstd -dc --long=31 slow.log.1 | qdigest -")
    #expect(hint(.windowTooLarge, .standardInput) == "zstd -dc --long=31 FILE | qdigest -")
    #expect(hint(.needsDictionary, Self.log) == "zstd -dc -D DICTIONARY slow.log.1 | qdigest -")
    #expect(hint(.truncated, Self.log) == nil)
  }

  @Test(arguments: [
    (InputName.standardInput, "standard input"), (.descriptor(3), "file descriptor 3"), (.memory, "bytes in memory"),
    (InputName(path: ""), "''"), (InputName(path: "größe.log"), "größe.log"),
    (InputName(path: "a\u{1B}[31m\nb"), "a\\x1b[31m\\x0ab"), (InputName(path: "a\u{202E}b"), "a\\u{202e}b"),
    (.path([0x61, 0xFF]), "a\u{FFFD}"),
  ])
  func ofNamesCannotReachTheTerminalUnescaped(name: InputName, text: String) {
    #expect(name.description == text)
  }

  @Test(arguments: [
    ("slow.log", "slow.log"), ("my log", "'my log'"), ("it's", #"'it'\''s'"#), ("-rf", "./-rf"), ("", "''"),
    ("a\nb'", #"$'a\x0ab\x27'"#),
    ("$(x)", "'$(x)'"),
  ])
  func ofNamesAreOneWordForTheShell(path: String, word: String) {
    #expect(InputName(path: path).shellWord == word)
  }

  @Test func descriptorsThatAreNotOpenAreToldOf() {
    #expect(throws: InputError(.unreadable(errno: EBADF), input: .descriptor(987))) {
      _ = try ByteSource.fileDescriptor(987)
    }
    #expect(throws: InputError(.isDirectory, input: InputName(path: "/"))) { _ = try ByteSource.open(path: "/") }
    #expect(throws: InputError(.unreadable(errno: ENOENT), input: InputName(path: "a\0b"))) {
      _ = try ByteSource.open(path: "a\0b")
    }
  }
}
