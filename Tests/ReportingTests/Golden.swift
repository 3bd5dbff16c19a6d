import Foundation
import Testing

/// Compares a whole report with the file of this name beside the tests.
///
/// With `QDIGEST_RECORD=1` in the environment the file is written instead; look at the difference before it is kept.
func expectGolden(_ bytes: [UInt8], _ name: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
  let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Golden")
  let file = folder.appendingPathComponent(name)
  if ProcessInfo.processInfo.environment["QDIGEST_RECORD"] == "1" {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try Data(bytes).write(to: file)
    return
  }
  let expected = try String(contentsOf: file, encoding: .utf8).split(separator: "\n", omittingEmptySubsequences: false)
  let actual = String(decoding: bytes, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
  for (index, (expectedLine, line)) in zip(expected, actual).enumerated() where expectedLine != line {
    #expect(line == expectedLine, "\(name), line \(index + 1)", sourceLocation: sourceLocation)
    return
  }
  #expect(actual.count == expected.count, "\(name): number of lines", sourceLocation: sourceLocation)
}
