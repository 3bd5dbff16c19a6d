package import Aggregation
import Input
import Locking

/// Decides for each log of a run where to begin, so that every event is counted once.
///
/// Each log is looked up by its first bytes. One that two names of a run lead to (a log and its packed copy) is read by
/// one of them; the others are put off until that one is done, and then have only what it did not have.
package final class LogRegister: Sendable {
  private struct State {
    var known: [LogPosition]
    /// Logs that are being looked up or read, so that no other name leads to one of them meanwhile.
    var claims: [String: Claim] = [:]
    var putOff: Set<String> = []
    /// Places in `known` of logs that were read.
    var read: Set<Int> = []
  }

  private struct Claim {
    let head: [UInt8]
    /// Which of `known` it may continue, by place: all of the same head while it is looked up, then one or none.
    var places: Set<Int>
  }

  private let state: Guarded<State>

  package init(_ known: [LogPosition]) { state = Guarded(State(known: known)) }

  /// For `DigestOptions.start`.
  package var chooser: LogStart.Chooser {
    { file, source in self.start(of: file, &source) }
  }

  private func start(of file: InputFile, _ source: inout ByteSource) -> LogStart? {
    let name = "\(file.name)"
    let head = source.bytes(LogPosition.headLimit)
    guard source.rewind() else { return nil }
    // What is empty looks like the beginning of everything, and what comes now is there the next time.
    guard !head.isEmpty, let candidates = claim(name, head) else { return nil }
    let isPacked = source.compression != .none
    for (place, position) in candidates {
      switch Self.reach(position, &source) {
      case .there:
        settle(name, on: [place])
        let hasGrown = source.identity.map { $0.size != position.storedSize } ?? true
        return LogStart(offset: position.offset, carried: position.carried, leavesTail: !isPacked && hasGrown)
      case .endsBefore:
        state.withLock { state in state.claims[name] = nil }
        return nil
      case .isAnother: _ = source.rewind()
      }
    }
    settle(name, on: [])
    return LogStart(leavesTail: !isPacked)
  }

  /// The logs that one of this head may continue, or `nil` if one of them is claimed and the name is put off.
  ///
  /// Looking and claiming are one step: of a log and its copy, opened by two threads, one is put off.
  private func claim(_ name: String, _ head: [UInt8]) -> [(place: Int, position: LogPosition)]? {
    state.withLock { state in
      let matching = state.known.indices.filter { state.known[$0].isHead(of: head) }
      let isBusy = state.claims.values.contains { claim in
        matching.contains { claim.places.contains($0) } || claim.head.starts(with: head)
          || head.starts(with: claim.head)
      }
      guard !isBusy else {
        state.putOff.insert(name)
        return nil
      }
      state.claims[name] = Claim(head: head, places: Set(matching))
      // The one that is known best first: the longest head, then the farthest place.
      return matching.map { ($0, state.known[$0]) }.sorted {
        ($0.1.headLength, $0.1.offset) > ($1.1.headLength, $1.1.offset)
      }
    }
  }

  private func settle(_ name: String, on places: Set<Int>) {
    state.withLock { state in state.claims[name]?.places = places }
  }

  private enum Reach {
    case there
    /// A copy from an earlier time, all of which is known.
    case endsBefore
    case isAnother
  }

  /// Goes to the place that was reached, if what stands before it is what stood there.
  private static func reach(_ position: LogPosition, _ source: inout ByteSource) -> Reach {
    guard source.skip(to: position.offset - UInt64(position.tailLength)) else { return .endsBefore }
    let tail = source.bytes(position.tailLength)
    if tail.count < position.tailLength { return .endsBefore }
    return LogPosition.hash(tail[...]) == position.tailHash ? .there : .isAnother
  }

  /// Notes how far the logs of a round were read; names that were put off are to be read in another round.
  package func finish(_ ends: [LogEnd]) -> Set<String> {
    state.withLock { state in
      for end in ends {
        let name = "\(end.file.name)"
        guard let claim = state.claims[name] else { continue }
        let known = claim.places.first
        let place = Self.position(end, name, head: claim.head, from: known.map { state.known[$0] })
        // Nothing of it was read.
        guard place.headLength > 0 else { continue }
        if let known { state.known[known] = place } else { state.known.append(place) }
        state.read.insert(known ?? state.known.count - 1)
      }
      defer {
        state.claims = [:]
        state.putOff = []
      }
      return state.putOff
    }
  }

  private static func position(
    _ end: LogEnd, _ name: String, head: [UInt8], from before: LogPosition?
  ) -> LogPosition {
    // Of a packed log the place it has on the disk is of no use for its plain successor.
    var position = LogPosition(
      id: before?.id, path: name, device: end.identity?.device ?? 0, inode: end.identity?.inode ?? 0,
      storedSize: end.identity?.size ?? 0, headLength: head.count, headHash: LogPosition.hash(head[...]),
      offset: end.offset, tailLength: end.tail.count, tailHash: LogPosition.hash(end.tail[...]), carried: end.carried)
    if let before, before.offset == end.offset {
      position.tailLength = before.tailLength
      position.tailHash = before.tailHash
    }
    // The head must lie in what was read: what follows may be written anew.
    let length = min(head.count, Int(clamping: max(end.offset, UInt64(before?.headLength ?? 0))))
    position.headLength = length
    position.headHash = LogPosition.hash(head[..<length])
    return position
  }

  /// How far the logs were read that were not left alone.
  package var positions: [LogPosition] { state.withLock { state in state.read.sorted().map { state.known[$0] } } }
}
