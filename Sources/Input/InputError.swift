/// Why an input cannot be used at all.
///
/// What goes wrong later, in the middle of an input, is an ``InputLoss``: what came before it counts.
package struct InputError: Error, Hashable, Sendable {
  package enum Code: Hashable, Sendable {
    /// It does not exist, or may not be read, or cannot be listed.
    case unreadable(errno: Int32)
    case unreadableFolder(errno: Int32)
    /// A directory where a file has to be named.
    case isDirectory
    /// A directory in which no file is a slow log.
    case noLogs
    case foreignFormat(ForeignFormat)
  }
  package var code: Code
  package var input: InputName

  package init(_ code: Code, input: InputName) {
    self.code = code
    self.input = input
  }
}

extension InputError: CustomStringConvertible {
  /// Place and problem in one line.
  package var message: String {
    switch code {
    case .unreadable(let errno), .unreadableFolder(let errno): "\(input): \(SystemError(errno: errno).text)"
    case .isDirectory: "\(input): is a directory"
    case .noLogs: "\(input): no file in this directory looks like a slow log"
    case .foreignFormat(let format): "\(input): is compressed with \(format.rawValue), which qdigest does not read"
    }
  }

  /// The way out, where there is one to tell.
  package var hint: String? {
    switch code {
    case .unreadable(let errno):
      guard SystemError(errno: errno).isDenied, let word = input.shellWord else { return nil }
      return "sudo cat \(word) | qdigest -"
    case .unreadableFolder(let errno):
      guard SystemError(errno: errno).isDenied, let word = input.shellWord else { return nil }
      return "sudo qdigest \(word)"
    case .isDirectory: return nil
    case .noLogs: return "a file that is named itself is read whatever it looks like"
    case .foreignFormat(let format):
      if let word = input.shellWord { return "\(format.command) \(word) | qdigest -" }
      return format.streams ? "... | \(format.command) | qdigest -" : "\(format.command) FILE | qdigest -"
    }
  }

  package var description: String { message }
}
