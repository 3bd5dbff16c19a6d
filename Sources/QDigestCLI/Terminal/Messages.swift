import QDigest

/// What is said on standard error, one message at a time, never in the middle of the progress bar.
struct Messages: Sendable {
  var bar: ProgressBar?

  /// Writes a message, its further lines as they are.
  ///
  /// Names of files and the like are made visible here, whoever wrote the message.
  func say(_ text: String) {
    bar?.clear()
    let lines = text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
    StandardError.write("qdigest: " + lines.map { InlineText.visible(String($0)) }.joined(separator: "\n") + "\n")
  }

  func tell(_ message: RunMessage) {
    say(message.hint.map { "\(message.text)\nhint: \($0)" } ?? message.text)
  }
}
