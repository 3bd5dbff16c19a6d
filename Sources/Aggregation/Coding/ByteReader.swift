/// Why bytes are not what a `ByteWriter` wrote.
package struct CodingError: Error, Hashable, Sendable {
  package var problem: String
  /// From the first byte.
  package var offset: Int
}

/// Reads what a `ByteWriter` wrote; never trusts it.
///
/// Numbers are checked before anything is made as large as they say, so that damaged bytes cost an error and no memory.
package struct ByteReader: Sendable {
  private let bytes: [UInt8]
  package private(set) var offset = 0

  package init(_ bytes: [UInt8]) { self.bytes = bytes }

  package var isAtEnd: Bool { offset == bytes.count }

  package func failure(_ problem: String) -> CodingError { CodingError(problem: problem, offset: offset) }

  package mutating func number() throws(CodingError) -> UInt64 {
    var result: UInt64 = 0
    var shift: UInt64 = 0
    while true {
      guard offset < bytes.count else { throw failure("ends in the middle of a number") }
      let byte = bytes[offset]
      offset += 1
      if shift == 63, byte > 1 { throw failure("a number is too large") }
      result |= UInt64(byte & 0x7F) << shift
      if byte < 0x80 { return result }
      shift += 7
      if shift > 63 { throw failure("a number is too long") }
    }
  }

  package mutating func signed() throws(CodingError) -> Int64 {
    let raw = try number()
    return Int64(bitPattern: raw >> 1) ^ -Int64(bitPattern: raw & 1)
  }

  package mutating func wide() throws(CodingError) -> UInt128 {
    let low = try number()
    return UInt128(_low: low, _high: try number())
  }

  package mutating func flag() throws(CodingError) -> Bool {
    switch try number() {
    case 0: return false
    case 1: return true
    default: throw failure("neither yes nor no")
    }
  }

  /// A number that something must be small enough to be.
  package mutating func number(atMost limit: UInt64) throws(CodingError) -> Int {
    let value = try number()
    guard value <= limit else { throw failure("\(value) is more than \(limit)") }
    return Int(value)
  }

  /// How many things follow, each of which takes a byte at least.
  package mutating func count() throws(CodingError) -> Int {
    let count = try number()
    guard count <= UInt64(bytes.count - offset) else {
      throw failure("\(count) things in \(bytes.count - offset) bytes")
    }
    return Int(count)
  }

  package mutating func text() throws(CodingError) -> [UInt8] {
    let length = try count()
    defer { offset += length }
    return Array(bytes[offset..<offset + length])
  }

  package mutating func string() throws(CodingError) -> String { String(decoding: try text(), as: UTF8.self) }

  package mutating func optional<Value>(
    _ read: (inout Self) throws(CodingError) -> Value
  ) throws(CodingError) -> Value? {
    try flag() ? try read(&self) : nil
  }

  package mutating func list<Value>(
    _ read: (inout Self) throws(CodingError) -> Value
  ) throws(CodingError) -> [Value] {
    let count = try count()
    var result: [Value] = []
    result.reserveCapacity(count)
    for _ in 0..<count { result.append(try read(&self)) }
    return result
  }
}
