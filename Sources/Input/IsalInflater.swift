#if ISAL
  import CIsal

  /// Inflates with ISA-L, about three times as fast as zlib.
  ///
  /// - Note: safe to hand from thread to thread: it owns its state alone, and only its mutating methods touch it.
  @safe struct IsalInflater: ~Copyable, GzipInflater {
    /// On the heap for its size: 100 KB of tables and history.
    private nonisolated(unsafe) let state: UnsafeMutablePointer<inflate_state>
    /// Kept between calls: a header may be cut anywhere by the end of the input at hand.
    private nonisolated(unsafe) let header: UnsafeMutablePointer<isal_gzip_header>
    private var isInHeader = true

    init() {
      unsafe state = .allocate(capacity: 1)
      unsafe header = .allocate(capacity: 1)
      unsafe state.initialize(to: inflate_state())
      unsafe header.initialize(to: isal_gzip_header())
      // SAFETY: the state is memory of the right size, which lives as long as this value.
      unsafe isal_inflate_init(state)
      startMember()
    }

    deinit {
      // SAFETY: made in `init`, and nobody else has them; the library holds no memory of its own.
      unsafe state.deallocate()
      unsafe header.deallocate()
    }

    mutating func startMember() {
      // SAFETY: both are valid from `init` to `deinit`. A zeroed header asks for none of its texts to be kept.
      unsafe isal_inflate_reset(state)
      unsafe header.pointee = isal_gzip_header()
      // The header is read apart, the trailer checked by the library.
      unsafe state.pointee.crc_flag = UInt32(ISAL_GZIP_NO_HDR_VER)
      isInHeader = true
    }

    mutating func inflate(
      _ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer
    ) -> InflateStep {
      let inputCount = UInt32(clamping: input.count)
      let outputCount = UInt32(clamping: output.count)
      // SAFETY: the library reads and writes within the two buffers, whose sizes it is told, during this call only; it
      // does not write to its input, though the field's type would let it.
      unsafe state.pointee.next_in = UnsafeMutableRawPointer(mutating: input.baseAddress)?
        .assumingMemoryBound(to: UInt8.self)
      unsafe state.pointee.avail_in = inputCount
      unsafe state.pointee.next_out = output.baseAddress?.assumingMemoryBound(to: UInt8.self)
      unsafe state.pointee.avail_out = outputCount
      let status = unsafe isInHeader ? readHeader() : isal_inflate(state)
      let step = unsafe (
        consumed: Int(inputCount - state.pointee.avail_in), produced: Int(outputCount - state.pointee.avail_out)
      )
      return InflateStep(consumed: step.consumed, produced: step.produced, state: stepState(after: status))
    }

    /// Reads on in the header, and goes over to the data in the same call when it is complete.
    private mutating func readHeader() -> Int32 {
      // SAFETY: as in `inflate`.
      let status = unsafe isal_read_gzip_header(state, header)
      // Above 0: the input was too short.
      guard status == ISAL_DECOMP_OK else { return status > 0 ? ISAL_DECOMP_OK : ISAL_INVALID_WRAPPER }
      isInHeader = false
      return unsafe isal_inflate(state)
    }

    private func stepState(after status: Int32) -> InflateStep.State {
      switch status {
      case ISAL_INVALID_WRAPPER, ISAL_UNSUPPORTED_METHOD: return .damaged(.header)
      case ISAL_INCORRECT_CHECKSUM: return .damaged(.checksum)
      case ..<0: return .damaged(.data)
      default: return unsafe state.pointee.block_state == ISAL_BLOCK_FINISH ? .memberEnd : .more
      }
    }
  }
#endif
