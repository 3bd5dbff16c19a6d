package import SQLText

/// A statement with its literals abstracted, and the ID that this gives its class.
///
///     let fingerprint = Fingerprint(of: "SELECT name FROM users WHERE id = 7")
///     fingerprint.text   // select name from users where id = ?
///     fingerprint.id     // 1B0C…: 32 hexadecimal digits
///
/// The statement is taken as it is, without the `;` that ends it in a log. Any bytes are allowed.
public struct Fingerprint: Sendable, Hashable {
  /// The fingerprint as it was made; like the statement, it need not be UTF-8.
  public let bytes: [UInt8]
  package let queryID: QueryID

  public init(of statement: String, style: FingerprintStyle = .pt, preservingEmbeddedNumbers: Bool = false) {
    self.init(of: Array(statement.utf8), style: style, preservingEmbeddedNumbers: preservingEmbeddedNumbers)
  }

  /// - Parameter preservingEmbeddedNumbers: keeps the digits in names; `.strict` always does.
  public init(of statement: [UInt8], style: FingerprintStyle = .pt, preservingEmbeddedNumbers: Bool = false) {
    var maker = FingerprintMaker(style: style, preservingEmbeddedNumbers: preservingEmbeddedNumbers)
    self = maker.fingerprint(of: statement)
  }

  init(bytes: [UInt8]) {
    self.bytes = bytes
    queryID = QueryID(fingerprint: bytes)
  }

  /// The fingerprint as text, repaired where it is no UTF-8.
  public var text: String { String(decoding: bytes, as: UTF8.self) }
  /// The query ID: the MD5 of ``bytes``, 32 upper-case hexadecimal digits.
  public var id: String { queryID.hex32 }
  /// The last 16 digits of ``id``, which older tools show.
  public var shortID: String { queryID.hex16 }
}

/// Makes many fingerprints with the same buffers.
package struct FingerprintMaker {
  private enum Kind {
    case pt(PtFingerprint)
    case strict(StrictFingerprint)
  }

  private var kind: Kind

  package init(style: FingerprintStyle, preservingEmbeddedNumbers: Bool = false) {
    kind =
      switch style {
      case .pt: .pt(PtFingerprint(preserveEmbeddedNumbers: preservingEmbeddedNumbers))
      case .strict: .strict(StrictFingerprint())
      }
  }

  package mutating func fingerprint(of statement: [UInt8]) -> Fingerprint {
    switch kind {
    case .pt(var maker):
      defer { kind = .pt(maker) }
      return Fingerprint(bytes: maker.fingerprint(of: statement))
    case .strict(var maker):
      defer { kind = .strict(maker) }
      maker.make(from: statement.span)
      return Fingerprint(bytes: maker.bytes)
    }
  }
}
