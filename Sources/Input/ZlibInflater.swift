import CZlib

/// Inflates with zlib, which is everywhere.
///
/// - Note: safe to hand from thread to thread: it owns its stream alone, and only its mutating methods touch it.
@safe struct ZlibInflater: ~Copyable, GzipInflater {
  /// On the heap since it must not move: zlib's own state points back at it.
  private nonisolated(unsafe) let stream: UnsafeMutablePointer<z_stream>

  init() {
    unsafe stream = .allocate(capacity: 1)
    unsafe stream.initialize(to: z_stream())
    /// The largest window, with a gzip wrapper around it.
    let windowBits: Int32 = 15 + 16
    // SAFETY: the stream is zeroed, as zlib asks for, and lives as long as this value.
    let status = unsafe inflateInit2_(stream, windowBits, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
    precondition(status == Z_OK, "zlib cannot start")
  }

  deinit {
    // SAFETY: made in `init`, and nobody else has it.
    unsafe inflateEnd(stream)
    unsafe stream.deallocate()
  }

  mutating func startMember() {
    // SAFETY: the stream is a valid one from `init` to `deinit`.
    let status = unsafe inflateReset(stream)
    precondition(status == Z_OK, "zlib cannot start again")
  }

  mutating func inflate(
    _ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer
  ) -> InflateStep {
    let inputCount = UInt32(clamping: input.count)
    let outputCount = UInt32(clamping: output.count)
    // SAFETY: zlib reads and writes within the two buffers, whose sizes it is told, during this call only; it does not
    // write to its input, though the field's type would let it.
    unsafe stream.pointee.next_in = UnsafeMutableRawPointer(mutating: input.baseAddress)?
      .assumingMemoryBound(to: UInt8.self)
    unsafe stream.pointee.avail_in = inputCount
    unsafe stream.pointee.next_out = output.baseAddress?.assumingMemoryBound(to: UInt8.self)
    unsafe stream.pointee.avail_out = outputCount
    let status = unsafe CZlib.inflate(stream, Z_NO_FLUSH)
    let step = unsafe (
      consumed: Int(inputCount - stream.pointee.avail_in), produced: Int(outputCount - stream.pointee.avail_out)
    )
    return InflateStep(consumed: step.consumed, produced: step.produced, state: state(after: status))
  }

  private func state(after status: Int32) -> InflateStep.State {
    switch status {
    case Z_STREAM_END: .memberEnd
    // Z_BUF_ERROR only says that there was nothing to do.
    case Z_OK, Z_BUF_ERROR: .more
    case Z_DATA_ERROR: .damaged(damage)
    // A preset dictionary, which gzip does not have.
    default: .damaged(.data)
    }
  }

  /// Which part of the member zlib's own message is about.
  private var damage: InputLoss.Damage {
    // SAFETY: zlib's messages are constants of the library.
    guard let words = unsafe stream.pointee.msg.map({ unsafe String(cString: $0) }) else { return .data }
    return switch words {
    case "incorrect data check", "incorrect length check": .checksum
    case "incorrect header check", "unknown compression method", "unknown header flags set", "header crc mismatch":
      .header
    default: .data
    }
  }
}
