import SlowLog

/// The selected events of one piece of a log, with the piece itself.
package struct SelectedEvents: Sendable {
  struct Entry: Sendable {
    var event: EventRecord
    /// The moment of the event, in microseconds since 1970, wherever it is from.
    var instant: Int64?
    /// The database that a `use` line of this or an earlier event names.
    var carriedDB: [UInt8]?
  }

  /// The piece of the log, to which all offsets refer.
  let bytes: [UInt8]
  var entries: [Entry] = []
  let banners: [ParsedChunk.Banner]
}
