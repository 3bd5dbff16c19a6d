import Aggregation
import Foundation
import History
import Input
import Locking
import QDigestTestSupport
import SlowLog
import Testing

/// Whatever becomes of a log between two readings, each of its events is counted once.
@Suite struct LogRegisterTests {
  private static let bytes = Array(
    (0..<400).map { number in
      "# Time: 2026-11-27T08:\(String(100 + number / 60).dropFirst()):\(String(100 + number % 60).dropFirst()).000000Z\n"
        + "# User@Host: app[app] @ web1 [10.0.0.1]  Id: \(number)\n"
        + "# Query_time: 0.5  Lock_time: 0.0 Rows_sent: 1  Rows_examined: 1\nSELECT \(number) FROM t;\n"
    }.joined().utf8)

  /// The places of events' ends.
  private static let ends: [Int] = bytes.indices.filter { $0 > 0 && bytes[$0] == 0x0A && bytes[$0 - 1] == 0x3B }.map {
    $0 + 1
  }

  /// Reads all files of a folder as a night does, until none is put off.
  private static func read(_ folder: Folder, _ positions: inout [LogPosition]) throws -> UInt64 {
    let register = LogRegister(positions)
    var names = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted().map { folder.path + "/" + $0 }
    var events: UInt64 = 0
    while !names.isEmpty {
      var options = DigestOptions()
      options.jobs = 2
      options.chunkBytes = 5_000
      options.start = register.chooser
      let (digest, ends) = Digester.read(InputSet(arguments: names), options: options)
      events += digest.accounting.events
      names = register.finish(ends).sorted()
    }
    // Logs that were left alone stay as they were known.
    let read = register.positions
    positions = positions.filter { known in !read.contains { $0.id == known.id } } + read
    for index in positions.indices { positions[index].id = Int64(index) }
    return events
  }

  private static func pack(_ path: String) throws {
    let gzip = Process()
    gzip.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    gzip.arguments = ["gzip", "-f", path]
    try gzip.run()
    gzip.waitUntilExit()
    #expect(gzip.terminationStatus == 0)
  }

  @Test func growsIsRenamedPackedAndCutOff() throws {
    let folder = try Folder()
    let path = folder.path + "/slow.log"
    let all = Self.bytes
    let ends = Self.ends
    var positions: [LogPosition] = []
    // Half an event more than fifty.
    _ = try folder.file("slow.log", Array(all[..<(ends[49] + 40)]))
    #expect(try Self.read(folder, &positions) == 50)
    #expect(try Self.read(folder, &positions) == 0)
    _ = try folder.file("slow.log", Array(all[..<ends[99]]))
    #expect(try Self.read(folder, &positions) == 50)
    // Renamed after it has grown; a new log takes its name.
    _ = try folder.file("slow.log", Array(all[..<ends[119]]))
    try FileManager.default.moveItem(atPath: path, toPath: path + ".1")
    _ = try folder.file("slow.log", Array(all[ends[119]..<ends[149]]))
    #expect(try Self.read(folder, &positions) == 50)
    // Packed; beside it a plain copy.
    try FileManager.default.copyItem(atPath: path + ".1", toPath: folder.path + "/copy.log")
    try Self.pack(path + ".1")
    #expect(try Self.read(folder, &positions) == 0)
    // Copied away and cut off, then written on.
    try FileManager.default.copyItem(atPath: path, toPath: path + ".2")
    _ = try folder.file("slow.log", Array(all[ends[149]..<ends[189]]))
    #expect(try Self.read(folder, &positions) == 40)
    #expect(try Self.read(folder, &positions) == 0)
  }

  @Test func aLogAndItsCopyThatAreBothNewAreCountedOnce() throws {
    let folder = try Folder()
    _ = try folder.file("a.log", Array(Self.bytes[..<Self.ends[99]]))
    _ = try folder.file("b.log", Self.bytes)
    var positions: [LogPosition] = []
    #expect(try Self.read(folder, &positions) == 400)
    #expect(try Self.read(folder, &positions) == 0)
  }

  /// Two threads open a log and its copy at the same moment: one of them is put off, every time.
  @Test func aLogAndItsCopyAreNeverTakenAtTheSameTime() throws {
    let folder = try Folder()
    let files = InputSet(arguments: try (0..<8).map { try folder.file("\($0).log", Self.bytes) }).files
    // Another log with the same beginning: to tell that takes a while, in which the copies come.
    let head = Self.bytes[..<1000]
    let other = LogPosition(
      id: 1, path: "other.log", device: 0, inode: 0, storedSize: 0, headLength: head.count,
      headHash: LogPosition.hash(head), offset: UInt64(Self.ends[399]), tailLength: 64, tailHash: [],
      carried: CarriedState())
    for _ in 0..<200 {
      let register = LogRegister([other])
      let choose = register.chooser
      let taken = Guarded(0)
      DispatchQueue.concurrentPerform(iterations: files.count) { index in
        do {
          var source = try files[index].open()
          if choose(files[index], &source) != nil { taken.withLock { $0 += 1 } }
        } catch {
          Issue.record(error)
        }
      }
      #expect(taken.withLock { $0 } == 1)
      #expect(register.finish([]).count == files.count - 1)
    }
  }

  /// An empty log that is written to while it is read would be counted, but not remembered.
  @Test func anEmptyLogIsLeftForTheNextTime() throws {
    let folder = try Folder()
    let file = try #require(InputSet(arguments: [try folder.file("slow.log", [])]).files.first)
    var source = try file.open()
    let register = LogRegister([])
    #expect(register.chooser(file, &source) == nil)
    #expect(register.finish([]).isEmpty)
  }

  /// An event without an end is left while the log grows, and taken when it does not.
  @Test func anEndThatNeverComesIsTakenInTheEnd() throws {
    let folder = try Folder()
    _ = try folder.file("slow.log", Array(Self.bytes[..<(Self.ends[9] - 2)]))
    var positions: [LogPosition] = []
    #expect(try Self.read(folder, &positions) == 9)
    #expect(try Self.read(folder, &positions) == 1)
    #expect(try Self.read(folder, &positions) == 0)
  }

  @Test func twoServersWithTheSameBannerAreTwoLogs() throws {
    let folder = try Folder()
    let banner =
      "/usr/sbin/mysqld, Version: 9.7.4. started with:\nTcp port: 3306  Unix socket: /run/m.sock\n"
      + "Time                 Id Command    Argument\n"
    _ = try folder.file("a.log", banner)
    _ = try folder.file("b.log", banner)
    var positions: [LogPosition] = []
    #expect(try Self.read(folder, &positions) == 0)
    _ = try folder.file("a.log", Array(banner.utf8) + Self.bytes[..<Self.ends[99]])
    _ = try folder.file("b.log", Array(banner.utf8) + Self.bytes[Self.ends[99]...])
    #expect(try Self.read(folder, &positions) == 400)
    #expect(try Self.read(folder, &positions) == 0)
  }
}
