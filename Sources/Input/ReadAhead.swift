/// Stored bytes read ahead of a decoder, in one buffer that is used again and again.
struct ReadAhead: ~Copyable, Sendable {
  private var bytes: [UInt8]
  private var start = 0
  private var end = 0

  /// - Parameter capacity: how many bytes are read at a time.
  init(capacity: Int) {
    precondition(capacity > 0)
    bytes = [UInt8](repeating: 0, count: capacity)
  }

  var count: Int { end - start }

  /// The byte `index` places behind the first one that is not used yet.
  subscript(index: Int) -> UInt8 {
    precondition(index >= 0 && index < count)
    return bytes[start + index]
  }

  mutating func skip(_ amount: Int) {
    precondition(amount >= 0 && amount <= count)
    start += amount
  }

  /// Lends what is not used yet; the body says how much of it it used.
  mutating func use<Result>(_ body: (UnsafeRawBufferPointer) -> (used: Int, Result)) -> Result {
    let range = start..<end
    // SAFETY: the range lies within the array; the pointer is lent for the call only.
    let (used, result) = unsafe bytes.withUnsafeBytes { raw in
      unsafe body(UnsafeRawBufferPointer(rebasing: raw[range]))
    }
    skip(used)
    return result
  }

  /// Reads more behind what is there, once.
  mutating func refill(from reader: inout StoredReader) -> StoredReader.Outcome {
    if start == end {
      (start, end) = (0, 0)
    } else if end == bytes.count {
      precondition(start > 0, "the buffer is full of unused bytes")
      bytes.replaceSubrange(0..<count, with: bytes[start..<end])
      (start, end) = (0, count)
    }
    let free = end..<bytes.count
    // SAFETY: only the free part of the array is written.
    let outcome = unsafe bytes.withUnsafeMutableBytes { raw in
      unsafe reader.read(into: UnsafeMutableRawBufferPointer(rebasing: raw[free]))
    }
    if case .bytes(let count) = outcome { end += count }
    return outcome
  }
}
