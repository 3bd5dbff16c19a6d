import QDigest

/// What is said on standard error, one message at a time, never in the middle of the progress bar.
struct Messages: Sendable {
  var bar: ProgressBar?

  /// Writes a message, its further lines as they are.
  func say(_ text: String) {
    bar?.clear()
    StandardError.write("qdigest: " + text + "\n")
  }

  func tell(_ message: RunMessage) {
    say(message.hint.map { "\(message.text)\nhint: \($0)" } ?? message.text)
  }
}
