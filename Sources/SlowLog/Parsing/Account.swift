import SQLText

/// Who sent a statement, from where: `user[name] @ host [ip]`.
public struct Account: Sendable, Hashable {
  /// The account; the name that the client gave, in brackets, where the account has none (`[SQL_SLAVE]`).
  public var user: [UInt8]
  public var host: [UInt8]
  /// The address; empty where the server wrote none.
  public var ip: [UInt8]

  /// Reads what follows `# User@Host: `. A client may call itself anything, so the host is sought from the end.
  public init(_ text: [UInt8]) {
    user = []
    host = []
    ip = []
    var end = text.count
    if let open = text.lastIndex(of: UInt8(ascii: "[")), text.last == UInt8(ascii: "]") {
      ip = Array(text[(open + 1)..<(text.count - 1)])
      end = open
    }
    while end > 0, text[end - 1] == 0x20 { end -= 1 }
    var at = end
    while at >= 2, !(text[at - 1] == 0x20 && text[at - 2] == UInt8(ascii: "@")) { at -= 1 }
    if at >= 2 {
      host = Array(text[at..<end])
      end = at - 2
    } else if end > 0, text[end - 1] == UInt8(ascii: "@") {
      end -= 1
    }
    while end > 0, text[end - 1] == 0x20 { end -= 1 }
    let name = text[0..<end]
    if let bracket = name.firstIndex(of: UInt8(ascii: "[")), bracket > 0 {
      user = Array(name[0..<bracket])
    } else if name.count > 2 {
      user = Array(name)
    }
  }

  /// The host's name, or the address where there is none.
  public var hostOrAddress: [UInt8] { host.isEmpty ? ip : host }
}
