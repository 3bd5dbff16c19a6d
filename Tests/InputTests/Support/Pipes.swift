import Dispatch

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Both ends of a new pipe.
func makePipe() -> (reading: Int32, writing: Int32) {
  var ends: [Int32] = [0, 0]
  precondition(unsafe pipe(&ends) == 0)
  return (ends[0], ends[1])
}

func makeNamedPipe(_ path: String) {
  precondition(unsafe mkfifo(path, 0o600) == 0)
}

#if canImport(Glibc)
  let systemWrite: @Sendable (Int32, UnsafeRawPointer?, Int) -> Int = { unsafe Glibc.write($0, $1, $2) }
#else
  let systemWrite: @Sendable (Int32, UnsafeRawPointer?, Int) -> Int = { unsafe Darwin.write($0, $1, $2) }
#endif

/// Writes all of the bytes, at most `piece` of them at a time, from a thread of its own, and closes the descriptor.
func write(_ bytes: [UInt8], to descriptor: Int32, piece: Int = .max) {
  // A reader that leaves early is no reason for the tests to end.
  signal(SIGPIPE, SIG_IGN)
  DispatchQueue.global().async {
    var start = 0
    while start < bytes.count {
      let end = start + min(piece, bytes.count - start)
      let count = unsafe bytes[start..<end].withUnsafeBytes { raw in
        unsafe systemWrite(descriptor, raw.baseAddress, raw.count)
      }
      if count < 0 { break }
      start += count
    }
    close(descriptor)
  }
}
