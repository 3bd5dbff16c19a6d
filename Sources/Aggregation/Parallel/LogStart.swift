package import Input

/// Where in a log to begin, and what is known there.
package struct LogStart: Sendable {
  /// Decides for a log that has just been opened and stands at its beginning; `nil` leaves the log alone.
  package typealias Chooser = @Sendable (InputFile, inout ByteSource) -> LogStart?

  /// Plain bytes before the first event.
  package var offset: UInt64
  package var carried: CarriedState
  /// Whether an event without an end, at the end of the log, is left for the next time: its server may be writing it.
  package var leavesTail: Bool

  package init(offset: UInt64 = 0, carried: CarriedState = CarriedState(), leavesTail: Bool) {
    self.offset = offset
    self.carried = carried
    self.leavesTail = leavesTail
  }
}

/// How far a log has been read.
package struct LogEnd: Sendable {
  package var file: InputFile
  /// Which file it was when it was opened; `nil` if it could not be opened or has no place on a disk.
  package var identity: FileIdentity?
  /// Where the reading began.
  package var start: UInt64
  /// Plain bytes up to the end of the last event that was taken.
  package var offset: UInt64
  package var carried: CarriedState
  /// The last bytes before `offset`, at most ``tailLimit``.
  package var tail: [UInt8]
  /// Whether something went wrong, so that the log may not have been read to its end.
  package var isIncomplete: Bool
  package static let tailLimit = 256
}
