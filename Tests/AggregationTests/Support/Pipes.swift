import Dispatch
import Foundation

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

struct PipeError: Error {
  var errno: Int32
}

func makePipe(at path: String) throws {
  guard unsafe mkfifo(path, 0o600) == 0 else { throw PipeError(errno: errno) }
}

/// Writes all of the bytes, `piece` of them at a time, from a thread of its own; the group is left when it is done.
func writing(_ bytes: [UInt8], to path: String, piece: Int) -> DispatchGroup {
  let group = DispatchGroup()
  DispatchQueue.global().async(group: group) {
    guard let handle = FileHandle(forWritingAtPath: path) else { return }
    for start in stride(from: 0, to: bytes.count, by: piece) {
      handle.write(Data(bytes[start..<min(start + piece, bytes.count)]))
    }
    handle.closeFile()
  }
  return group
}
