#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The names in a directory.
enum Directory {
  /// All names in the directory at `path` but hidden ones, in the order of their bytes.
  static func visibleNames(at path: [UInt8]) throws(SystemError) -> [[UInt8]] {
    guard !path.contains(0) else { throw SystemError(errno: ENOENT) }
    let terminated = path + [0]
    let stream = unsafe terminated.withUnsafeBytes { raw in
      // SAFETY: `raw` ends with a NUL and outlives the call.
      unsafe opendir(raw.assumingMemoryBound(to: CChar.self).baseAddress!)
    }
    guard let stream = unsafe stream else { throw SystemError(errno: errno) }
    defer { unsafe closedir(stream) }

    var names: [[UInt8]] = []
    while true {
      errno = 0
      guard let entry = unsafe readdir(stream) else {
        guard errno == 0 else { throw SystemError(errno: errno) }
        break
      }
      // SAFETY: the name is NUL-terminated and valid until the next readdir; it is copied at once.
      let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) { tuple in
        let start = unsafe UnsafeRawPointer(tuple).assumingMemoryBound(to: UInt8.self)
        return unsafe [UInt8](
          UnsafeBufferPointer(start: start, count: strlen(UnsafePointer<CChar>(OpaquePointer(start)))))
      }
      if name.first != UInt8(ascii: ".") { names.append(name) }
    }
    return names.sorted { $0.lexicographicallyPrecedes($1) }
  }
}
