#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// An open file descriptor with one owner, who closes it.
///
/// Calls that a signal interrupted are made again; a descriptor that another program left in non-blocking mode is
/// waited for, so that an empty pipe is never taken for the end.
struct Descriptor: ~Copyable, Sendable {
  let number: Int32
  let closesAtEnd: Bool

  /// Takes over a descriptor that is open already.
  init(adopting number: Int32, closesAtEnd: Bool) {
    self.number = number
    self.closesAtEnd = closesAtEnd
  }

  /// Opens the file at `path` for reading; a named pipe waits here for its writer.
  init(opening path: [UInt8]) throws(SystemError) {
    guard !path.contains(0) else { throw SystemError(errno: ENOENT) }
    let terminated = path + [0]
    let opened = unsafe terminated.withUnsafeBytes { raw in
      // SAFETY: `raw` ends with a NUL and outlives the calls.
      let name = unsafe raw.assumingMemoryBound(to: CChar.self).baseAddress!
      var result: Int32
      repeat { result = unsafe open(name, O_RDONLY | O_CLOEXEC | O_NOCTTY) } while result < 0 && errno == EINTR
      return result
    }
    guard opened >= 0 else { throw SystemError(errno: errno) }
    self.init(adopting: opened, closesAtEnd: true)
  }

  deinit {
    // Only read from, so that there is nothing a failing close could lose.
    if closesAtEnd { close(number) }
  }

  func status() throws(SystemError) -> FileStatus {
    var status = stat()
    // SAFETY: fstat fills the structure it is given and keeps no pointer to it.
    guard unsafe fstat(number, &status) == 0 else { throw SystemError(errno: errno) }
    return FileStatus(status)
  }

  /// Where the next sequential read would start; 0 for what has no positions.
  func currentOffset() -> UInt64 {
    UInt64(max(0, lseek(number, 0, SEEK_CUR)))
  }

  /// Reads once, to the front of `buffer`: at `offset`, or where the descriptor stands when that is `nil`.
  func read(into buffer: UnsafeMutableRawBufferPointer, at offset: UInt64?) throws(SystemError) -> Int {
    while true {
      // SAFETY: the kernel writes at most `buffer.count` bytes to memory that the caller owns.
      let count =
        if let offset {
          unsafe pread(number, buffer.baseAddress, buffer.count, off_t(offset))
        } else {
          unsafe Self.readOnce(number, buffer)
        }
      if count >= 0 { return count }
      switch errno {
      case EINTR: continue
      case EAGAIN: try waitUntilReadable()
      default: throw SystemError(errno: errno)
      }
    }
  }

  /// Tells the kernel that this file is read from front to back; advice only, so that a refusal changes nothing.
  func adviseSequentialReading() {
    #if os(Linux)
      posix_fadvise(number, 0, 0, POSIX_FADV_SEQUENTIAL)
    #endif
  }

  /// Asks for a pipe of `size` bytes, so that reader and writer change places less often; a refusal changes nothing.
  func widenPipe(to size: Int32) {
    #if os(Linux)
      /// `F_SETPIPE_SZ`, which stands behind a feature macro in the C headers.
      let setPipeSize: Int32 = 1031
      _ = fcntl(number, setPipeSize, size)
    #endif
  }

  /// Whether a read would not have to wait; so it is at the end, and where reading fails.
  func isReadable(within milliseconds: Int32) -> Bool {
    var request = pollfd(fd: number, events: Int16(POLLIN), revents: 0)
    // SAFETY: poll writes to the one structure it is given.
    return unsafe poll(&request, 1, milliseconds) > 0
  }

  private func waitUntilReadable() throws(SystemError) {
    var request = pollfd(fd: number, events: Int16(POLLIN), revents: 0)
    // SAFETY: poll writes to the one structure it is given.
    guard unsafe poll(&request, 1, -1) >= 0 || errno == EINTR else { throw SystemError(errno: errno) }
  }
}

extension Descriptor {
  /// `read(2)`, out of reach of the method of the same name.
  private static func readOnce(_ number: Int32, _ buffer: UnsafeMutableRawBufferPointer) -> Int {
    // SAFETY: as in the caller.
    #if canImport(Glibc)
      unsafe Glibc.read(number, buffer.baseAddress, buffer.count)
    #elseif canImport(Musl)
      unsafe Musl.read(number, buffer.baseAddress, buffer.count)
    #else
      unsafe Darwin.read(number, buffer.baseAddress, buffer.count)
    #endif
  }
}
