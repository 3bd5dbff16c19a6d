import Locking

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The files that have to be gone should the run end now, by a signal say.
package final class TemporaryFiles: Sendable {
  private let paths = Guarded<Set<String>>([])

  package init() {}

  func add(_ path: String) {
    paths.withLock { _ = $0.insert(path) }
  }

  /// Removes a file that never became what it should.
  func remove(_ path: String) {
    paths.withLock { _ = $0.remove(path) }
    Self.unlink(path)
  }

  /// Puts a file in its place, which ends its being temporary.
  func rename(_ path: String, to target: String) throws(SystemFailure) {
    let result = paths.withLock { paths -> Int32 in
      let result =
        unsafe SystemCalls.withPath(path) { old in
          unsafe SystemCalls.withPath(target) { new in
            // SAFETY: both names are lent for the call only.
            #if canImport(Glibc)
              unsafe Glibc.rename(old, new)
            #elseif canImport(Musl)
              unsafe Musl.rename(old, new)
            #else
              unsafe Darwin.rename(old, new)
            #endif
          } ?? -1
        } ?? -1
      if result == 0 { paths.remove(path) }
      return result
    }
    guard result == 0 else { throw .last }
  }

  /// Removes all of them; those that appear while it does so, too.
  package func removeAll() {
    paths.withLock { paths in
      paths.forEach(Self.unlink)
      paths = []
    }
  }

  private static func unlink(_ path: String) {
    // Nothing can be done about one that will not go, and one that is gone already is as it should be.
    _ = unsafe SystemCalls.withPath(path) { name in
      #if canImport(Glibc)
        unsafe Glibc.unlink(name)
      #elseif canImport(Musl)
        unsafe Musl.unlink(name)
      #else
        unsafe Darwin.unlink(name)
      #endif
    }
  }
}
