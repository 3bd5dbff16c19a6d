import Foundation

/// pt-query-digest's own code, asked through `Scripts/pt-oracle.pl`.
///
/// `PT_QUERY_DIGEST` names the program to ask, else that of the distribution is taken.
struct PtOracle {
  /// What the oracle says about one statement; `nil` where it gave up at one of Perl's limits.
  struct Answer: Equatable {
    /// In the order of ``PtOracle/options``.
    var fingerprints: [[UInt8]?]
    var distilled: [UInt8]?
  }

  struct Failure: Error, CustomStringConvertible {
    var description: String
  }

  /// The values of (preserve embedded numbers, match MD5 checksums) that it is asked with.
  static let options = [(false, false), (true, false), (false, true), (true, true)]

  private let program: String
  private let script: String

  /// `nil` if Perl or pt-query-digest is missing.
  init?() {
    let program = ProcessInfo.processInfo.environment["PT_QUERY_DIGEST"] ?? "/usr/bin/pt-query-digest"
    let script = Self.packageFolder + "/Scripts/pt-oracle.pl"
    let files = FileManager.default
    guard files.isReadableFile(atPath: program), files.isExecutableFile(atPath: "/usr/bin/perl") else { return nil }
    self.program = program
    self.script = script
  }

  static let packageFolder = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path

  /// Asks about many statements at once; also gives the line that says which version answered.
  func ask(_ statements: [[UInt8]]) throws -> (answers: [Answer], version: String) {
    let folder = FileManager.default.temporaryDirectory.appending(path: "pt-oracle-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let files = ["in", "out", "err"].map { folder.appending(path: $0) }
    try Data(statements.flatMap { Self.length(of: $0) + $0 }).write(to: files[0])
    try Data().write(to: files[1])
    try Data().write(to: files[2])

    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/perl")
    process.arguments = [script, program]
    process.standardInput = try FileHandle(forReadingFrom: files[0])
    process.standardOutput = try FileHandle(forWritingTo: files[1])
    process.standardError = try FileHandle(forWritingTo: files[2])
    try process.run()
    process.waitUntilExit()

    let messages = String(decoding: try Data(contentsOf: files[2]), as: UTF8.self)
    guard process.terminationStatus == 0 else { throw Failure(description: "oracle: \(messages)") }
    let records = try Self.records([UInt8](Data(contentsOf: files[1])))
    guard records.count == 5 * statements.count else { throw Failure(description: "oracle: \(messages)") }
    let answers = stride(from: 0, to: records.count, by: 5).map { first in
      Answer(fingerprints: Array(records[first..<first + 4]), distilled: records[first + 4])
    }
    return (answers, messages.split(separator: "\n").first.map(String.init) ?? "")
  }

  private static func length(of statement: [UInt8]) -> [UInt8] {
    (0..<4).map { UInt8(truncatingIfNeeded: statement.count >> (24 - 8 * $0)) }
  }

  private static func records(_ bytes: [UInt8]) throws -> [[UInt8]?] {
    var records: [[UInt8]?] = []
    var index = 0
    while index + 4 < bytes.count {
      let length = bytes[index..<index + 4].reduce(0) { $0 << 8 | Int($1) }
      let record = bytes[index + 4..<index + 4 + length]
      index += 4 + length
      if record.first == UInt8(ascii: "+") {
        records.append(Array(record.dropFirst()))
        continue
      }
      // Perl's limit for groups, and the empty text that distill can't do with.
      let error = String(decoding: record, as: UTF8.self)
      guard error.contains("recursion limit") || error.contains("uninitialized value") else {
        throw Failure(description: "oracle: \(error)")
      }
      records.append(nil)
    }
    return records
  }
}
