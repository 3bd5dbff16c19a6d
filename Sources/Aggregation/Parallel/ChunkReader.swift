import Input
import SQLText
import SlowLog

/// A piece of a log in memory: whole events, as far as the reader can tell.
struct ChunkBuffer {
  /// The piece and at least `scanPadding` zeros.
  var bytes: [UInt8] = []
  var count = 0
  /// Place among the chunks of its log, from 0.
  var index = 0
  /// Plain bytes before it.
  var offset: UInt64 = 0
  var next = Continuation.anything

  /// Makes `pending`, the unfinished end of the chunk before, the beginning of this one.
  mutating func prepend(_ pending: [UInt8]) {
    guard !pending.isEmpty else { return }
    bytes = pending + bytes[0..<count] + [UInt8](repeating: 0, count: scanPadding)
    count += pending.count
    offset -= UInt64(pending.count)
  }
}

/// Cuts a log into chunks at lines that look like the start of an event.
///
/// The guess may be wrong (a literal may hold such a line); whoever parses the chunk before finds out. What
/// follows the cut is kept for the next chunk.
struct ChunkReader: ~Copyable {
  var source: ByteSource
  private let chunkBytes: Int
  private let limit: Int
  private var remainder: [UInt8] = []
  private var nextIndex = 0
  private var nextOffset: UInt64 = 0
  private var isExhausted = false

  init(_ source: consuming ByteSource, chunkBytes: Int, maxEventBytes: Int) {
    self.source = source
    self.chunkBytes = max(chunkBytes, 1)
    limit = max(maxEventBytes + chunkBytes, chunkBytes)
    nextOffset = self.source.plainPosition
  }

  /// Fills the next chunk; `false` after the final one.
  mutating func next(into chunk: inout ChunkBuffer) -> Bool {
    guard !isExhausted else { return false }
    var capacity = max(chunkBytes, remainder.count)
    // One statement of many megabytes must not be paid for until the end.
    if chunk.bytes.count > 16 << 20, chunk.bytes.count > 4 * capacity { chunk.bytes = [] }
    Self.reserve(&chunk.bytes, capacity)
    var filled = remainder.count
    chunk.bytes.replaceSubrange(0..<filled, with: remainder)
    var searched = 0
    while true {
      var isAtEnd = false
      while filled < capacity {
        let got = Self.read(from: &source, into: &chunk.bytes, filled..<capacity)
        if got == 0 {
          isAtEnd = true
          break
        }
        filled += got
      }
      if isAtEnd {
        isExhausted = true
        remainder.removeAll()
        return hand(out: filled, of: filled, &chunk, before: .nothing)
      }
      if let cut = Self.lastCut(chunk.bytes.span, from: searched, to: filled) {
        return hand(out: cut, of: filled, &chunk, before: .header)
      }
      if filled >= limit { return hand(out: filled, of: filled, &chunk, before: .anything) }
      searched = max(0, filled - 64)
      capacity = min(capacity < 16 << 20 ? capacity * 2 : capacity + capacity / 2, limit)
      Self.reserve(&chunk.bytes, capacity)
    }
  }

  /// Whether the log goes on behind the final chunk.
  var wasStopped: Bool { source.losses.contains { $0.code == .stopped } }

  /// Notes what is known of the log.
  func describe(in account: inout FileAccount) {
    account.bytes = source.plainPosition
    account.storedBytes = source.storedPosition
    account.compression = "\(source.compression)"
    for loss in source.losses {
      account.problems.append(loss.message)
      account.hints[loss.message] = loss.hint
    }
    account.kind = LogKind.looksLike(source.front.span).rawValue
  }

  private mutating func hand(
    out cut: Int, of filled: Int, _ chunk: inout ChunkBuffer, before next: Continuation
  ) -> Bool {
    remainder.removeAll(keepingCapacity: true)
    remainder.append(contentsOf: chunk.bytes[cut..<filled])
    for i in 0..<scanPadding { chunk.bytes[cut + i] = 0 }
    chunk.count = cut
    chunk.index = nextIndex
    chunk.offset = nextOffset
    chunk.next = next
    nextIndex += 1
    nextOffset += UInt64(cut)
    return true
  }

  private static func read(from source: inout ByteSource, into bytes: inout [UInt8], _ range: Range<Int>) -> Int {
    // SAFETY: the slice of the array's own storage bounds what the source writes; it does not keep the pointer.
    unsafe bytes.withUnsafeMutableBytes { buffer in
      unsafe source.read(into: UnsafeMutableRawBufferPointer(rebasing: buffer[range]))
    }
  }

  private static func reserve(_ bytes: inout [UInt8], _ count: Int) {
    let needed = count + scanPadding
    if bytes.isEmpty {
      bytes = [UInt8](repeating: 0, count: needed)
    } else if bytes.count < needed {
      bytes.reserveCapacity(needed)
      bytes.append(contentsOf: repeatElement(0, count: needed - bytes.count))
    }
  }

  /// The start of the last line that follows a `;` and looks like the first of an event.
  private static func lastCut(_ bytes: Span<UInt8>, from start: Int, to end: Int) -> Int? {
    var i = end - 32
    while i > start {
      // Most steps are over eight bytes without a `#`.
      if i - 7 > start, !holdsHash(bytes, i - 7) {
        i -= 8
        continue
      }
      for place in stride(from: i, to: max(start, i - 8), by: -1) where bytes[place] == UInt8(ascii: "#") {
        if place >= 2, bytes[place - 1] == 0x0A,
          bytes[place - 2] == UInt8(ascii: ";")
            || bytes[place - 2] == 0x0D && place >= 3 && bytes[place - 3] == UInt8(ascii: ";"),
          HeaderLine.beginsEvent(bytes, place, end)
        {
          return place
        }
      }
      i -= 8
    }
    return nil
  }

  /// Whether there is a `#` among the eight bytes from `start` on.
  @inline(__always)
  private static func holdsHash(_ bytes: Span<UInt8>, _ start: Int) -> Bool {
    // SAFETY: any bytes are values of `UInt64`; the bounds are checked.
    let eight = unsafe bytes.bytes.unsafeLoadUnaligned(fromByteOffset: start, as: UInt64.self)
    // A byte that is `#` becomes 0, and only a 0 borrows into its highest bit or from a byte below that did.
    let differing = eight ^ 0x2323_2323_2323_2323
    return (differing &- 0x0101_0101_0101_0101) & ~differing & 0x8080_8080_8080_8080 != 0
  }
}
