import Foundation
import Testing

/// Whole texts that output is compared with. `QDIGEST_RECORD=1` writes them anew.
enum Golden {
  static func expect(_ text: String, equals name: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
    let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "Golden").appending(path: name)
    if ProcessInfo.processInfo.environment["QDIGEST_RECORD"] == "1" {
      try text.write(to: file, atomically: true, encoding: .utf8)
    }
    let expected = try String(contentsOf: file, encoding: .utf8)
    #expect(text == expected, "\(name) differs; QDIGEST_RECORD=1 records it anew", sourceLocation: sourceLocation)
  }
}
