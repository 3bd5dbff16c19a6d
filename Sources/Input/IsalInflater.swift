#if ISAL
  import CIsal

  /// Inflates with ISA-L, two to three times as fast as zlib.
  ///
  /// - Note: safe to hand from thread to thread: it owns its state alone, and only its mutating methods touch it.
  @safe struct IsalInflater: ~Copyable, GzipInflater {
    /// On the heap for its size: 100 KB of tables and history.
    private nonisolated(unsafe) let state: UnsafeMutablePointer<inflate_state>
    /// Kept between calls: a header may be cut anywhere by the end of the input at hand.
    private nonisolated(unsafe) let header: UnsafeMutablePointer<isal_gzip_header>
    private var isInHeader = true
    /// What was found wrong, while the library's own buffer still holds good bytes from before it.
    private var damage: InputLoss.Damage?

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
      damage = nil
    }

    mutating func inflate(
      _ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer
    ) -> InflateStep {
      if damage != nil { return unsafe deliverRest(into: output, InflateStep(consumed: 0, produced: 0, state: .more)) }
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
      let (unread, unfilled) = unsafe (Int(state.pointee.avail_in), Int(state.pointee.avail_out))
      let step = InflateStep(
        consumed: Int(inputCount) - unread, produced: Int(outputCount) - unfilled, state: stepState(after: status))
      guard case .damaged(let damage) = step.state else { return step }
      self.damage = damage
      return unsafe deliverRest(into: output, step)
    }

    /// Hands out what the library had unpacked to its own buffer when it met the damage, which it does not do itself.
    private mutating func deliverRest(into output: UnsafeMutableRawBufferPointer, _ step: InflateStep) -> InflateStep {
      let pending = unsafe Int(state.pointee.tmp_out_valid - state.pointee.tmp_out_processed)
      let count = min(pending, output.count - step.produced)
      // SAFETY: the library's buffer holds `pending` bytes from there on; `count` are free behind those produced.
      let source = unsafe UnsafeRawBufferPointer(start: isal_pending_output(state), count: count)
      unsafe UnsafeMutableRawBufferPointer(rebasing: output[step.produced...]).copyMemory(from: source)
      unsafe state.pointee.tmp_out_processed += Int32(count)
      let isDone = count == pending
      return InflateStep(
        consumed: step.consumed, produced: step.produced + count, state: isDone ? .damaged(damage ?? .data) : .more)
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
