package import Input
import SQLText
package import SlowLog

/// Reads the events of one log in order, a batch at a time.
///
/// One thread, no classes: for those who want the events themselves. The digest reads with ``Digester``.
package struct EventReader: ~Copyable, Sendable {
  private var reader: ChunkReader
  private var parser: ChunkParser
  private var buffer = ChunkBuffer()
  private var chunk = ParsedChunk()
  private var border = Sequencer.Border()
  /// What has been read so far.
  package private(set) var totals = Totals()

  package struct Totals: Sendable, Equatable {
    package var events: UInt64 = 0
    package var skippedBytes: UInt64 = 0
  }

  /// - Parameter zone: for times that name no zone.
  package init(_ source: consuming ByteSource, zone: ZoneRules, chunkBytes: Int, maxEventBytes: Int) {
    reader = ChunkReader(source, chunkBytes: chunkBytes, maxEventBytes: maxEventBytes)
    parser = ChunkParser(purpose: .frame, zone: zone, maxEventBytes: maxEventBytes, seed: 0)
  }

  /// The events of the next piece of the log, maybe none; `nil` at its end.
  ///
  /// Events share the memory of their piece, which lives as long as any of them.
  package mutating func nextBatch() -> [LogEvent]? {
    guard reader.next(into: &buffer) else { return nil }
    buffer.prepend(border.pending)
    let bytes = buffer.bytes
    parser.parse(bytes.span, to: buffer.count, before: buffer.next, into: &chunk)
    let piece = LogEvent.Piece(bytes: bytes, values: Array(chunk.values[0..<chunk.values.count]), offset: buffer.offset)
    var events: [LogEvent] = []
    events.reserveCapacity(chunk.events.count)
    let shapes = parser.shapes
    let learned = parser.learnedNames
    var state = border.carried
    for event in chunk.events {
      if event.followsBanner { state.db = nil }
      if event.hasUse { state.db = copy(bytes.span, event.useStart, event.useEnd) }
      let instant = state.time(of: event).map { Instant(microseconds: $0) }
      events.append(
        LogEvent(
          record: event, piece: piece, instant: instant, carriedDB: state.db,
          attributes: Self.attributes(shapes.slots(of: event.shape), learned)))
    }
    if chunk.endsWithBanner { state.db = nil }
    border.carried = state
    border.pending = chunk.unfinishedFrom.map { Array(bytes[$0..<buffer.count]) } ?? []
    totals.events += UInt64(events.count)
    totals.skippedBytes += chunk.gaps.reduce(0) { $0 + UInt64($1.count) }
    return events
  }

  /// What could not be read; complete when ``nextBatch()`` has given `nil`.
  package var losses: [InputLoss] { reader.source.losses }
  /// Plain bytes read so far.
  package var plainBytes: UInt64 { reader.source.plainPosition }
  /// What the first bytes look like.
  package var kind: LogKind { LogKind.looksLike(reader.source.front.span) }

  private static func attributes(_ slots: [UInt8], _ learned: [String]) -> [Attribute] {
    slots.map { slot in
      KnownAttribute(rawValue: slot)?.attribute
        ?? Attribute(name: learned[Int(slot) - KnownAttribute.count], unit: .millionths)
    }
  }
}
