/// Reads one JSON value.
///
/// The nesting lives in an array and not on the call stack, so that no input can overflow it: `open` holds the arrays
/// and objects that have begun, the innermost last. A finished value goes into the innermost one, or is the result.
///
///     {"a": [1, 2]}      after the 1: open = [object(keys: a), array(values: 1)]
///
/// Every loop moves `position` forward, also the look past a quote (see `quoteEndsString`), which sees a stretch of
/// white space at most twice.
///
/// - Complexity: O(*n*) in the bytes read.
struct JSONParser {
  /// What a parser takes for JSON.
  typealias Dialect = JSONValue.Dialect

  let bytes: [UInt8]
  let dialect: Dialect
  let depthLimit: Int
  var position: Int
  private var open: [Container] = []

  /// An array or object that has begun.
  private struct Container {
    let start: Int
    let isObject: Bool
    var values: [JSONValue] = []
    /// The names of an object's members so far, that of the member being read included.
    var keys: [String] = []

    consuming func closed() -> JSONValue {
      guard isObject else { return .array(values) }
      var members: [JSONObject.Member] = []
      members.reserveCapacity(values.count)
      for (key, value) in zip(keys, values) { members.append(.init(key: key, value: value)) }
      return .object(JSONObject(members))
    }
  }

  init(bytes: [UInt8], position: Int, dialect: Dialect, depthLimit: Int) {
    self.bytes = bytes
    self.position = position
    self.dialect = dialect
    self.depthLimit = depthLimit
  }

  /// Reads a value and leaves `position` behind it.
  mutating func parseValue() throws(JSONError) -> JSONValue {
    while true {
      skipSpace()
      guard let byte = current else { throw error(.unexpectedEnd) }
      var finished: JSONValue
      switch byte {
      case UInt8(ascii: "{"), UInt8(ascii: "["):
        try begin(isObject: byte == UInt8(ascii: "{"))
        skipSpace()
        guard current == (byte == UInt8(ascii: "{") ? UInt8(ascii: "}") : UInt8(ascii: "]")) else {
          if byte == UInt8(ascii: "{") { try parseKey() }
          continue
        }
        position += 1
        finished = open.removeLast().closed()
      case UInt8(ascii: "\""):
        finished = .string(try parseString(in: open.isEmpty ? .root : open[open.count - 1].isObject ? .member : .array))
      default: finished = try parseScalar(byte)
      }
      // Hand the value up, and close what ends with it.
      while true {
        guard !open.isEmpty else { return finished }
        open[open.count - 1].values.append(finished)
        skipSpace()
        guard let next = current else { throw error(.unexpectedEnd) }
        let isObject = open[open.count - 1].isObject
        if next == UInt8(ascii: ",") {
          position += 1
          skipSpace()
          if isObject { try parseKey() }
          break
        }
        guard next == (isObject ? UInt8(ascii: "}") : UInt8(ascii: "]")) else { throw error(.unexpectedByte(next)) }
        position += 1
        finished = open.removeLast().closed()
      }
    }
  }

  mutating func skipSpace() {
    position = spaceEnd(from: position)
  }

  var current: UInt8? { position < bytes.count ? bytes[position] : nil }

  func error(_ code: JSONError.Code, at offset: Int? = nil) -> JSONError {
    JSONError(code: code, offset: offset ?? position)
  }

  func spaceEnd(from start: Int) -> Int {
    var index = start
    while index < bytes.count {
      switch bytes[index] {
      case 0x20, 0x0A, 0x0D, 0x09: index += 1
      default: return index
      }
    }
    return index
  }

  private mutating func begin(isObject: Bool) throws(JSONError) {
    guard open.count < depthLimit else { throw error(.tooDeep(limit: depthLimit)) }
    open.append(Container(start: position, isObject: isObject))
    position += 1
  }

  private mutating func parseKey() throws(JSONError) {
    guard let byte = current else { throw error(.unexpectedEnd) }
    guard byte == UInt8(ascii: "\"") else { throw error(.unexpectedByte(byte)) }
    open[open.count - 1].keys.append(try parseString(in: .key))
    skipSpace()
    guard let colon = current else { throw error(.unexpectedEnd) }
    guard colon == UInt8(ascii: ":") else { throw error(.unexpectedByte(colon)) }
    position += 1
  }
}

// MARK: - Words and numbers

extension JSONParser {
  private mutating func parseScalar(_ first: UInt8) throws(JSONError) -> JSONValue {
    if let end = JSONNumber.end(in: bytes, from: position) {
      defer { position = end }
      return .number(String(decoding: bytes[position..<end], as: UTF8.self))
    }
    for (word, value) in [("null", JSONValue.null), ("true", .bool(true)), ("false", .bool(false))]
    where starts(with: word) {
      position += word.utf8.count
      return value
    }
    if dialect == .serverOutput {
      // What C prints for a number that is none.
      for word in ["nan", "-nan", "inf", "-inf"] where starts(with: word) {
        position += word.utf8.count
        return .string(word)
      }
    }
    let startsNumber = first == UInt8(ascii: "-") || (first >= UInt8(ascii: "0") && first <= UInt8(ascii: "9"))
    throw error(startsNumber ? .invalidNumber : .unexpectedByte(first))
  }

  private func starts(with word: String) -> Bool { bytes[position...].starts(with: word.utf8) }
}
