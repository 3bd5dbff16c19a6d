#if ISAL
  typealias DefaultInflater = IsalInflater
#else
  typealias DefaultInflater = ZlibInflater
#endif

/// Plain bytes from gzip data: members one after the other, with zero padding between and behind them.
///
/// Whatever is wrong with the data, all that was unpacked before is delivered; then it is the end, and the loss is noted
/// where the decoder stood.
struct GzipDecoder<Inflater: GzipInflater & ~Copyable>: ~Copyable, Sendable {
  private enum State {
    case betweenMembers, inMember, ended
  }

  private var inflater = Inflater()
  private var input: ReadAhead
  private var state = State.inMember
  private var delivered: UInt64 = 0

  /// For data whose first bytes are the mark of gzip.
  init(readAhead: Int = 256 << 10) {
    input = ReadAhead(capacity: readAhead)
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
      case .betweenMembers: findMember(in: &reader, &losses)
      case .inMember:
        // SAFETY: `filled` is at most the size of the buffer.
        let rest = unsafe UnsafeMutableRawBufferPointer(rebasing: output[filled...])
        let count = unsafe inflate(into: rest, from: &reader, &losses)
        filled += count
      }
    }
    return filled
  }
}

extension GzipDecoder where Inflater: ~Copyable {
  private mutating func inflate(
    into output: UnsafeMutableRawBufferPointer, from reader: inout StoredReader, _ losses: inout LossList
  ) -> Int {
    let before = input.count
    let step = unsafe input.use { unread in
      let step = unsafe inflater.inflate(unread, into: output)
      return (step.consumed, step)
    }
    delivered += UInt64(step.produced)
    switch step.state {
    case .memberEnd: state = .betweenMembers
    case .damaged(let damage): end(.damaged(damage), reader, &losses)
    case .more where step.consumed > 0 || step.produced > 0: break
    // No way on, with all that it could need at hand.
    case .more where before > 0: end(.damaged(.data), reader, &losses)
    case .more:
      if !refill(from: &reader, &losses) && state != .ended { end(.truncated, reader, &losses) }
    }
    return step.produced
  }

  /// Looks for what follows a member: the next one, padding, the end, or what does not belong there.
  private mutating func findMember(in reader: inout StoredReader, _ losses: inout LossList) {
    while true {
      while input.count > 0 && input[0] == 0 { input.skip(1) }
      let isShort = input.count == 0 || (input.count == 1 && input[0] == 0x1F)
      guard isShort else { break }
      if refill(from: &reader, &losses) { continue }
      if input.count > 0 && state != .ended {
        input.skip(input.count)
        end(.truncated, reader, &losses)
      }
      state = .ended
      return
    }
    if input[0] == 0x1F && input[1] == 0x8B {
      inflater.startMember()
      state = .inMember
    } else {
      let bytes = reader.size.map { $0 - (reader.position - UInt64(input.count)) }
      end(.trailingGarbage(bytes: bytes), reader, &losses)
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

  private mutating func end(_ code: InputLoss.Code, _ reader: borrowing StoredReader, _ losses: inout LossList) {
    losses.note(code, storedOffset: reader.position - UInt64(input.count), plainOffset: delivered)
    state = .ended
  }
}
