/// The work of `qdigest fingerprint`: statements in, one fingerprint each out.
package struct FingerprintRun {
  package struct Options: Sendable {
    package var style = FingerprintStyle.pt
    package var preservesEmbeddedNumbers = false
    /// Whether statements and fingerprints end with NUL, and statements are taken byte for byte.
    package var isNulSeparated = false
    /// Whether the ID and a tab stand before each fingerprint.
    package var showsID = false

    package init() {}
  }

  /// Read at a time.
  private static let chunk = 256 << 10
  private let options: Options
  private var maker: FingerprintMaker
  private var output: [UInt8] = []

  package init(_ options: Options) {
    self.options = options
    maker = FingerprintMaker(style: options.style, preservingEmbeddedNumbers: options.preservesEmbeddedNumbers)
  }

  private var separator: UInt8 { options.isNulSeparated ? 0 : 0x0A }

  /// Writes the fingerprint of each statement.
  package mutating func run(statements: [String]) throws(OutputError) {
    for statement in statements { add(Array(statement.utf8)[...]) }
    try flush()
  }

  /// Reads statements from standard input until it ends.
  package mutating func runOnStandardInput() throws {
    var pending: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: Self.chunk)
    while true {
      let count = try SystemCalls.read(0, into: &buffer)
      if count == 0 { break }
      var start = 0
      for index in 0..<count where buffer[index] == separator {
        pending += buffer[start..<index]
        start = index + 1
        add(pending[...])
        pending.removeAll(keepingCapacity: true)
      }
      pending += buffer[start..<count]
      try flush()
    }
    if !pending.isEmpty { add(pending[...]) }
    try flush()
  }

  /// Appends the result for one statement to the output. The `;` behind it, and the end of a line as Windows has it, are
  /// no part of it.
  private mutating func add(_ statement: ArraySlice<UInt8>) {
    var statement = statement
    if !options.isNulSeparated, statement.last == 0x0D { statement.removeLast() }
    let trimmed = statement.prefix(statement.count - statement.reversed().prefix { $0 == 0x20 || $0 == 0x0A }.count)
    if trimmed.last == UInt8(ascii: ";") { statement = trimmed.dropLast() }
    let fingerprint = maker.fingerprint(of: Array(statement))
    if options.showsID {
      output += fingerprint.id.utf8
      output.append(UInt8(ascii: "\t"))
    }
    if options.isNulSeparated {
      output += fingerprint.bytes
    } else {
      // One line a statement, whatever is left in it.
      output += fingerprint.bytes.map { $0 == 0x0A || $0 == 0x0D ? 0x20 : $0 }
    }
    output.append(separator)
  }

  private mutating func flush() throws(OutputError) {
    if output.isEmpty { return }
    try StandardOutput().write(output.span)
    output.removeAll(keepingCapacity: true)
  }
}
