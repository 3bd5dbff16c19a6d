import ArgumentParser
import QDigest

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Parses the arguments, runs the command, and makes an exit status of how it ended.
@main enum Main {
  static func main() {
    // On Linux each run of whoever may not raise a thread's priority would put a line into the system's log.
    // SAFETY: both strings are copied, and there is no other thread yet that could read the environment.
    _ = unsafe setenv("LIBDISPATCH_LOG", "NO", 0)
    Signals.ignoreBrokenPipes()
    var configured: ConfiguredArguments?
    do {
      let arguments = try ConfiguredArguments(arguments(), in: Host.current())
      configured = arguments
      var command = try QDigestCommand.parseAsRoot(arguments.words)
      try command.run()
    } catch {
      exit(status(of: error, configured))
    }
  }

  /// Ends the program in the middle of its work, since nobody waits for the rest.
  static func leave(after cleanUp: () -> Void) {
    cleanUp()
    exit(RunStatus.fine.rawValue)
  }

  /// Help that nobody asked of a certain command is that of `digest`, which has the options people look for.
  private static func arguments() -> [String] {
    let arguments = Array(CommandLine.arguments.dropFirst())
    return [["--help"], ["-h"], ["help"]].contains(arguments) ? ["digest", "--help"] : arguments
  }

  /// Says what ended the program, if anything has to be said, and gives the exit status.
  private static func status(of error: any Error, _ configured: ConfiguredArguments?) -> Int32 {
    switch error {
    case let error as ExitCode: return error.rawValue
    case let error as OutputError where error.code == .readerIsGone: return RunStatus.fine.rawValue
    case let error as OutputError:
      Messages().say(error.message)
      return RunStatus.incomplete.rawValue
    case let error as SystemFailure:
      Messages().say("standard input: \(error.text)")
      return RunStatus.incomplete.rawValue
    case let error as UsageError:
      Messages().say(configured?.naming(error.description) ?? error.description)
      return RunStatus.usage.rawValue
    default: return statusOfParsing(error, configured)
    }
  }

  /// The parser's sentences as one line like all other messages: in lower case, without a full stop.
  private static func inHouseStyle(_ message: String) -> String {
    let parts = message.split(separator: ". ").map { part in
      let isName = part.first == "-" || part.first == "'"
      return isName ? String(part) : part.prefix(1).lowercased() + part.dropFirst()
    }
    var text = parts.joined(separator: "; ").replacing("please provide one of", with: "use one of")
    if text.contains("use one of") { text = text.replacing("' and '", with: "' or '") }
    if text.hasSuffix(".") { text.removeLast() }
    return text
  }

  /// A list of more than a few values, which the parser writes below each other, as it writes a few.
  private static func inOneLine(_ message: String) -> String {
    let lines = message.split(separator: "\n")
    let values = lines.filter { $0.hasPrefix("  - ") }.map { "'\($0.dropFirst(4))'" }
    guard let last = values.last, values.count > 1 else { return message }
    let rest = lines.filter { !$0.hasPrefix("  - ") }.joined(separator: " ").replacing(" the following:", with: "")
    return "\(rest) \(values.dropLast().joined(separator: ", ")) and \(last)"
  }

  /// What is wrong with arguments, as one line.
  static func sentence(of error: any Error) -> String {
    inHouseStyle(InlineText.visible(inOneLine(QDigestCommand.message(for: error))))
  }

  private static func statusOfParsing(_ error: any Error, _ configured: ConfiguredArguments?) -> Int32 {
    let status = QDigestCommand.exitCode(for: error)
    guard status.isSuccess else {
      let sentence = sentence(of: error)
      Messages().say(configured?.naming(sentence) ?? sentence)
      return RunStatus.usage.rawValue
    }
    // Help, the version, or a script for completion.
    do {
      let text = QDigestCommand.fullMessage(for: error)
      try StandardOutput().write(Array((text + "\n").utf8).span)
      return RunStatus.fine.rawValue
    } catch {
      return self.status(of: error, configured)
    }
  }
}
