// swift-tools-version: 6.2
import PackageDescription

let settings: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

/// Apart from the package itself, so that who uses the library does not fetch what only benchmarks need.
let package = Package(
  name: "Benchmarks",
  platforms: [.macOS(.v15)],
  products: [.executable(name: "generate-log", targets: ["GenerateLog"])],
  dependencies: [
    .package(name: "qdigest", path: "..", traits: []),
    .package(url: "https://github.com/ordo-one/benchmark", from: "1.38.1", traits: []),
  ],
  targets: [
    .executableTarget(name: "GenerateLog", swiftSettings: settings),
    .executableTarget(
      name: "Parts",
      dependencies: [.product(name: "QDigest", package: "qdigest"), .product(name: "Benchmark", package: "benchmark")],
      // The plugin looks for targets right below a folder of this name.
      path: "Parts",
      swiftSettings: settings, plugins: [.plugin(name: "BenchmarkPlugin", package: "benchmark")]),
  ]
)
