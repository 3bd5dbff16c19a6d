package import SlowLog

/// A text attribute that an expression can ask for.
package enum TextField: String, Sendable, Hashable, CaseIterable {
  case user, host, client, db, statement, fingerprint, command, tables, id, file
}

/// What `--where` sees of an event; absent attributes are `nil`, never a made-up value.
package protocol FilterableEvent {
  /// The value in the program's units (`Attribute.unit`).
  func number(of attribute: Attribute) -> UInt64?
  func flag(_ flag: Flag) -> Bool?
  func text(_ field: TextField) -> [UInt8]?
  var threadID: UInt64? { get }
  /// The server's error number, 0 for success.
  var errorNumber: UInt64? { get }
  var instant: Instant? { get }
}
