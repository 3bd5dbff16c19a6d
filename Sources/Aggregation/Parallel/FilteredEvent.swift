import SQLText
import Selection
import SlowLog

/// An event as `--where` sees it.
struct FilteredEvent: FilterableEvent {
  let event: EventRecord
  let values: [String: UInt64]
  let bytes: [UInt8]
  let path: String
  let instant: Instant?
  let db: [UInt8]?
  let kinds: [UInt8]

  init(
    event: EventRecord, values: [String: UInt64], bytes: [UInt8], path: String, instant: Instant?, db: [UInt8]?,
    kinds: [UInt8]
  ) {
    self.event = event
    self.values = values
    self.bytes = bytes
    self.path = path
    self.instant = instant
    self.db = db
    self.kinds = kinds
  }

  func number(of attribute: Attribute) -> UInt64? { values[attribute.name] }

  func flag(_ flag: Flag) -> Bool? {
    let bit = UInt8(1) << flag.rawValue
    return event.flagsKnown & bit == 0 ? nil : event.flagsYes & bit != 0
  }

  var threadID: UInt64? { event.hasThreadID ? event.threadID : nil }
  var errorNumber: UInt64? { event.hasErrorNumber ? event.errorNumber : nil }

  private var account: Account { Account(Array(bytes[event.accountStart..<event.accountEnd])) }
  private var statement: [UInt8] { Array(bytes[event.statementStart..<event.statementEnd]) }

  func text(_ field: TextField) -> [UInt8]? {
    switch field {
    case .user: account.user.isEmpty ? nil : account.user
    case .host: account.hostOrAddress.isEmpty ? nil : account.hostOrAddress
    case .client: account.ip.isEmpty ? nil : account.ip
    case .db: db
    case .statement: statement
    case .fingerprint: kinds
    case .command: Array(StatementShape(of: statement.span).command.utf8)
    case .tables: Array(StatementShape(of: statement.span).tables.joined(separator: ", ").utf8)
    case .id: Array(QueryID(fingerprint: kinds).hex32.utf8)
    case .file: Array(path.utf8)
    }
  }
}
