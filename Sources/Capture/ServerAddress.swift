/// Where a server is and who asks.
package struct ServerAddress: Sendable {
  /// How the connection is encrypted, as MySQL's own clients have it.
  package enum TLSMode: String, Sendable, CaseIterable {
    case disabled = "DISABLED"
    /// If the server can.
    case preferred = "PREFERRED"
    case required = "REQUIRED"
    /// And the server's certificate is signed by an authority of `tlsCA`.
    case verifyCA = "VERIFY_CA"
    /// And it is made out to the host.
    case verifyIdentity = "VERIFY_IDENTITY"
  }

  package var host: String?
  package var port: UInt32 = 0
  package var socket: String?
  package var user: String?
  package var database: String?
  package var defaultsFile: String?
  /// From the environment or the terminal; `nil`: that of the option file, if it has one.
  package var password: String?
  package var tls = TLSMode.preferred
  package var tlsCA: String?
  /// How long an answer is waited for.
  var readTimeoutSeconds: UInt32 = 60

  package init() {}

  /// Where the server is, as messages name it; `nil` if only an option file knows.
  package var place: String? { socket ?? host.map { port == 0 ? $0 : "\($0):\(port)" } }
}

/// What a server, or the way to it, refused.
package struct ServerError: Error, Sendable, Equatable {
  package var code: UInt32
  package var message: String

  /// Whether the connection is gone, so that nothing more can be asked.
  package var endsConnection: Bool { [2006, 2013, 2014, 2027, 2055, 4031, 1927].contains(code) }

  /// The way out, where the code tells one.
  package var hint: String? {
    switch code {
    case 1044, 1045, 1698, 1862, 2012:
      "host, user and password are those of [client] in the option file, unless options say otherwise"
    case 2002, 2003, 2005: "is the server running, and is this where it is?"
    case 2006, 2013, 2014, 2027, 2055: "is it a MySQL or MariaDB server that listens there, and is it well?"
    case 2026: "--ssl-mode says whether and how the connection is encrypted"
    default: nil
    }
  }
}
