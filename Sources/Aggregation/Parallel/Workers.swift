import Dispatch

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Threads that work at the same time, at the priority of whoever wants the work done.
enum Workers {
  /// Calls `body` `count` times, as far as there are processors at the same time, and returns when all calls have.
  static func run(_ count: Int, _ body: @Sendable () -> Void) {
    guard count > 1 else {
      if count == 1 { body() }
      return
    }
    #if os(Linux)
      let priority = nice
      DispatchQueue.concurrentPerform(iterations: count) { _ in
        // Dispatch gives its threads the nice value of a quality of service, which for root undoes `nice`.
        if nice < priority { nice = priority }
        body()
      }
    #else
      DispatchQueue.concurrentPerform(iterations: count) { _ in body() }
    #endif
  }

  #if os(Linux)
    /// Of the calling thread. To make it smaller takes a right; what may not be set stays as it is.
    static var nice: Int32 {
      get { getpriority(process, 0) }
      set { _ = setpriority(process, 0, newValue) }
    }

    /// `PRIO_PROCESS`, whose type is not the functions' own; to Linux a process is a thread.
    private static let process: Int32 = 0
  #endif
}
