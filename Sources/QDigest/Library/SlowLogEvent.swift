import Aggregation
public import SlowLog

/// One entry of a slow log.
///
/// Cheap to copy: events share the memory of the part of the log that they were read from, which lives as long as any
/// of them. Text is given as bytes where it need not be UTF-8, and repaired where it is asked for as `String`.
public struct SlowLogEvent: Sendable {
  private let event: LogEvent

  init(_ event: LogEvent) { self.event = event }

  /// When the event was logged (MySQL) or began (MariaDB); `nil` where the log does not say it.
  public var instant: Instant? { event.instant }
  /// Seconds; `nil` where the log has no `Query_time` for it.
  public var queryTime: Double? { self["Query_time"] }

  /// The statement as it was logged, without the final `;`.
  public var statementBytes: [UInt8] { Array(event.statement) }
  /// ``statementBytes`` as text.
  public var statement: String { String(decoding: event.statement, as: UTF8.self) }
  public var isAdministratorCommand: Bool { event.isAdministratorCommand }

  public var user: String? { Self.text(event.account.user) }
  /// The client's name, or its address where it has no name.
  public var host: String? { Self.text(event.account.hostOrAddress) }
  /// The client's address.
  public var address: String? { Self.text(event.account.ip) }
  /// From `Schema:` or the last `use`; `nil` where there is none or it is not known.
  public var database: String? { event.db.flatMap(Self.text) }

  public var threadID: UInt64? { event.threadID }
  /// The server's error number, 0 for success.
  public var errorNumber: UInt64? { event.errorNumber }

  /// Bytes of the log, unpacked, from its start to the event.
  public var byteOffset: UInt64 { event.byteOffset }
  /// The whole event as it stands in the log, its header included.
  public var bytes: [UInt8] { Array(event.bytes) }

  /// What the event has numbers of, as the log spells it and in its order: `Query_time`, `Rows_examined`.
  public var attributeNames: [String] { event.attributes.map(\.name) }

  /// A numeric attribute, times in seconds; `nil` if the event has none of this name.
  public subscript(name: String) -> Double? {
    guard let attribute = event.attributes.first(where: { $0.name == name }), let value = event.number(of: attribute)
    else { return nil }
    return Double(value) / Double(attribute.unit.scale)
  }

  /// A Yes/No attribute such as `Full_scan`; `nil` if the event does not say it.
  public func flag(_ name: String) -> Bool? {
    Flag.allCases.first { $0.name == name }.flatMap { event.flag($0) }
  }

  /// The statement's fingerprint and query ID.
  public func fingerprint(_ style: FingerprintStyle = .pt) -> Fingerprint {
    Fingerprint(of: statementBytes, style: style)
  }

  private static func text(_ bytes: [UInt8]) -> String? {
    bytes.isEmpty ? nil : String(decoding: bytes, as: UTF8.self)
  }
}
