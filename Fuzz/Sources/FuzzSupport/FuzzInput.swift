import Foundation

/// The bytes that libFuzzer has made up.
public enum FuzzInput {
  public static func bytes(_ start: UnsafePointer<UInt8>?, _ count: Int) -> [UInt8] {
    Array(UnsafeBufferPointer(start: start, count: count))
  }

  /// Ends the process, so that libFuzzer keeps the input, and says what does not hold.
  public static func require(_ holds: Bool, _ what: @autoclosure () -> String) {
    if !holds { fatalError("\n== does not hold: \(what())\n") }
  }

  /// A number that depends on nothing but the input: which of several ways it is read in.
  public static func choice(_ bytes: [UInt8], _ count: Int) -> Int {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    return Int((hash >> 20) % UInt64(max(1, count)))
  }

  /// A file with these bytes that is there while `body` runs, in memory where the system has a folder for that.
  public static func withFile<Result>(_ bytes: [UInt8], _ body: (String) throws -> Result) rethrows -> Result {
    let folder = FileManager.default.fileExists(atPath: "/dev/shm") ? "/dev/shm" : "/tmp"
    let path = "\(folder)/qdigest-fuzz-\(getpid())"
    guard FileManager.default.createFile(atPath: path, contents: Data(bytes)) else {
      fatalError("cannot write \(path)")
    }
    defer { unlink(path) }
    return try body(path)
  }
}
