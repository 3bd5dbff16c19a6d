import Foundation

/// A folder of its own for one test, gone when the test is.
package final class Folder: Sendable {
  package let path: String

  package init() throws {
    path = FileManager.default.temporaryDirectory.path + "/qdigest-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit {
    // A folder that stays behind is no reason to fail.
    try? FileManager.default.removeItem(atPath: path)
  }

  /// The path of a new file in the folder.
  package func file(_ name: String, _ bytes: [UInt8]) throws -> String {
    let path = self.path + "/" + name
    try Data(bytes).write(to: URL(fileURLWithPath: path))
    return path
  }

  package func file(_ name: String, _ text: String) throws -> String { try file(name, Array(text.utf8)) }
}
