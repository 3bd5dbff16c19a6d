/// One input of a run, found but not opened yet.
package struct InputFile: Hashable, Sendable {
  package let name: InputName
  package let kind: FileKind
  /// Which file it was when it was found; the size of what is no regular file means nothing.
  package let identity: FileIdentity

  /// Stored bytes, where they can be known before reading.
  package var storedSize: UInt64? { kind == .regular ? identity.size : nil }

  /// Opens it for reading, which for a named pipe waits for its writer.
  package func open(stop: ReadingStop? = nil) throws(InputError) -> ByteSource {
    try ByteSource.open(name, stop: stop)
  }
}

/// Something about the choice of inputs that the user did not ask for in so many words.
package enum InputNote: Hashable, Sendable {
  /// The same file was named twice; it is read once, under the second name.
  case duplicate(InputName, of: InputName)
  /// A file in a directory was left out, since it is no slow log.
  case leftOut(InputName, LogKind)

  package var message: String {
    switch self {
    case .duplicate(let name, let other) where name == other: "\(name): named more than once, read once"
    case .duplicate(let name, let other): "\(name): the same file as \(other), read once"
    case .leftOut(let name, let kind): "\(name): left out, looks like \(kind)"
    }
  }
}
