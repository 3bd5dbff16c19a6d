import QDigest

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// What the program sees of the machine it runs on: the only place that looks at environment, terminal, clock and zone.
struct Host: Sendable {
  /// One of the three standard streams.
  struct Stream: Sendable {
    var descriptor: Int32
    var isTerminal: Bool

    init(_ descriptor: Int32) {
      self.descriptor = descriptor
      isTerminal = isatty(descriptor) == 1
    }
  }

  let input = Stream(0)
  let output = Stream(1)
  let errors = Stream(2)
  let now: Instant
  let zones: TimeZoneResolver
  let temporaryFiles = TemporaryFiles()
  let cores: Int
  /// Columns of the terminal on standard output, from `COLUMNS` or the terminal itself.
  let columns: Int?
  /// Columns of the terminal on standard error.
  let errorColumns: Int?
  /// Whether neither `NO_COLOR` nor a dumb terminal speaks against colours.
  let allowsColor: Bool

  /// `MYSQL_PWD`, as MySQL's own clients read it.
  var databasePassword: String? { Self.variable("MYSQL_PWD") }

  /// The user's own folder.
  var home: String? { Self.variable("HOME") }

  /// Where programs look for the user's settings, if not in `~/.config`.
  var configHome: String? { Self.variable("XDG_CONFIG_HOME") }

  /// The day in UTC, `2026-11-27`.
  var today: String { now.utcDay }

  static func current() -> Host { Host() }

  private init() {
    var time = timespec()
    // SAFETY: the structure is filled, no pointer is kept.
    unsafe clock_gettime(CLOCK_REALTIME, &time)
    now = Instant(seconds: Int64(time.tv_sec), microseconds: Int64(time.tv_nsec) / 1_000)
    zones = TimeZoneResolver(localName: Self.variable("TZ"))
    cores = max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))))
    columns = Self.variable("COLUMNS").flatMap { Int($0) } ?? Self.terminalColumns(1)
    errorColumns = Self.terminalColumns(2)
    allowsColor = Self.variable("NO_COLOR", "").isEmpty && Self.variable("TERM") != "dumb"
  }

  private static func variable(_ name: String) -> String? {
    // SAFETY: nothing in this program changes the environment; the value is copied at once.
    guard let value = unsafe getenv(name) else { return nil }
    return unsafe String(cString: value)
  }

  private static func variable(_ name: String, _ missing: String) -> String { variable(name) ?? missing }

  private static func terminalColumns(_ descriptor: Int32) -> Int? {
    var size = winsize()
    // SAFETY: the structure is filled, no pointer is kept.
    guard unsafe ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
    return Int(size.ws_col)
  }
}
