import Foundation

/// The logs of real servers that come with the project.
package enum SampleLogs {
  package static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("sample-logs").path

  /// Names of the plain files, relative to the folder.
  package static let plain = [
    "mariadb-10.11-default.log", "mariadb-10.11-full.log", "mariadb-10.11-localtime.log",
    "mariadb-10.11-rotated/slow.log", "mariadb-10.11-rotated/slow.log.1", "mysql-9.7-default.log",
    "mysql-9.7-extra.log", "mysql-9.7-localtime.log", "mysql-9.7-notindexed.log", "mysql-9.7-rotated/slow.log",
    "mysql-9.7-rotated/slow.log.1", "mysql-9.7-short.log",
  ]

  package static func path(_ name: String) -> String { folder + "/" + name }

  package static func bytes(_ name: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: URL(fileURLWithPath: path(name))))
  }

  /// Lines of one of the logs, at most `limit` bytes of them, from a random line on.
  package static func excerpt(limit: Int, _ generator: inout SeededGenerator) throws -> (name: String, bytes: [UInt8]) {
    let name = generator.pick(plain)
    let bytes = try bytes(name)
    guard bytes.count > limit else { return (name, bytes) }
    var start = generator.number(0...bytes.count - limit)
    while start > 0, bytes[start - 1] != 0x0A { start -= 1 }
    return (name, Array(bytes[start..<min(bytes.count, start + limit)]))
  }
}
