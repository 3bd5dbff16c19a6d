import QDigest

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Asks for a password on the terminal, which does not show it.
enum PasswordPrompt {
  static func ask() throws(UsageError) -> String {
    let terminal = unsafe open("/dev/tty", O_RDWR | O_NOCTTY | O_CLOEXEC)
    guard terminal >= 0 else {
      throw UsageError(
        "there is no terminal to ask for the password on", hint: "put it into an option file or into MYSQL_PWD")
    }
    defer { close(terminal) }
    say("Password: ", terminal)
    defer { say("\n", terminal) }
    guard let bytes = withoutEcho(terminal, { line(from: terminal) }) else {
      throw UsageError("no password was given")
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Each byte comes as it is typed, Control-C too, so that nothing ends the program while the terminal is mute.
  private static func withoutEcho(_ terminal: Int32, _ body: () -> [UInt8]?) -> [UInt8]? {
    var settings = termios()
    // SAFETY: the structure is filled, no pointer is kept.
    guard unsafe tcgetattr(terminal, &settings) == 0 else { return nil }
    var mute = settings
    mute.c_lflag &= ~tcflag_t(ECHO | ICANON | ISIG)
    // SAFETY: both structures are only read.
    guard unsafe tcsetattr(terminal, TCSAFLUSH, &mute) == 0 else { return nil }
    defer { unsafe tcsetattr(terminal, TCSAFLUSH, &settings) }
    return body()
  }

  /// Up to Enter; `nil` if Control-C or the end of input comes first.
  private static func line(from terminal: Int32) -> [UInt8]? {
    var line: [UInt8] = []
    while line.count < 1_024 {
      var byte: UInt8 = 0
      // SAFETY: one byte is written to the variable.
      let count = unsafe read(terminal, &byte, 1)
      if count < 0, errno == EINTR { continue }
      guard count == 1 else { return nil }
      switch byte {
      case 0x0A, 0x0D: return line
      case 0x03, 0x04: return nil
      case 0x08, 0x7F: _ = line.popLast()
      case 0x15: line = []
      default: line.append(byte)
      }
    }
    return line
  }

  private static func say(_ text: String, _ terminal: Int32) {
    let bytes = Array(text.utf8)
    // SAFETY: the call reads the bytes of the array. A prompt that cannot be shown is no reason not to read.
    _ = unsafe bytes.withUnsafeBytes { unsafe write(terminal, $0.baseAddress, $0.count) }
  }
}
