#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Keeps two runs from using one history at the same time; let go of when the process ends, however it does.
struct RunLock: ~Copyable {
  private let descriptor: Int32

  /// - Throws: `UsageError` if another run has it, or if the file cannot be made.
  init(beside path: String) throws(UsageError) {
    descriptor = try Self.locked(path + ".lock", of: path)
  }

  private static func locked(_ name: String, of path: String) throws(UsageError) -> Int32 {
    let descriptor: Int32
    do throws(SystemFailure) {
      descriptor = try SystemCalls.open(name, O_RDWR | O_CREAT | O_NOFOLLOW, mode: 0o600)
    } catch {
      throw UsageError("cannot create \(InlineText.visible(name)): \(error.text)")
    }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      close(descriptor)
      throw UsageError(
        "another run is using \(InlineText.visible(path))", hint: "wait for it to end, or give each its own history")
    }
    return descriptor
  }

  deinit { close(descriptor) }
}
