public import CVector

/// Room that every scanned buffer keeps after its last byte, so that a whole block can be loaded anywhere.
package let scanPadding = 32

/// Sixteen bytes from `offset` on.
///
/// - Precondition: `offset + 16 <= bytes.count`; the load checks it.
@inlinable @inline(__always)
package func loadBlock(_ bytes: Span<UInt8>, _ offset: Int) -> SIMD16<UInt8> {
  // SAFETY: `unsafe` only because any bit pattern is reinterpreted; a block of bytes has no invalid one, and
  // RawSpan checks the bounds.
  unsafe bytes.bytes.unsafeLoadUnaligned(fromByteOffset: offset, as: SIMD16<UInt8>.self)
}

/// Eight bytes from `offset` on, the first one lowest.
///
/// - Precondition: `offset + 8 <= bytes.count`; the load checks it.
@inlinable @inline(__always)
package func loadWord(_ bytes: Span<UInt8>, _ offset: Int) -> UInt64 {
  // SAFETY: as above.
  unsafe bytes.bytes.unsafeLoadUnaligned(fromByteOffset: offset, as: UInt64.self).littleEndian
}

/// Eight bytes from `offset` on, for callers that have checked a longer piece at once.
///
/// - Precondition: `0 <= offset`, `offset + 8 <= bytes.count`; looked at only where assertions are.
@inlinable @inline(__always)
package func loadKnownWord(_ bytes: Span<UInt8>, _ offset: Int) -> UInt64 {
  assert(offset >= 0 && offset <= bytes.count - 8, "no word at \(offset)")
  // SAFETY: the precondition.
  return unsafe bytes.bytes.unsafeLoadUnaligned(fromUncheckedByteOffset: offset, as: UInt64.self).littleEndian
}

/// The offset of the first `byte` at or after `start`, or `end` if there is none before it.
///
/// - Precondition: `bytes.count >= end + 16`.
@inlinable
package func firstIndex(of byte: UInt8, in bytes: Span<UInt8>, from start: Int, to end: Int) -> Int {
  var i = start
  while i < end {
    let mask = cv_equal(loadBlock(bytes, i), byte)
    if mask != 0 { return min(i + mask.trailingZeroBitCount, end) }
    i += 16
  }
  return end
}

/// Whether `bytes` has `text` at `offset`.
///
/// - Precondition: `bytes.count >= offset`; near the end the answer is simply no.
@inlinable @inline(__always)
package func has(_ text: StaticString, at offset: Int, in bytes: Span<UInt8>) -> Bool {
  let count = text.utf8CodeUnitCount
  guard offset >= 0, count <= bytes.count &- offset else { return false }
  // SAFETY: `count` bytes were just found to be there, in the literal by its own count; of a short literal the comparison
  // becomes one of words.
  return unsafe bytes.withUnsafeBytes { unsafe cv_same($0.baseAddress, offset, text.utf8Start, count) }
}

/// Whether `bytes` has `text`, which is in lower case, at `offset` in any case.
@inlinable
package func hasCaseless(_ text: StaticString, at offset: Int, in bytes: Span<UInt8>) -> Bool {
  let count = text.utf8CodeUnitCount
  guard offset >= 0, offset + count <= bytes.count else { return false }
  var i = 0
  while i < count {
    // SAFETY: as above.
    if unsafe text.utf8Start[i] != lowercased(bytes[offset + i]) { return false }
    i += 1
  }
  return true
}

@inlinable @inline(__always)
package func lowercased(_ byte: UInt8) -> UInt8 { byte &- 0x41 < 26 ? byte | 0x20 : byte }

@inlinable @inline(__always)
package func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }

/// What Perl calls `\s` and MySQL white space: blank, tab, newline, vertical tab, form feed, return.
@inlinable @inline(__always)
package func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte &- 9 < 5 }

/// What may stand inside an unquoted identifier.
@inlinable @inline(__always)
package func isIdentifierByte(_ byte: UInt8) -> Bool {
  (byte | 0x20) &- 0x61 < 26 || byte &- 0x30 < 10 || byte == 0x5F || byte == 0x24 || byte >= 0x80
}
