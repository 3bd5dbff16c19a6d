import CZstd

/// Plain bytes from zstd data: frames one after the other, with skippable ones among them and zero padding behind.
///
/// Whatever is wrong with the data, all that was unpacked before is delivered; then it is the end, and the loss is noted
/// where the decoder stood. A frame may ask for a window of up to 128 MiB, the library's own limit.
///
/// When a call fails, the library does not tell how much it wrote before. So it is never given more than it asks for at
/// a time: the header of a block, then the block, and nothing as long as output waits. What fails is then only what
/// would have come next.
///
/// - Note: safe to hand from thread to thread: it owns its context alone, and only its mutating methods touch it.
@safe struct ZstdDecoder: ~Copyable, Sendable {
  private enum State {
    case betweenFrames, inFrame, ended
  }

  private nonisolated(unsafe) let context: OpaquePointer
  private var input: ReadAhead
  private var state = State.betweenFrames
  /// How many stored bytes the library is given next, at most.
  private var wanted = 0
  /// How many bytes it was given already of the part (header, block) that it is reading.
  private var partCount = 0
  private var delivered: UInt64 = 0

  init(readAhead: Int = 256 << 10) {
    guard let made = unsafe ZSTD_createDCtx() else { preconditionFailure("zstd cannot start") }
    unsafe context = made
    input = ReadAhead(capacity: max(4, readAhead))
  }

  deinit {
    // SAFETY: made in `init`, and nobody else has it.
    unsafe ZSTD_freeDCtx(context)
  }

  /// How many of the bytes that were read are not unpacked yet.
  var unusedCount: Int { input.count }

  /// Fills `output` from its front; fewer bytes than it holds mean the end.
  mutating func read(
    into output: UnsafeMutableRawBufferPointer, from reader: inout StoredReader, losses: inout LossList
  ) -> Int {
    var filled = 0
    while filled < output.count {
      switch state {
      case .ended: return filled
      case .betweenFrames: findFrame(in: &reader, &losses)
      case .inFrame:
        // SAFETY: `filled` is at most the size of the buffer.
        let rest = unsafe UnsafeMutableRawBufferPointer(rebasing: output[filled...])
        let count = unsafe unpack(into: rest, from: &reader, &losses)
        filled += count
      }
    }
    return filled
  }
}

extension ZstdDecoder {
  private mutating func unpack(
    into output: UnsafeMutableRawBufferPointer, from reader: inout StoredReader, _ losses: inout LossList
  ) -> Int {
    let before = input.count
    var target = unsafe ZSTD_outBuffer(dst: output.baseAddress, size: output.count, pos: 0)
    // SAFETY: the library reads and writes within the two buffers, whose sizes it is told, during this call only.
    let (status, consumed) = unsafe input.use { unread in
      var source = unsafe ZSTD_inBuffer(src: unread.baseAddress, size: min(unread.count, wanted), pos: 0)
      let status = unsafe ZSTD_decompressStream(context, &target, &source)
      let consumed = unsafe source.pos
      return (consumed, (status, consumed))
    }
    let produced = unsafe target.pos
    delivered += UInt64(produced)
    let hadNothing = wanted == 0
    partCount = consumed == wanted ? 0 : partCount + consumed
    wanted = produced == output.count ? 0 : Self.next(status)
    if ZSTD_isError(status) != 0 {
      end(Self.loss(for: ZSTD_getErrorCode(status)), reader, &losses, back: partCount)
    } else if status == 0 {
      state = .betweenFrames
    } else if consumed == 0 && produced == 0 && !hadNothing {
      if before > 0 {
        // No way on, with all that it could need at hand.
        end(.damaged(.data), reader, &losses)
      } else if !refill(from: &reader, &losses) && state != .ended {
        end(.truncated, reader, &losses)
      }
    }
    return produced
  }

  /// How much to give next, by what the library says it would like: a block together with the 3 bytes of the next
  /// one's header. That header is given apart.
  private static func next(_ hint: Int) -> Int { hint > 3 ? hint - 3 : hint }

  /// Looks for what follows a frame: the next one, padding, the end, or what does not belong there.
  private mutating func findFrame(in reader: inout StoredReader, _ losses: inout LossList) {
    while true {
      while input.count > 0 && input[0] == 0 { input.skip(1) }
      guard couldBeMark && input.count < 4 else { break }
      if refill(from: &reader, &losses) { continue }
      if input.count > 0 && state != .ended {
        input.skip(input.count)
        end(.truncated, reader, &losses)
      }
      state = .ended
      return
    }
    if couldBeMark {
      state = .inFrame
      // Less than any header: when it has a whole frame at hand, the library unpacks it in one go.
      wanted = 4
      partCount = 0
    } else {
      let bytes = reader.size.map { $0 - (reader.position - UInt64(input.count)) }
      end(.trailingGarbage(bytes: bytes), reader, &losses)
    }
  }

  /// Whether the next bytes, as far as they are there, are the mark of a frame or of a skippable one.
  private var couldBeMark: Bool {
    let marks: [[ClosedRange<UInt8>]] = [
      [0x28...0x28, 0xB5...0xB5, 0x2F...0x2F, 0xFD...0xFD],
      [0x50...0x5F, 0x2A...0x2A, 0x4D...0x4D, 0x18...0x18],
    ]
    let count = min(4, input.count)
    for mark in marks {
      var isMark = true
      for index in 0..<count where !mark[index].contains(input[index]) { isMark = false }
      if isMark { return true }
    }
    return false
  }

  private static func loss(for error: ZSTD_ErrorCode) -> InputLoss.Code {
    switch error {
    case ZSTD_error_frameParameter_windowTooLarge: .windowTooLarge
    case ZSTD_error_dictionary_wrong, ZSTD_error_dictionary_corrupted: .needsDictionary
    case ZSTD_error_checksum_wrong: .damaged(.checksum)
    default: .damaged(.data)
    }
  }

  /// Reads more; without success it is the end, for a reason that is noted, unless it is the end of the input.
  private mutating func refill(from reader: inout StoredReader, _ losses: inout LossList) -> Bool {
    switch input.refill(from: &reader) {
    case .bytes: return true
    case .end: return false
    case .failed(let code):
      end(code, reader, &losses)
      return false
    }
  }

  /// - Parameter back: how far before the place reached the loss begins.
  private mutating func end(
    _ code: InputLoss.Code, _ reader: borrowing StoredReader, _ losses: inout LossList, back: Int = 0
  ) {
    losses.note(code, storedOffset: reader.position - UInt64(input.count + back), plainOffset: delivered)
    state = .ended
  }
}
