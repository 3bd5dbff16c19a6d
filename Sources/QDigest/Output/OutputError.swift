/// A report that could not be written.
package struct OutputError: Error, Hashable, Sendable {
  package enum Code: Hashable, Sendable {
    case cannotCreate, cannotWrite, cannotReplace
    /// Whoever reads the output has gone.
    case readerIsGone
  }

  package var code: Code
  package var target: String
  package var failure: SystemFailure

  init(_ code: Code, _ target: String, _ failure: SystemFailure) {
    self.code = failure.isBrokenPipe ? .readerIsGone : code
    self.target = target
    self.failure = failure
  }
}

extension OutputError: CustomStringConvertible {
  package var message: String {
    let name = InlineText.visible(target)
    return switch code {
    case .cannotCreate: "cannot create \(name): \(failure.text)"
    case .cannotWrite, .readerIsGone: "cannot write \(name): \(failure.text)"
    case .cannotReplace: "cannot put the report in its place at \(name): \(failure.text)"
    }
  }

  package var description: String { message }
}
