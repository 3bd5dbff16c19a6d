import Dispatch
import Input
import QDigest

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// What signals do to the program.
enum Signals {
  /// Writing to a pipe that nobody reads becomes an error of the call instead of the end of the process.
  static func ignoreBrokenPipes() {
    signal(SIGPIPE, SIG_IGN)
  }

  /// Lets SIGINT, SIGTERM and SIGHUP end the process as ever, but not before `cleanUp` has run.
  ///
  /// A signal that was ignored when the program started (`nohup`) stays ignored.
  ///
  /// - Parameter stop: takes the first of the signals instead.
  /// - Returns: what has to be kept for as long as this shall hold.
  static func beforeEnding(
    askedFirst stop: ReadingStop? = nil, _ cleanUp: @escaping @Sendable () -> Void
  ) -> Watch {
    let queue = DispatchQueue(label: "signals")
    let sources: [any DispatchSourceSignal] = [SIGINT, SIGTERM, SIGHUP].compactMap { number in
      guard !wasIgnored(number) else { return nil }
      // Dispatch notices a signal only where its own action does not end the process.
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
      source.setEventHandler { @Sendable in
        if let stop, !stop.isRequested { return stop.request() }
        cleanUp()
        signal(number, SIG_DFL)
        end(by: number)
      }
      source.resume()
      return source
    }
    return Watch(sources: sources)
  }

  /// Dispatch's threads take no signals, and the program may have been started so that no thread of it does: then the
  /// signal would stay where Dispatch finds it again and again.
  private static func end(by number: Int32) {
    var signals = sigset_t()
    // SAFETY: both fill or read the structure and keep no pointer to it.
    unsafe sigemptyset(&signals)
    unsafe sigaddset(&signals, number)
    unsafe pthread_sigmask(SIG_UNBLOCK, &signals, nil)
    raise(number)
  }

  /// Signals that are looked out for.
  struct Watch {
    fileprivate let sources: [any DispatchSourceSignal]

    func stop() {
      for source in sources { source.cancel() }
    }
  }

  private static func wasIgnored(_ number: Int32) -> Bool {
    var action = sigaction()
    // SAFETY: the structure is filled, no pointer is kept.
    guard unsafe sigaction(number, nil, &action) == 0 else { return false }
    #if canImport(Darwin)
      let handler = unsafe action.__sigaction_u.__sa_handler
    #else
      let handler = unsafe action.__sigaction_handler.sa_handler
    #endif
    return unsafe unsafeBitCast(handler, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self)
  }
}
