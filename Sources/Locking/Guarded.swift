import Synchronization

/// A value that one thread at a time can get at.
///
/// It is a `Mutex`, which ThreadSanitizer cannot see: on Linux that is made of system calls, and all that one thread
/// hands to the next behind it looks like a race. So where `THREAD_SANITIZER` is defined, the sanitizer is told.
package struct Guarded<Value: ~Copyable>: ~Copyable, Sendable {
  private let mutex: Mutex<Value>
  #if THREAD_SANITIZER
    private let name = SanitizerName()
  #endif

  package init(_ value: consuming sending Value) { mutex = Mutex(value) }

  package func withLock<Result: ~Copyable, Failure: Error>(
    _ body: (inout sending Value) throws(Failure) -> sending Result
  ) throws(Failure) -> sending Result {
    #if THREAD_SANITIZER
      return try mutex.withLock { value throws(Failure) in
        name.acquire()
        defer { name.release() }
        return try body(&value)
      }
    #else
      return try mutex.withLock(body)
    #endif
  }
}

#if THREAD_SANITIZER
  /// What the sanitizer knows a mutex by: the address of an object.
  private final class SanitizerName: Sendable {
    // SAFETY: the sanitizer uses the address as a name and reads nothing behind it.
    func acquire() { unsafe tsanAcquire(Unmanaged.passUnretained(self).toOpaque()) }
    func release() { unsafe tsanRelease(Unmanaged.passUnretained(self).toOpaque()) }
  }

  @_silgen_name("__tsan_acquire") private func tsanAcquire(_ name: UnsafeMutableRawPointer)
  @_silgen_name("__tsan_release") private func tsanRelease(_ name: UnsafeMutableRawPointer)
#endif
