#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// What kind of thing a path or descriptor leads to.
package enum FileKind: Hashable, Sendable {
  case regular, directory, pipe, other
}

/// Kind and identity of a file, as the system tells them.
struct FileStatus: Hashable, Sendable {
  var kind: FileKind
  var identity: FileIdentity

  /// The file that `path` leads to, symbolic links followed.
  init(path: [UInt8]) throws(SystemError) {
    guard !path.contains(0) else { throw SystemError(errno: ENOENT) }
    let terminated = path + [0]
    var status = stat()
    let result = unsafe terminated.withUnsafeBytes { raw in
      // SAFETY: `raw` ends with a NUL; stat fills the structure and keeps no pointer.
      unsafe stat(raw.assumingMemoryBound(to: CChar.self).baseAddress!, &status)
    }
    guard result == 0 else { throw SystemError(errno: errno) }
    self.init(status)
  }

  init(_ status: stat) {
    kind =
      switch mode_t(status.st_mode) & mode_t(S_IFMT) {
      case mode_t(S_IFREG): .regular
      case mode_t(S_IFDIR): .directory
      case mode_t(S_IFIFO), mode_t(S_IFSOCK): .pipe
      default: .other
      }
    #if canImport(Darwin)
      let modified = status.st_mtimespec
    #else
      let modified = status.st_mtim
    #endif
    identity = FileIdentity(
      device: UInt64(truncatingIfNeeded: status.st_dev), inode: UInt64(truncatingIfNeeded: status.st_ino),
      size: UInt64(max(0, status.st_size)), modifiedSeconds: Int64(modified.tv_sec),
      modifiedNanoseconds: Int32(truncatingIfNeeded: modified.tv_nsec))
  }
}
