/// One log as a stream of plain bytes, whatever it is stored as.
///
/// How it is stored is told by its first bytes, never by its name. Opening throws when nothing can be had from the
/// input; what goes wrong later ends the stream and stands in ``losses``. Nothing is ever mapped into memory, since a
/// log may be cut while it is read.
///
/// - Concurrency: one owner, any thread. To share it, put it into a `Mutex`.
package struct ByteSource: ~Copyable, Sendable {
  package let name: InputName
  package let compression: Compression
  /// Which file this is, and its size and time of change when it was opened; `nil` for bytes in memory.
  package let identity: FileIdentity?
  /// Plain bytes delivered so far.
  package private(set) var plainPosition: UInt64 = 0
  /// The first plain bytes, at most ``frontLimit`` and as far as they were delivered: enough to tell what it is.
  package private(set) var front: [UInt8] = []
  package static let frontLimit = 4096

  private var reader: StoredReader
  private var gzip: GzipDecoder<DefaultInflater>?
  private var zstd: ZstdDecoder?
  private var lossList: LossList

  private init(_ reader: consuming StoredReader, name: InputName) throws(InputError) {
    self.name = name
    compression = try Self.format(of: &reader, name)
    identity = reader.identity
    self.reader = reader
    gzip = compression == .gzip ? GzipDecoder() : nil
    zstd = compression == .zstd ? ZstdDecoder() : nil
    lossList = LossList(input: name, compression: compression)
  }

  private static func format(of reader: inout StoredReader, _ name: InputName) throws(InputError) -> Compression {
    let front: ArraySlice<UInt8>
    do throws(SystemError) {
      front = try reader.peek()
    } catch {
      throw InputError(.unreadable(errno: error.errno), input: name)
    }
    switch StoredFormat(front: front) {
    case .readable(let compression): return compression
    case .foreign(let format): throw InputError(.foreignFormat(format), input: name)
    }
  }
}

// MARK: - Opening

extension ByteSource {
  /// Opens the file, named pipe or device at `path`; a named pipe waits for its writer.
  package static func open(path: String) throws(InputError) -> ByteSource {
    try open(InputName(path: path))
  }

  /// Bytes at hand, which may be compressed as a file may be.
  package static func bytes(_ bytes: [UInt8], name: InputName = .memory) throws(InputError) -> ByteSource {
    try ByteSource(StoredReader(bytes: bytes), name: name)
  }

  /// Standard input from where it stands; it stays open.
  package static func standardInput() throws(InputError) -> ByteSource {
    try adopt(Descriptor(adopting: 0, closesAtEnd: false), name: .standardInput)
  }

  /// An open descriptor from where it stands.
  ///
  /// - Parameter closesAtEnd: whether the descriptor goes away with the source.
  package static func fileDescriptor(_ number: Int32, closesAtEnd: Bool = false) throws(InputError) -> ByteSource {
    try adopt(Descriptor(adopting: number, closesAtEnd: closesAtEnd), name: .descriptor(number))
  }

  static func open(_ name: InputName, stop: ReadingStop? = nil) throws(InputError) -> ByteSource {
    switch name {
    case .standardInput: return try adopt(Descriptor(adopting: 0, closesAtEnd: false), name: name, stop)
    case .descriptor(let number): return try adopt(Descriptor(adopting: number, closesAtEnd: false), name: name, stop)
    case .memory: return try bytes([])
    case .path(let path):
      let descriptor: Descriptor
      do throws(SystemError) {
        descriptor = try Descriptor(opening: path)
      } catch {
        throw InputError(.unreadable(errno: error.errno), input: name)
      }
      return try adopt(descriptor, name: name, stop)
    }
  }

  private static func adopt(
    _ descriptor: consuming Descriptor, name: InputName, _ stop: ReadingStop? = nil
  ) throws(InputError) -> ByteSource {
    let status: FileStatus
    do throws(SystemError) {
      status = try descriptor.status()
    } catch {
      throw InputError(.unreadable(errno: error.errno), input: name)
    }
    if status.kind == .directory { throw InputError(.isDirectory, input: name) }
    return try ByteSource(StoredReader(descriptor, status: status, stop: stop), name: name)
  }
}

// MARK: - Reading

extension ByteSource {
  /// Stored bytes used so far, for progress.
  package var storedPosition: UInt64 { reader.position - UInt64(unusedCount) }

  /// Bytes there are to read, as stored; `nil` for pipes.
  package var storedSize: UInt64? { reader.size }

  /// What could not be read, so far; complete once ``read(into:)`` has given 0.
  package var losses: [InputLoss] { lossList.all }

  /// Reads plain bytes to the front of `buffer`; gives their number, which is 0 only at the end.
  ///
  /// Compressed data fills the buffer. A file fills it by one call to the system, unless it is near its end. A pipe
  /// gives what is in it. Fewer bytes than asked for do not mean the end.
  ///
  /// - Precondition: the buffer is not empty.
  package mutating func read(into buffer: UnsafeMutableRawBufferPointer) -> Int {
    precondition(buffer.count > 0, "no room to read to")
    let count =
      switch compression {
      case .none: unsafe readPlain(into: buffer)
      case .gzip: unsafe gzip!.read(into: buffer, from: &reader, losses: &lossList)
      case .zstd: unsafe zstd!.read(into: buffer, from: &reader, losses: &lossList)
      }
    let missing = plainPosition == UInt64(front.count) ? min(count, Self.frontLimit - front.count) : 0
    plainPosition += UInt64(count)
    if missing > 0 {
      // SAFETY: `count` bytes were just written to the buffer.
      unsafe front.append(contentsOf: UnsafeRawBufferPointer(rebasing: buffer[..<missing]))
    }
    return count
  }

  /// As ``read(into:)``, with bounds that the compiler knows of.
  package mutating func read(into span: inout MutableSpan<UInt8>) -> Int {
    // SAFETY: the pointer is lent for the call only, and any bytes are values of `UInt8`.
    unsafe span.withUnsafeMutableBytes { buffer in unsafe read(into: buffer) }
  }

  /// Reads until `buffer` is full or the input ends, however little a pipe gives at a time.
  package mutating func fill(_ buffer: UnsafeMutableRawBufferPointer) -> Int {
    var filled = 0
    while filled < buffer.count {
      // SAFETY: `filled` is at most the size of the buffer.
      let count = unsafe read(into: UnsafeMutableRawBufferPointer(rebasing: buffer[filled...]))
      if count == 0 { break }
      filled += count
    }
    return filled
  }

  /// Goes back to the beginning; `false` for what has none to go back to, such as a pipe.
  package mutating func rewind() -> Bool {
    guard reader.rewind() else { return false }
    plainPosition = 0
    if compression == .gzip { gzip = GzipDecoder() }
    if compression == .zstd { zstd = ZstdDecoder() }
    lossList = LossList(input: name, compression: compression)
    return true
  }

  /// Goes on to a place that is not yet passed; `false` if the input ends before it.
  ///
  /// - Complexity: O(1) for a plain file; what is packed has to be unpacked up to there.
  package mutating func skip(to position: UInt64) -> Bool {
    precondition(position >= plainPosition, "there is no way back")
    if compression == .none, reader.skip(to: position) {
      plainPosition = position
      return true
    }
    var buffer = [UInt8](repeating: 0, count: 64 << 10)
    while plainPosition < position {
      let wanted = Int(min(UInt64(buffer.count), position - plainPosition))
      // SAFETY: the array is lent for the call, and `wanted` is at most its size.
      let count = unsafe buffer.withUnsafeMutableBytes { unsafe read(into: .init(rebasing: $0[..<wanted])) }
      if count == 0 { return false }
    }
    return true
  }

  /// The next bytes, at most `count` of them, fewer only at the end.
  package mutating func bytes(_ count: Int) -> [UInt8] {
    guard count > 0 else { return [] }
    var buffer = [UInt8](repeating: 0, count: count)
    // SAFETY: the array is lent for the call only.
    let filled = unsafe buffer.withUnsafeMutableBytes { unsafe fill($0) }
    return Array(buffer[..<filled])
  }

  /// Stored bytes that were read and not unpacked yet.
  private var unusedCount: Int {
    switch gzip {
    case .some(let decoder): return decoder.unusedCount
    case .none: break
    }
    switch zstd {
    case .some(let decoder): return decoder.unusedCount
    case .none: return 0
    }
  }

  private mutating func readPlain(into buffer: UnsafeMutableRawBufferPointer) -> Int {
    switch unsafe reader.read(into: buffer) {
    case .bytes(let count): return count
    case .end: return 0
    case .failed(let code):
      lossList.note(code, storedOffset: reader.position, plainOffset: reader.position)
      return 0
    }
  }
}
