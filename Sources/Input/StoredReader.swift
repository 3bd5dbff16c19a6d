/// The bytes of an input as they are stored, packed or not, from front to back.
///
/// A regular file is read by position and only as far as it reached when it was opened: what a server appends
/// meanwhile belongs to the next run, and a log that grows faster than it is read has an end all the same. After each
/// read the file is asked for its size. When it is smaller than it was, the log was cut under the reader, and there is
/// no telling any more which bytes are the old ones: reading ends there.
///
/// Pipes, terminals, and files whose size is given as 0 (as in `/proc`) are read until their end.
struct StoredReader: ~Copyable, Sendable {
  /// What one read gave.
  enum Outcome: Hashable {
    case bytes(Int)
    case end
    /// Reading ended before the end; told once, then it is the end.
    case failed(InputLoss.Code)
  }

  /// Bytes at hand: all of them for an input in memory, what was peeked at for a pipe.
  private var ready: [UInt8]
  private var readyStart = 0
  private let descriptor: Descriptor?
  /// Where in a file its first byte is; `nil` for what has no positions.
  private let base: UInt64?
  private let stop: ReadingStop?
  private var failure: InputLoss.Code?
  private var hasEnded: Bool
  /// Stored bytes given so far.
  private(set) var position: UInt64 = 0
  /// Stored bytes in all, where that is known.
  let size: UInt64?
  let identity: FileIdentity?

  init(bytes: [UInt8]) {
    ready = bytes
    descriptor = nil
    base = nil
    stop = nil
    hasEnded = true
    size = UInt64(bytes.count)
    identity = nil
  }

  /// - Parameter status: that of the descriptor.
  init(_ descriptor: consuming Descriptor, status: FileStatus, stop: ReadingStop? = nil) {
    ready = []
    self.stop = stop
    hasEnded = false
    identity = status.identity
    if status.kind == .regular {
      let start = descriptor.currentOffset()
      base = start
      size = status.identity.size == 0 ? nil : status.identity.size - min(start, status.identity.size)
      descriptor.adviseSequentialReading()
    } else {
      base = nil
      size = nil
      if status.kind == .pipe { descriptor.widenPipe(to: 1 << 20) }
    }
    self.descriptor = consume descriptor
  }

  /// The first bytes, enough of them to tell the format, without taking them from what ``read(into:)`` will give.
  mutating func peek() throws(SystemError) -> ArraySlice<UInt8> {
    var seen = base == nil ? ready : []
    var isAtEnd = descriptor == nil
    while seen.count < StoredFormat.longestMark && !isAtEnd {
      if let stop, base == nil, !waits(stop) { break }
      let count = try readOn(behind: &seen)
      isAtEnd = count == 0
    }
    // A file can be read again from its start, a pipe cannot.
    if base == nil {
      ready = seen
      hasEnded = isAtEnd
    }
    return seen.prefix(StoredFormat.longestMark)
  }

  /// Reads to the front of `buffer`, by one call to the system: as many bytes as are there, not always all it holds.
  mutating func read(into buffer: UnsafeMutableRawBufferPointer) -> Outcome {
    if readyStart < ready.count { return .bytes(unsafe takeReady(into: buffer)) }
    if let failure {
      self.failure = nil
      hasEnded = true
      return .failed(failure)
    }
    if hasEnded || position == size { return .end }
    if let stop, stop.isRequested || base == nil && !waits(stop) {
      hasEnded = true
      return .failed(.stopped)
    }
    do throws(SystemError) {
      return try unsafe readOn(into: buffer)
    } catch {
      hasEnded = true
      return .failed(.readFailed(errno: error.errno))
    }
  }
}

extension StoredReader {
  /// Goes back to the first byte, where there is one to go back to.
  mutating func rewind() -> Bool {
    guard base != nil || descriptor == nil else { return false }
    readyStart = 0
    position = 0
    failure = nil
    hasEnded = descriptor == nil
    return true
  }

  /// Goes to a place in a file, if it is one and reaches that far.
  mutating func skip(to position: UInt64) -> Bool {
    guard base != nil, let size, position <= size else { return false }
    self.position = position
    return true
  }

  /// Waits until there is something to read, or the end; `false` once reading is to stop.
  private func waits(_ stop: ReadingStop) -> Bool {
    while !stop.isRequested {
      if descriptor?.isReadable(within: 100) ?? true { return true }
    }
    return false
  }

  private mutating func takeReady(into buffer: UnsafeMutableRawBufferPointer) -> Int {
    let count = min(buffer.count, ready.count - readyStart)
    // SAFETY: `count` bytes are there on both sides, and the caller's buffer is no part of `ready`.
    unsafe ready.withUnsafeBytes { raw in
      unsafe buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: raw[readyStart..<readyStart + count]))
    }
    readyStart += count
    position += UInt64(count)
    if readyStart == ready.count && descriptor != nil {
      ready = []
      readyStart = 0
    }
    return count
  }

  private mutating func readOn(into buffer: UnsafeMutableRawBufferPointer) throws(SystemError) -> Outcome {
    guard descriptor != nil else { return .end }
    let wanted = Int(min(UInt64(buffer.count), (size ?? .max) - position))
    // SAFETY: `wanted` is at most the size of the buffer.
    let target = unsafe UnsafeMutableRawBufferPointer(rebasing: buffer[..<wanted])
    let count = try unsafe descriptor!.read(into: target, at: base.map { $0 + position })
    position += UInt64(count)
    if let size, let base, position < size {
      let now = try descriptor!.status().identity.size
      if now < base + size { failure = .shrank(from: base + size, to: now) }
    }
    if count > 0 { return .bytes(count) }
    // At the end of what is there: cut since, or cut and grown again within one read.
    hasEnded = true
    guard let size, let base else { return .end }
    let loss = failure ?? .shrank(from: base + size, to: base + position)
    failure = nil
    return .failed(loss)
  }

  /// Reads some bytes from the start of the input, behind those that are there.
  private func readOn(behind bytes: inout [UInt8]) throws(SystemError) -> Int {
    let start = bytes.count
    bytes += [UInt8](repeating: 0, count: 4096)
    let result = unsafe bytes.withUnsafeMutableBytes { raw in
      Result { () throws(SystemError) in
        // SAFETY: only the bytes behind `start`, which belong to the array, are written.
        let target = unsafe UnsafeMutableRawBufferPointer(rebasing: raw[start...])
        return try unsafe descriptor!.read(into: target, at: base.map { $0 + UInt64(start) })
      }
    }
    let count = try result.get()
    bytes.removeLast(bytes.count - start - count)
    return count
  }
}
