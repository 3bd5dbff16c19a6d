import Foundation
import QDigest
import Testing

@Suite struct OutputFileTests {
  private let scratch: Scratch
  private let temporaryFiles = TemporaryFiles()

  init() throws { scratch = try Scratch() }

  private func write(_ text: String, to name: String, commit: Bool = true) throws {
    let file = try OutputFile(scratch.path(name), temporaryFiles: temporaryFiles)
    try file.write(Array(text.utf8).span)
    if commit { try file.commit() }
  }

  @Test func appearsWhenItIsComplete() throws {
    let file = try OutputFile(scratch.path("report"), temporaryFiles: temporaryFiles)
    try file.write(Array("one ".utf8).span)
    #expect(try scratch.names.allSatisfy { $0.hasPrefix(".qdigest-") })
    try file.write(Array("two".utf8).span)
    try file.commit()
    #expect(try scratch.text("report") == "one two")
    #expect(try scratch.names == ["report"])
  }

  @Test func withoutACommitTheTargetStaysAsItWas() throws {
    try scratch.write("report", "old")
    try write("new", to: "report", commit: false)
    #expect(try scratch.text("report") == "old")
    #expect(try scratch.names == ["report"])
  }

  @Test func replacesAndKeepsPermissions() throws {
    try scratch.write("report", "old")
    try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: scratch.path("report"))
    try write("new", to: "report")
    #expect(try scratch.text("report") == "new")
    #expect(try permissions("report") == 0o600)
  }

  @Test func aNewFileIsItsOwners() throws {
    try write("new", to: "report")
    #expect(try permissions("report") == 0o600)
  }

  @Test(arguments: [(0o700, 0o600), (0o755, 0o644), (0o750, 0o640)])
  func aPageIsAsOpenAsItsFolder(folder: Int, page: Int) throws {
    try FileManager.default.setAttributes([.posixPermissions: folder], ofItemAtPath: scratch.folder)
    let file = try OutputFile(scratch.path("page"), temporaryFiles: temporaryFiles, readers: .asFolder)
    try file.commit()
    // No umask opens what the folder closes.
    #expect(try permissions("page") & ~page == 0 && permissions("page") & 0o600 == 0o600)
  }

  private func permissions(_ name: String) throws -> Int {
    let value = try FileManager.default.attributesOfItem(atPath: scratch.path(name))[.posixPermissions]
    return try #require(value as? Int)
  }

  @Test func aSymbolicLinkIsReplacedNotFollowed() throws {
    try scratch.write("precious", "keep")
    try FileManager.default.createSymbolicLink(
      atPath: scratch.path("report"), withDestinationPath: scratch.path("precious"))
    try write("new", to: "report")
    #expect(try scratch.text("precious") == "keep")
    #expect(try scratch.text("report") == "new")
  }

  @Test func devicesAreWrittenDirectly() throws {
    let file = try OutputFile("/dev/null", temporaryFiles: temporaryFiles)
    try file.write([1, 2, 3].span)
    try file.commit()
    #expect(FileManager.default.fileExists(atPath: "/dev/null"))
  }

  @Test(arguments: [("no/such/folder/report", "no such file or directory"), ("", "is a directory")])
  func whatCannotBeCreatedIsTold(name: String, reason: String) throws {
    let path = scratch.path(name)
    let error = #expect(throws: OutputError.self) {
      _ = try OutputFile(path, temporaryFiles: temporaryFiles)
    }
    #expect(error?.message == "cannot create \(path): \(reason)")
  }

  @Test func endingEarlyRemovesWhatIsTemporary() throws {
    let file = try OutputFile(scratch.path("report"), temporaryFiles: temporaryFiles)
    try file.write([1].span)
    #expect(try scratch.names.count == 1)
    temporaryFiles.removeAll()
    #expect(try scratch.names.isEmpty)
    let error = #expect(throws: OutputError.self) { try file.commit() }
    #expect(error?.code == .cannotReplace)
    #expect(try scratch.names.isEmpty)
  }

  @Test func aFullDiskLeavesNothing() throws {
    guard FileManager.default.fileExists(atPath: "/dev/full") else { return }
    let file = try OutputFile("/dev/full", temporaryFiles: temporaryFiles)
    let error = #expect(throws: OutputError.self) { try file.write([1].span) }
    #expect(error?.message == "cannot write /dev/full: no space left on device")
  }
}
