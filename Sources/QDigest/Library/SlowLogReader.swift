import Aggregation
import Dispatch
import Input
import Locking
public import SlowLog

/// The events of a slow log, in order.
///
///     for try await event in SlowLogReader(path: "slow.log") where event.queryTime ?? 0 > 1 {
///       print(event.user ?? "?", event.statement)
///     }
///
/// or, without concurrency, `try SlowLogReader(path: "slow.log").read { event in … }`.
///
/// Packed logs (gzip, zstd) are unpacked. Memory does not grow with the log. What is lost on the way, say because a
/// packed file ends too early, is thrown once all events before it have been delivered.
public struct SlowLogReader: Sendable {
  private enum Origin: Sendable {
    case path(String)
    case descriptor(Int32)
    case bytes([UInt8])
  }

  private let origin: Origin
  /// For times in the log that name no zone.
  public var zone = ZoneRules.utc
  /// Longer events are skipped.
  public var maxEventBytes = 256 << 20

  /// A file, or a named pipe.
  public init(path: String) { origin = .path(path) }

  /// An open file, pipe or socket, from where it stands; it stays open.
  public init(fileDescriptor: Int32) { origin = .descriptor(fileDescriptor) }

  /// A log in memory, which may be packed.
  public init(bytes: [UInt8]) { origin = .bytes(bytes) }

  /// What a whole log had.
  public struct Totals: Sendable, Hashable {
    public var events: UInt64
    /// Bytes of the log, unpacked.
    public var bytes: UInt64
    /// Bytes that belong to no event.
    public var skippedBytes: UInt64
  }

  /// Calls `body` with each event, on the calling thread.
  ///
  /// - Throws: `SlowLogError`, or what `body` throws, which ends the reading.
  @discardableResult public func read(_ body: (SlowLogEvent) throws -> Void) throws -> Totals {
    var source = try EventSource(makeReader())
    while let batch = try source.next() {
      for event in batch { try body(SlowLogEvent(event)) }
    }
    return source.totals
  }

  private func makeReader() throws(SlowLogError) -> EventReader {
    do throws(InputError) {
      let source =
        switch origin {
        case .path(let path): try ByteSource.open(path: path)
        case .descriptor(let number): try ByteSource.fileDescriptor(number)
        case .bytes(let bytes): try ByteSource.bytes(bytes)
        }
      return EventReader(source, zone: zone, chunkBytes: 1 << 20, maxEventBytes: maxEventBytes)
    } catch {
      throw SlowLogError(error)
    }
  }
}

extension SlowLogReader: AsyncSequence {
  public func makeAsyncIterator() -> AsyncIterator { AsyncIterator(self) }

  /// Reads a part of the log at a time, on a queue of its own, so that no task is kept from running.
  public struct AsyncIterator: AsyncIteratorProtocol {
    private let reader: SlowLogReader
    private var source: SharedSource?
    private var batch: ArraySlice<LogEvent> = []
    private var isOver = false

    fileprivate init(_ reader: SlowLogReader) { self.reader = reader }

    public mutating func next() async throws -> SlowLogEvent? {
      while batch.isEmpty {
        try Task.checkCancellation()
        guard !isOver else { return nil }
        if source == nil { source = SharedSource(try EventSource(reader.makeReader())) }
        do {
          guard let next = try await source?.next() else {
            isOver = true
            return nil
          }
          batch = next[...]
        } catch {
          isOver = true
          throw error
        }
      }
      return batch.popFirst().map(SlowLogEvent.init)
    }
  }
}

/// A log being read, and what has to be said at its end.
private struct EventSource: ~Copyable, Sendable {
  private var reader: EventReader

  init(_ reader: consuming EventReader) { self.reader = reader }

  mutating func next() throws(SlowLogError) -> [LogEvent]? {
    if let batch = reader.nextBatch() { return batch }
    if let loss = reader.losses.first { throw SlowLogError(loss) }
    let kind = reader.kind
    if reader.totals.events == 0, reader.plainBytes > 0, kind != .slowLog, kind != .empty {
      throw SlowLogError(.notASlowLog, "this is no slow log" + (kind == .text ? "" : ", it looks like \(kind)"))
    }
    return nil
  }

  var totals: SlowLogReader.Totals {
    SlowLogReader.Totals(
      events: reader.totals.events, bytes: reader.plainBytes, skippedBytes: reader.totals.skippedBytes)
  }
}

/// A log that is read on a queue of its own.
private final class SharedSource: Sendable {
  private let source: Guarded<EventSource>
  private let queue = DispatchQueue(label: "slow log")

  init(_ source: consuming sending EventSource) { self.source = Guarded(source) }

  func next() async throws -> [LogEvent]? {
    try await withCheckedThrowingContinuation { continuation in
      queue.async { [self] in
        continuation.resume(with: Result { try source.withLock { try $0.next() } })
      }
    }
  }
}
