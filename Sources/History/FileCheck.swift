#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

enum FileCheck {
  static func exists(_ path: String) -> Bool {
    // SAFETY: the pointer is lent for the call only.
    unsafe path.withCString { unsafe access($0, F_OK) } == 0
  }
}
