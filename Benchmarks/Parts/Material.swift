import Foundation
import QDigest

/// What the benchmarks work on: a sample log of the project, repeated to some sixteen megabytes.
enum Material {
  static let log: [UInt8] = {
    let sample = bytes(of: "sample-logs/mysql-9.7-extra.log")
    return Array(repeatElement(sample, count: (16 << 20) / sample.count).joined())
  }()

  /// The log as a file, plain and packed by gzip.
  static let (path, packedPath): (String, String) = {
    let folder = NSTemporaryDirectory() + "qdigest-benchmarks"
    let path = folder + "/slow.log"
    do {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      try Data(log).write(to: URL(filePath: path))
      let gzip = Process()
      gzip.executableURL = URL(filePath: "/usr/bin/env")
      gzip.arguments = ["gzip", "-kf", path]
      try gzip.run()
      gzip.waitUntilExit()
    } catch {
      fatalError("cannot write \(path): \(error)")
    }
    return (path, path + ".gz")
  }()

  /// The statements of the sample log, each as often as it is there.
  static let statements: [[UInt8]] = {
    var result: [[UInt8]] = []
    do {
      let sample = bytes(of: "sample-logs/mysql-9.7-extra.log")
      try SlowLogReader(bytes: sample).read { event in result.append(event.statementBytes) }
    } catch {
      fatalError("the sample log cannot be read: \(error)")
    }
    return result
  }()

  static let digest = SlowLogDigest(of: [path])

  private static func bytes(of path: String) -> [UInt8] {
    // The plugin runs benchmarks in the package's folder or in that of the project.
    for root in ["", "../"] {
      if let data = FileManager.default.contents(atPath: root + path) { return Array(data) }
    }
    fatalError("there is no \(path): run the benchmarks in the project's folder")
  }
}
