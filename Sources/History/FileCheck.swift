#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

enum FileCheck {
  /// Makes an empty file that only its owner can read, unless there is one or a link; what fails, SQLite will tell.
  static func create(_ path: String) {
    // SAFETY: the pointer is lent for the call only.
    let descriptor = unsafe path.withCString { unsafe open($0, O_WRONLY | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0o600) }
    if descriptor >= 0 { close(descriptor) }
  }

  static func exists(_ path: String) -> Bool {
    // SAFETY: the pointer is lent for the call only.
    unsafe path.withCString { unsafe access($0, F_OK) } == 0
  }
}
