package import SlowLog

/// A text attribute that an expression can ask for.
package enum TextField: String, Sendable, Hashable, CaseIterable {
  case user, host
  /// The client's address.
  case client
  case db
  /// As logged, without the final `;`.
  case statement
  /// In the mode of the run.
  case fingerprint
  /// The statement's verb.
  case command
  /// Names of the statement's tables, joined by commas, with or without blanks.
  case tables
  /// The query ID in 32 hexadecimal digits.
  case id
  /// The log, as named on the command line.
  case file
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
