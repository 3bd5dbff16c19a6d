/// What an input is called: in messages, in reports, and when inputs are put in order.
///
/// A path is kept as its bytes, since a file name need not be UTF-8.
package enum InputName: Hashable, Sendable {
  case path([UInt8])
  case standardInput
  case descriptor(Int32)
  case memory

  package init(path: String) {
    self = .path(Array(path.utf8))
  }
}

extension InputName: CustomStringConvertible {
  /// The name as text that is safe to print: control characters are escaped, bytes that are no UTF-8 repaired.
  package var description: String {
    switch self {
    case .path(let bytes): bytes.isEmpty ? "''" : Self.printable(bytes)
    case .standardInput: "standard input"
    case .descriptor(let number): "file descriptor \(number)"
    case .memory: "bytes in memory"
    }
  }

  private static func printable(_ bytes: [UInt8]) -> String {
    var text = ""
    for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
      if isControl(scalar) {
        let hex = String(scalar.value, radix: 16)
        text += scalar.value < 0x100 ? (hex.count == 1 ? "\\x0" : "\\x") + hex : "\\u{\(hex)}"
      } else {
        text.unicodeScalars.append(scalar)
      }
    }
    return text
  }

  /// Whether a terminal could do something else with this character than show it.
  private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator: true
    default: false
    }
  }
}

extension InputName {
  /// The name as one word of a shell command, ready to paste; `nil` for what has no path.
  var shellWord: String? {
    guard case .path(let path) = self else { return nil }
    let bytes = path.first == UInt8(ascii: "-") ? Array("./".utf8) + path : path
    let text = Self.printable(bytes)
    guard text.utf8.elementsEqual(bytes) else { return Self.escapedWord(bytes) }
    if !bytes.isEmpty && bytes.allSatisfy(Self.needsNoQuotes) { return text }
    return "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: #"'\''"#) + "'"
  }

  private static func needsNoQuotes(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
    case UInt8(ascii: "0")...UInt8(ascii: "9"): true
    default: "/._-+,:@%=".utf8.contains(byte)
    }
  }

  /// A word in the form `$'...'`, for names with bytes that cannot be shown.
  private static func escapedWord(_ bytes: [UInt8]) -> String {
    var word = "$'"
    for byte in bytes {
      let isPlain = (0x20..<0x7F).contains(byte) && byte != UInt8(ascii: "'") && byte != UInt8(ascii: "\\")
      word += isPlain ? String(UnicodeScalar(byte)) : (byte < 0x10 ? "\\x0" : "\\x") + String(byte, radix: 16)
    }
    return word + "'"
  }
}

extension InputName: Comparable {
  /// The canonical order: by the bytes of the path, standard input as `-`.
  package static func < (left: Self, right: Self) -> Bool {
    left.sortBytes.lexicographicallyPrecedes(right.sortBytes)
  }

  private var sortBytes: [UInt8] {
    switch self {
    case .path(let bytes): bytes
    case .standardInput: Array("-".utf8)
    case .descriptor(let number): Array("/dev/fd/\(number)".utf8)
    case .memory: []
    }
  }
}
