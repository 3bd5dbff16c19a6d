import SlowLog

/// Finds the rules of a time zone by what somebody calls it.
///
/// - `UTC` (or `Z`, `GMT`), and offsets: `+02:00`, `-0330`, `+02`.
/// - `local`: what the variable `TZ` says, else the zone that the system is set to.
/// - names of the system's time zone data: `America/Sao_Paulo`.
package struct TimeZoneResolver: Sendable {
  /// The value of the variable `TZ`; `nil` if it is not set.
  package var localName: String?
  package var folder = "/usr/share/zoneinfo"
  package var localFile = "/etc/localtime"

  package init(localName: String?) { self.localName = localName }

  package func rules(named name: String) throws(UsageError) -> ZoneRules {
    switch name.lowercased() {
    case "utc", "z", "gmt": return .utc
    case "local": return try local()
    default: break
    }
    if let offset = Self.offset(name) { return offset }
    return try systemZone(name)
  }

  /// A fixed offset from UTC, under a name of one form: `+02:00`.
  private static func offset(_ text: String) -> ZoneRules? {
    let bytes = Array(text.utf8)
    guard let sign = bytes.first, sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") else { return nil }
    var digits = bytes.dropFirst()
    if digits.count == 5, digits[3] == UInt8(ascii: ":") { digits.remove(at: 3) }
    guard [2, 4].contains(digits.count), digits.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
    let numbers = digits.map { Int32($0 - 0x30) } + (digits.count == 2 ? [0, 0] : [])
    let (hours, minutes) = (numbers[0] * 10 + numbers[1], numbers[2] * 10 + numbers[3])
    guard hours <= 15, minutes < 60 else { return nil }
    let name =
      String(decoding: bytes[..<1], as: UTF8.self) + numbers[..<2].map(\.description).joined() + ":"
      + numbers[2...].map(\.description).joined()
    return ZoneRules(
      name: name, initialOffset: (hours * 3600 + minutes * 60) * (sign == UInt8(ascii: "-") ? -1 : 1))
  }

  private func local() throws(UsageError) -> ZoneRules {
    guard var name = localName, !name.isEmpty else {
      guard let rules = Self.rules(inFile: localFile, name: "local") else { return .utc }
      return rules
    }
    if name.hasPrefix(":") { name.removeFirst() }
    if name.hasPrefix("/") {
      if let rules = Self.rules(inFile: name, name: "local") { return rules }
    } else if let rules = PosixZone(name)?.rules(name: "local") {
      return rules
    } else if Self.isZoneName(name), let rules = Self.rules(inFile: folder + "/" + name, name: name) {
      return rules
    }
    throw UsageError("--timezone local: the variable TZ names no time zone: '\(name)'", hint: Self.hint)
  }

  private func systemZone(_ name: String) throws(UsageError) -> ZoneRules {
    if Self.isZoneName(name), let rules = Self.rules(inFile: folder + "/" + name, name: name) { return rules }
    guard SmallFile.exists(folder + "/Europe") || SmallFile.exists(folder + "/UTC") else {
      throw UsageError(
        "--timezone: '\(name)' cannot be looked up, as this system has no time zone data in \(folder)",
        hint: "install the package tzdata, or give an offset such as +02:00")
    }
    throw UsageError("--timezone: there is no time zone '\(name)'", hint: Self.hint)
  }

  private static let hint = "use a name such as America/Sao_Paulo, an offset such as +02:00, UTC or local"

  /// Whether a name may become part of a path: words with slashes between them, none of them `..`.
  private static func isZoneName(_ name: String) -> Bool {
    name.utf8.count <= 100
      && name.split(separator: "/", omittingEmptySubsequences: false).allSatisfy { part in
        !part.isEmpty
          && part.utf8.allSatisfy { byte in
            (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
              || "_+-".utf8.contains(byte)
          }
      }
  }

  private static func rules(inFile path: String, name: String) -> ZoneRules? {
    guard let bytes = SmallFile.read(path, atMost: 1 << 20) else { return nil }
    return ZoneFile(bytes)?.rules(name: name)
  }
}
