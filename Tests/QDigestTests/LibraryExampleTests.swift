import Foundation
import Testing

/// The README's library example, compiled and run as a package that depends on this one.
@Suite struct LibraryExampleTests {
  private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  /// The first block of Swift that imports the library; `nil` where the README has none.
  private static let example: String? = {
    guard let data = FileManager.default.contents(atPath: root.appending(path: "README.md").path) else { return nil }
    let blocks = String(decoding: data, as: UTF8.self).components(separatedBy: "\n```swift\n").dropFirst()
    let code = blocks.map { $0.components(separatedBy: "\n```")[0] }
    return code.first { $0.contains("import QDigest") }
  }()

  @Test(.enabled(if: example != nil, "README.md has no library example"))
  func compilesAndRuns() throws {
    let scratch = try Scratch()
    let manifest = """
      // swift-tools-version: 6.2
      import PackageDescription
      let package = Package(
        name: "Example", platforms: [.macOS(.v15)],
        dependencies: [.package(name: "qdigest", path: "\(Self.root.path)")],
        targets: [.executableTarget(name: "Example", dependencies: [.product(name: "QDigest", package: "qdigest")])])

      """
    try scratch.write("Package.swift", manifest)
    try FileManager.default.createDirectory(atPath: scratch.path("Sources/Example"), withIntermediateDirectories: true)
    try scratch.write("Sources/Example/main.swift", try #require(Self.example) + "\n")
    try scratch.write("slow.log", SampleLog.text)
    // Kept between runs, so that only the first one builds the whole library again.
    let cache = Self.root.appending(path: ".build/library-example").path
    let result = try Program.shell(
      """
      export HOME="${HOME:-/tmp}"
      swift build --scratch-path '\(cache)' > build.txt 2>&1 || { tail -30 build.txt >&2; exit 1; }
      '\(cache)/debug/Example'
      """, in: scratch.folder, path: ProcessInfo.processInfo.environment["PATH"])
    #expect(result.errors == "")
    #expect(result.status == 0)
    #expect(!result.output.isEmpty)
  }
}
