extension JSONValue {
  /// What is taken for JSON.
  package enum Dialect: Sendable, Equatable {
    /// RFC 8259. Strings that are no UTF-8 are repaired all the same.
    case standard
    /// What database servers print under the name of JSON. In addition to the standard:
    /// - raw control characters in strings (MariaDB prints text as it is);
    /// - quotes in strings that are not escaped, as far as what follows them shows that the string goes on;
    /// - unknown escapes, which stand for the character (`\'`: an SQL escape);
    /// - `nan` and `inf` in place of a number, read as a string.
    case serverOutput
  }

  /// Levels of arrays and objects that a value may have.
  package static let depthLimit = 512

  /// Reads bytes that hold one value and nothing else but white space (and a byte order mark).
  ///
  /// - Complexity: O(*n*); needs no more stack for deep values than for flat ones.
  package init(parsing bytes: [UInt8], as dialect: Dialect = .standard) throws(JSONError) {
    let (value, end) = try Self.prefix(of: bytes, as: dialect)
    guard end == bytes.count else { throw JSONError(code: .trailingContent, offset: end) }
    self = value
  }

  package init(parsing bytes: Span<UInt8>, as dialect: Dialect = .standard) throws(JSONError) {
    let copy = [UInt8](capacity: bytes.count) { output in
      for index in bytes.indices { output.append(bytes[index]) }
    }
    try self.init(parsing: copy, as: dialect)
  }

  package init(parsing text: String, as dialect: Dialect = .standard) throws(JSONError) {
    try self.init(parsing: Array(text.utf8), as: dialect)
  }

  /// Reads the value that begins at `start` and says where it ends; white space behind it belongs to it.
  package static func prefix(
    of bytes: [UInt8], from start: Int = 0, as dialect: Dialect = .standard
  ) throws(JSONError) -> (value: JSONValue, end: Int) {
    var start = start
    if start == 0, bytes.starts(with: [0xEF, 0xBB, 0xBF]) { start = 3 }
    var parser = JSONParser(bytes: bytes, position: start, dialect: dialect, depthLimit: depthLimit)
    let value = try parser.parseValue()
    parser.skipSpace()
    return (value, parser.position)
  }
}
