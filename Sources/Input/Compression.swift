/// How a log is stored, among the ways that can be read.
package enum Compression: Hashable, Sendable {
  case none, gzip, zstd
}

/// Formats that are recognised but not read, each with the command that unpacks it.
package enum ForeignFormat: String, CaseIterable, Hashable, Sendable {
  case bzip2, xz, lz4, lzip, lzop, compress, zip
  case sevenZip = "7-zip"

  /// The command that writes the plain bytes of a file to its output.
  var command: String {
    switch self {
    case .bzip2: "bzip2 -dc"
    case .xz: "xz -dc"
    case .lz4: "lz4 -dc"
    case .lzip: "lzip -dc"
    case .lzop: "lzop -dc"
    case .compress: "gzip -dc"
    case .zip: "unzip -p"
    case .sevenZip: "7z e -so"
    }
  }

  /// Whether the command can read its input from a pipe.
  var streams: Bool { self != .zip && self != .sevenZip }
}

/// What the first bytes of a file say about how it is stored.
enum StoredFormat: Hashable, Sendable {
  case readable(Compression)
  case foreign(ForeignFormat)

  /// As many bytes as the longest of the marks has.
  static let longestMark = 10

  /// Tells the format by the marks that stand at the front of a file; what has none is plain.
  ///
  /// The first bytes of bzip2 are letters and a digit, so the mark of its first block is asked for as well.
  init(front: some Collection<UInt8>) {
    func starts(_ mark: [UInt8]) -> Bool { front.starts(with: mark) }
    self =
      if starts([0x1F, 0x8B]) {
        .readable(.gzip)
      } else if starts([0x28, 0xB5, 0x2F, 0xFD]) || Self.isSkippableFrame(front) {
        .readable(.zstd)
      } else if Self.isBzip2(front) {
        .foreign(.bzip2)
      } else if starts([0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00]) {
        .foreign(.xz)
      } else if starts([0x04, 0x22, 0x4D, 0x18]) || starts([0x02, 0x21, 0x4C, 0x18]) {
        .foreign(.lz4)
      } else if starts(Array("LZIP\u{1}".utf8)) {
        .foreign(.lzip)
      } else if starts([0x89, 0x4C, 0x5A, 0x4F, 0x00, 0x0D, 0x0A, 0x1A, 0x0A]) {
        .foreign(.lzop)
      } else if starts([0x1F, 0x9D]) || starts([0x1F, 0xA0]) {
        .foreign(.compress)
      } else if starts([0x50, 0x4B, 0x03, 0x04]) || starts([0x50, 0x4B, 0x05, 0x06]) {
        .foreign(.zip)
      } else if starts([0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C]) {
        .foreign(.sevenZip)
      } else {
        .readable(.none)
      }
  }

  /// A zstd frame that carries no data, with which pzstd begins its files: 50 to 5F, then 2A 4D 18.
  private static func isSkippableFrame(_ front: some Collection<UInt8>) -> Bool {
    guard let first = front.first else { return false }
    return first & 0xF0 == 0x50 && front.dropFirst().starts(with: [0x2A, 0x4D, 0x18])
  }

  private static func isBzip2(_ front: some Collection<UInt8>) -> Bool {
    guard front.starts(with: Array("BZh".utf8)), let level = front.dropFirst(3).first else { return false }
    guard (UInt8(ascii: "1")...UInt8(ascii: "9")).contains(level) else { return false }
    let block = front.dropFirst(4)
    return block.starts(with: [0x31, 0x41, 0x59, 0x26, 0x53, 0x59])
      || block.starts(with: [0x17, 0x72, 0x45, 0x38, 0x50, 0x90])
  }
}
