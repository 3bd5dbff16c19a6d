import Explain
import Foundation
import Testing

/// Plans that real servers printed: one statement in several formats.
struct RecordedStatement: Sendable, CustomTestStringConvertible {
  let server: String
  let name: String
  /// Format and output, in the order of the file.
  var outputs: [(format: String, bytes: [UInt8])] = []

  var testDescription: String { "\(server) \(name)" }
}

enum RecordedPlans {
  /// The repository's own: `Fixtures/SERVER/NAME.txt`, with a line `=== FORMAT` above each output.
  static let own: [RecordedStatement] = {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Fixtures")
    return ["mysql-9.7", "mariadb-10.11", "mariadb-11.8"].flatMap { server in
      files(in: folder.appendingPathComponent(server)).filter { $0.pathExtension == "txt" }.map { file in
        var statement = RecordedStatement(server: server, name: file.deletingPathExtension().lastPathComponent)
        for line in [UInt8](bytes(of: file)).split(separator: 0x0A, omittingEmptySubsequences: false) {
          if line.starts(with: "=== ".utf8) {
            statement.outputs.append((String(decoding: line.dropFirst(4), as: UTF8.self), []))
          } else {
            statement.outputs[statement.outputs.count - 1].bytes += line + [0x0A]
          }
        }
        return statement
      }
    }
  }()

  /// A larger collection beside the package, one file per output: `SERVER/NAME.FORMAT`. Empty where it is missing.
  static let shared: [RecordedStatement] = {
    let package = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let given = ProcessInfo.processInfo.environment["QDIGEST_SHARED"].map { URL(fileURLWithPath: $0) }
    let folder = (given ?? package.deletingLastPathComponent().appendingPathComponent("shared"))
      .appendingPathComponent("explain")
    return ["mysql97", "mariadb1011"].flatMap { server in
      var statements: [String: RecordedStatement] = [:]
      for file in files(in: folder.appendingPathComponent(server)) where !file.pathExtension.isEmpty {
        let name = file.deletingPathExtension().lastPathComponent
        statements[name, default: RecordedStatement(server: server, name: name)].outputs
          .append((file.pathExtension, bytes(of: file)))
      }
      return statements.values.sorted { $0.name < $1.name }
    }
  }()

  private static func files(in folder: URL) -> [URL] {
    let files = try? FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
    return (files ?? []).sorted { $0.lastPathComponent < $1.lastPathComponent }
  }

  private static func bytes(of file: URL) -> [UInt8] {
    guard let data = FileManager.default.contents(atPath: file.path) else { fatalError("cannot read \(file.path)") }
    return [UInt8](data)
  }
}
