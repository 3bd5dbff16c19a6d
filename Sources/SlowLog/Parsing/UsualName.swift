import SQLText

/// An attribute's `Name: ` as words and masks, to tell it at a place by comparing these without a branch.
struct UsualName: Sendable {
  /// How far a name of this kind and a usual value reach at most, and the loads of both.
  static let reach = 72
  /// `Yes` and `No`, the first byte lowest.
  static let yes: UInt64 = 0x73_6559
  static let no: UInt64 = 0x6f4e

  private var a: UInt64 = 0, b: UInt64 = 0, c: UInt64 = 0
  private var maskA: UInt64 = 0, maskB: UInt64 = 0, maskC: UInt64 = 0
  /// Bytes of `Name: `.
  private(set) var count = 0
  /// A colon and a blank, the colon lowest.
  private static let border: UInt64 = 0x203a

  /// Matches nothing.
  init() {}

  init(_ name: AttributeNames.Key) {
    (a, b, c) = (name.a, name.b, name.c)
    (maskA, maskB, maskC) = (name.mask(ofWord: 0), name.mask(ofWord: 1), name.mask(ofWord: 2))
    count = name.count + 2
  }

  /// Whether the name stands at `offset`.
  ///
  /// - Precondition: `bytes.count >= offset + reach`.
  @inline(__always)
  func matches(_ bytes: Span<UInt8>, _ offset: Int) -> Bool {
    guard count > 0 else { return false }
    let difference =
      (loadKnownWord(bytes, offset) ^ a) & maskA | (loadKnownWord(bytes, offset &+ 8) ^ b) & maskB
      | (loadKnownWord(bytes, offset &+ 16) ^ c) & maskC
      | (loadKnownWord(bytes, offset &+ count &- 2) ^ Self.border) & 0xFFFF
    return difference == 0
  }
}
