/// One event as the parser found it: offsets into the bytes it was parsed from, and numbers.
///
/// Nothing in it owns memory. What depends on the events before it (its database, its time where the log does
/// not say it) is left open here and settled by ``CarriedState`` when events are taken in order.
package struct EventRecord: Sendable {
  /// First byte of the header and first byte after the event.
  package var start = 0
  package var end = 0
  /// The statement's text without the final `;` and newline; empty if there is none.
  package var statementStart = 0
  package var statementEnd = 0
  /// Bytes that count towards `Query_length` beside those.
  var extraLength = 0
  /// `# administrator command: …`; the statement's text begins with `administrator`.
  package var isAdministratorCommand = false
  /// Whether the statement's skeleton in ``ParsedChunk`` may stand for it.
  package var hasSkeleton = false
  package var skeletonLow: UInt64 = 0
  package var skeletonHigh: UInt64 = 0

  /// Where the values begin in ``ParsedChunk/values``; which attributes they belong to is the shape's matter.
  package var valuesStart = 0
  package var shape: UInt32 = 0
  package var queryTimeMicros: UInt64 = 0
  package var hasQueryTime = false
  package var flagsKnown: UInt8 = 0
  package var flagsYes: UInt8 = 0

  /// `user[name] @ host [ip]`, without the `Id:`.
  package var accountStart = 0
  package var accountEnd = 0
  package var threadID: UInt64 = 0
  package var hasThreadID = false
  package var errorNumber: UInt64 = 0
  package var hasErrorNumber = false
  package var rateLimit: UInt64 = 0

  /// From a `# Time` line of the event's own.
  package var instant: Int64 = 0
  package var hasInstant = false
  /// Microseconds since 1970 from `SET timestamp`.
  package var setTimestamp: Int64 = 0
  package var hasSetTimestamp = false

  /// From `Schema:`; an empty range with `hasSchema` says that there is none.
  package var schemaStart = 0
  package var schemaEnd = 0
  package var hasSchema = false
  /// From a `use` line.
  package var useStart = 0
  package var useEnd = 0
  package var hasUse = false
  /// Whether a banner stands between this event and the one before: what `use` said is void.
  package var followsBanner = false

  /// MariaDB's `# explain:` lines, from the first to the last one.
  package var explainStart = 0
  package var explainEnd = 0
  /// MariaDB's `# Warnings` block.
  package var warningsStart = 0
  package var warningsEnd = 0

  package init() {}
}
