/// Why bytes are no JSON, and where.
package struct JSONError: Error, Hashable, Sendable, CustomStringConvertible {
  package enum Code: Hashable, Sendable {
    /// The input stops inside a value, or is empty.
    case unexpectedEnd
    /// A byte that cannot stand here.
    case unexpectedByte(UInt8)
    case invalidNumber
    case invalidEscape
    /// A raw byte below 0x20 in a string.
    case controlCharacter
    case tooDeep(limit: Int)
    /// Something other than white space follows the value.
    case trailingContent
  }

  package var code: Code
  /// Bytes from the start of the input to the first byte that is wrong.
  package var offset: Int

  package init(code: Code, offset: Int) {
    self.code = code
    self.offset = offset
  }

  package var description: String { "byte \(offset): \(reason)" }

  /// What is wrong, without the place.
  package var reason: String {
    switch code {
    case .unexpectedEnd: "JSON ends too early"
    case .unexpectedByte(let byte) where byte > 0x20 && byte < 0x7F:
      "unexpected '\(Character(Unicode.Scalar(byte)))' in JSON"
    case .unexpectedByte(let byte): "unexpected byte 0x\(byte < 16 ? "0" : "")\(String(byte, radix: 16)) in JSON"
    case .invalidNumber: "malformed number in JSON"
    case .invalidEscape: "malformed escape sequence in a JSON string"
    case .controlCharacter: "raw control character in a JSON string"
    case .tooDeep(let limit): "JSON nests deeper than \(limit) levels"
    case .trailingContent: "something follows the end of the JSON value"
    }
  }
}
