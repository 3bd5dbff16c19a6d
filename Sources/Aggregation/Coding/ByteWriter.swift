/// Puts numbers and texts into bytes, small numbers into few of them.
///
/// - Shape: a whole number is written seven bits a byte, the lowest first, the top bit set in all bytes but the last
///   (LEB128); a text is its length and its bytes.
package struct ByteWriter: Sendable {
  package private(set) var bytes: [UInt8] = []

  package init() {}

  package mutating func put(_ number: UInt64) {
    var rest = number
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(rest))
  }

  package mutating func put(_ number: Int) { put(UInt64(number)) }

  /// Numbers near zero, of either sign, are short.
  package mutating func put(signed number: Int64) { put(UInt64(bitPattern: number << 1 ^ number >> 63)) }

  package mutating func put(wide number: UInt128) {
    put(UInt64(truncatingIfNeeded: number))
    put(UInt64(truncatingIfNeeded: number >> 64))
  }

  package mutating func put(_ isTrue: Bool) { bytes.append(isTrue ? 1 : 0) }

  package mutating func put(_ text: [UInt8]) {
    put(text.count)
    bytes += text
  }

  package mutating func put(_ text: String) {
    put(text.utf8.count)
    bytes += text.utf8
  }

  /// Whether there is a value, and the value.
  package mutating func put<Value>(optional value: Value?, _ write: (inout Self, Value) -> Void) {
    put(value != nil)
    if let value { write(&self, value) }
  }

  package mutating func put<Values: Collection>(list: Values, _ write: (inout Self, Values.Element) -> Void) {
    put(list.count)
    for value in list { write(&self, value) }
  }
}
