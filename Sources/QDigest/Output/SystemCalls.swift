#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Why the system refused something.
package struct SystemFailure: Error, Hashable, Sendable {
  package var errno: Int32

  /// What the last call that failed left behind.
  static var last: SystemFailure { SystemFailure(errno: currentErrno) }
  private static var currentErrno: Int32 {
    #if canImport(Glibc)
      Glibc.errno
    #elseif canImport(Musl)
      Musl.errno
    #else
      Darwin.errno
    #endif
  }

  package var isBrokenPipe: Bool { errno == EPIPE }

  /// As the C library words it, in lower case.
  package var text: String {
    var buffer = [CChar](repeating: 0, count: 256)
    // SAFETY: the call writes at most `count` bytes, with a NUL behind the text.
    let status = unsafe buffer.withUnsafeMutableBufferPointer { target in
      unsafe strerror_r(errno, target.baseAddress!, target.count)
    }
    guard status == 0 else { return "error \(errno)" }
    let text = String(decoding: buffer.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    return text.prefix(1).lowercased() + text.dropFirst()
  }
}

/// Calls to the system with paths, made again where a signal interrupted them.
enum SystemCalls {
  static func sleep(milliseconds: Int) { usleep(UInt32(clamping: milliseconds * 1_000)) }

  /// Lends a path as C wants it; `nil` if it holds a NUL.
  static func withPath<Result>(_ path: String, _ body: (UnsafePointer<CChar>) -> Result) -> Result? {
    guard !path.utf8.contains(0) else { return nil }
    // SAFETY: the pointer is lent for the call only.
    return unsafe path.withCString { unsafe body($0) }
  }

  static func open(_ path: String, _ flags: Int32, mode: mode_t = 0) throws(SystemFailure) -> Int32 {
    let opened = unsafe withPath(path) { name in
      var result: Int32
      #if canImport(Glibc)
        repeat { result = unsafe Glibc.open(name, flags | O_CLOEXEC, mode) } while result < 0 && errno == EINTR
      #elseif canImport(Musl)
        repeat { result = unsafe Musl.open(name, flags | O_CLOEXEC, mode) } while result < 0 && errno == EINTR
      #else
        repeat { result = unsafe Darwin.open(name, flags | O_CLOEXEC, mode) } while result < 0 && errno == EINTR
      #endif
      return result
    }
    guard let opened else { throw SystemFailure(errno: ENOENT) }
    guard opened >= 0 else { throw .last }
    return opened
  }

  /// Writes all of `bytes`, however little is taken at a time.
  static func write(_ bytes: Span<UInt8>, to descriptor: Int32) throws(SystemFailure) {
    var done = 0
    while done < bytes.count {
      let rest = bytes.extracting(done..<bytes.count)
      // SAFETY: the pointer covers `rest` and is lent for the call only.
      let count = unsafe rest.withUnsafeBytes { raw in
        #if canImport(Glibc)
          unsafe Glibc.write(descriptor, raw.baseAddress, raw.count)
        #elseif canImport(Musl)
          unsafe Musl.write(descriptor, raw.baseAddress, raw.count)
        #else
          unsafe Darwin.write(descriptor, raw.baseAddress, raw.count)
        #endif
      }
      if count >= 0 {
        done += count
      } else if errno == EAGAIN {
        try wait(for: POLLOUT, of: descriptor)
      } else if errno != EINTR {
        throw .last
      }
    }
  }

  /// Reads once to the front of `buffer`; 0 is the end.
  static func read(_ descriptor: Int32, into buffer: inout [UInt8]) throws(SystemFailure) -> Int {
    while true {
      // SAFETY: at most `count` bytes are written to memory that the array owns.
      let count = unsafe buffer.withUnsafeMutableBytes { raw in
        #if canImport(Glibc)
          unsafe Glibc.read(descriptor, raw.baseAddress, raw.count)
        #elseif canImport(Musl)
          unsafe Musl.read(descriptor, raw.baseAddress, raw.count)
        #else
          unsafe Darwin.read(descriptor, raw.baseAddress, raw.count)
        #endif
      }
      if count >= 0 { return count }
      switch errno {
      case EINTR: continue
      case EAGAIN: try wait(for: POLLIN, of: descriptor)
      default: throw .last
      }
    }
  }

  /// For a descriptor that another program left in non-blocking mode.
  private static func wait(for events: Int32, of descriptor: Int32) throws(SystemFailure) {
    var request = pollfd(fd: descriptor, events: Int16(events), revents: 0)
    // SAFETY: poll writes to the one structure it is given.
    guard unsafe poll(&request, 1, -1) >= 0 || errno == EINTR else { throw .last }
  }

  /// Which file a path leads to; `nil` if there is none.
  static func identity(of path: String) -> (device: UInt64, inode: UInt64)? {
    var status = stat()
    // SAFETY: the structure is filled, no pointer is kept.
    let result = unsafe withPath(path) { name in unsafe stat(name, &status) }
    guard result == 0 else { return nil }
    return (UInt64(truncatingIfNeeded: status.st_dev), UInt64(truncatingIfNeeded: status.st_ino))
  }

  /// The paths that match a pattern of the shell, in the order of their bytes.
  static func paths(matching pattern: String) -> [String] {
    var found = unsafe glob_t()
    // SAFETY: `found` is filled by glob, read while it lives, and freed by globfree; the texts are copied.
    defer { unsafe globfree(&found) }
    let status = unsafe withPath(pattern) { name in unsafe glob(name, GLOB_NOSORT, nil, &found) }
    guard status == 0, let list = unsafe found.gl_pathv else { return [] }
    let paths = unsafe (0..<Int(found.gl_pathc)).compactMap { index in
      unsafe list[index].map { unsafe String(cString: $0) }
    }
    return paths.sorted()
  }

  /// What a path leads to; `nil` if there is nothing.
  static func kind(of path: String, followingLinks: Bool) -> mode_t? {
    var status = stat()
    let result = unsafe withPath(path) { name in
      // SAFETY: the structure is filled, no pointer is kept.
      unsafe followingLinks ? stat(name, &status) : lstat(name, &status)
    }
    return result == 0 ? status.st_mode : nil
  }
}

/// Files of the system that are read whole.
enum SmallFile {
  static func exists(_ path: String) -> Bool { SystemCalls.kind(of: path, followingLinks: true) != nil }

  /// The first bytes of a regular file; `nil` if it is none or cannot be read.
  static func front(of path: String, atMost count: Int) -> [UInt8]? {
    guard let kind = SystemCalls.kind(of: path, followingLinks: true), kind & S_IFMT == S_IFREG,
      let descriptor = try? SystemCalls.open(path, O_RDONLY)
    else { return nil }
    defer { close(descriptor) }
    var buffer = [UInt8](repeating: 0, count: count)
    guard let got = try? SystemCalls.read(descriptor, into: &buffer) else { return nil }
    return Array(buffer[..<got])
  }

  /// The bytes of a file; `nil` if it cannot be read, is no regular file, or is larger than `limit`.
  static func read(_ path: String, atMost limit: Int) -> [UInt8]? {
    guard let kind = SystemCalls.kind(of: path, followingLinks: true), kind & S_IFMT == S_IFREG,
      let descriptor = try? SystemCalls.open(path, O_RDONLY)
    else { return nil }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 16 << 10)
    while bytes.count <= limit {
      guard let count = try? SystemCalls.read(descriptor, into: &buffer) else { return nil }
      if count == 0 { return bytes }
      bytes += buffer[..<count]
    }
    return nil
  }
}
