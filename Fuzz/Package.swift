// swift-tools-version: 6.2
import PackageDescription

let settings: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .unsafeFlags(["-parse-as-library"]),
]

let targets = [
  "FuzzSlowLog", "FuzzDigest", "FuzzFingerprint", "FuzzExplain", "FuzzWhere", "FuzzPacked", "FuzzDigestFile",
  "FuzzSettings", "FuzzHistory",
]

/// Apart from the package itself: libFuzzer brings its own `main`. The targets look at what the package keeps to itself, so
/// all is compiled for testing (`-enable-testing`; Scripts/fuzz says so).
let fuzz = Package(
  name: "Fuzz",
  platforms: [.macOS(.v15)],
  dependencies: [.package(name: "qdigest", path: "..", traits: [])],
  targets: [
    .target(
      name: "FuzzSupport", dependencies: [.product(name: "QDigest", package: "qdigest")], swiftSettings: settings)
  ]
    + targets.map { name in
      .executableTarget(
        name: name, dependencies: ["FuzzSupport", .product(name: "QDigest", package: "qdigest")],
        swiftSettings: settings)
    })
