package import SlowLog

/// One event of a log, with what it takes over from those before it.
package struct LogEvent: Sendable {
  /// The part of the log that an event lies in.
  final class Piece: Sendable {
    let bytes: [UInt8]
    let values: [UInt64]
    let offset: UInt64

    init(bytes: [UInt8], values: [UInt64], offset: UInt64) {
      self.bytes = bytes
      self.values = values
      self.offset = offset
    }
  }

  let record: EventRecord
  let piece: Piece
  package let instant: Instant?
  let carriedDB: [UInt8]?
  /// What the event has numbers of, in the order of the log.
  package let attributes: [Attribute]

  /// The whole event as it stands in the log.
  package var bytes: ArraySlice<UInt8> { piece.bytes[record.start..<record.end] }
  /// Without the final `;`; empty if there is none.
  package var statement: ArraySlice<UInt8> { piece.bytes[record.statementStart..<record.statementEnd] }
  /// Plain bytes from the start of the log to the event.
  package var byteOffset: UInt64 { piece.offset + UInt64(record.start) }
  package var isAdministratorCommand: Bool { record.isAdministratorCommand }
  package var account: Account { Account(Array(piece.bytes[record.accountStart..<record.accountEnd])) }
  package var threadID: UInt64? { record.hasThreadID ? record.threadID : nil }
  package var errorNumber: UInt64? { record.hasErrorNumber ? record.errorNumber : nil }

  /// The database: from `Schema:`, else the last `use`; `nil` if there is none or it is not known.
  package var db: [UInt8]? {
    guard record.hasSchema else { return carriedDB }
    return record.schemaStart < record.schemaEnd ? Array(piece.bytes[record.schemaStart..<record.schemaEnd]) : nil
  }

  /// The value of an attribute in the program's units.
  package func number(of attribute: Attribute) -> UInt64? {
    attributes.firstIndex(of: attribute).map { piece.values[record.valuesStart + $0] }
  }

  package func flag(_ flag: Flag) -> Bool? {
    let bit = UInt8(1) << flag.rawValue
    return record.flagsKnown & bit == 0 ? nil : record.flagsYes & bit != 0
  }
}
