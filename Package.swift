// swift-tools-version: 6.2
import PackageDescription

/// Every target is built in Swift 6 mode; a warning is an error, and each unsafe expression has to say so.
let settings: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .strictMemorySafety(),
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

let package = Package(
  name: "qdigest",
  platforms: [.macOS(.v15)],
  products: [
    .library(name: "QDigest", targets: ["QDigest"]),
    .executable(name: "qdigest", targets: ["QDigestCLI"]),
  ],
  traits: [
    .trait(name: "ISAL", description: "Inflate gzip with ISA-L, three times as fast as zlib (needs libisal)"),
    .trait(name: "MySQL", description: "Capture plans from a live server (needs libmariadb)"),
    .default(enabledTraits: []),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
    .package(url: "https://github.com/LebJe/TOMLKit", from: "0.6.0"),
  ],
  targets: [
    // Libraries of the system.
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"]), .brew(["zlib"])]),
    .systemLibrary(name: "CZstd", pkgConfig: "libzstd", providers: [.apt(["libzstd-dev"]), .brew(["zstd"])]),
    .systemLibrary(name: "CIsal", pkgConfig: "libisal", providers: [.apt(["libisal-dev"]), .brew(["isa-l"])]),
    .systemLibrary(name: "CMariaDB", pkgConfig: "libmariadb", providers: [.apt(["libmariadb-dev"])]),

    // The flow, from left to right: a target imports only what stands above it.
    .target(name: "CVector"),
    .target(name: "Locking", swiftSettings: settings),
    .target(name: "SQLText", dependencies: ["CVector"], swiftSettings: settings),
    .target(
      name: "Input",
      dependencies: ["CZlib", "CZstd", .target(name: "CIsal", condition: .when(traits: ["ISAL"]))],
      swiftSettings: settings),
    .target(name: "SlowLog", dependencies: ["SQLText", "CVector"], swiftSettings: settings),
    .target(name: "Selection", dependencies: ["SlowLog"], swiftSettings: settings),
    .target(
      name: "Aggregation", dependencies: ["Input", "Locking", "SlowLog", "SQLText", "Selection"],
      swiftSettings: settings),
    .target(name: "JSONText", swiftSettings: settings),
    .target(
      name: "Settings", dependencies: ["JSONText", .product(name: "TOMLKit", package: "TOMLKit")],
      swiftSettings: settings),
    .target(name: "Explain", dependencies: ["JSONText"], swiftSettings: settings),
    .target(
      name: "Analysis", dependencies: ["Aggregation", "Explain", "SQLText", "SlowLog"], swiftSettings: settings),
    .target(
      name: "Capture",
      dependencies: ["JSONText", "SQLText", .target(name: "CMariaDB", condition: .when(traits: ["MySQL"]))],
      swiftSettings: settings),
    .target(
      name: "Reporting", dependencies: ["Aggregation", "JSONText", "SQLText", "Selection", "SlowLog"],
      swiftSettings: settings),
    .target(name: "Packing", dependencies: ["CZstd", "Locking"], swiftSettings: settings),
    .target(name: "Comparison", dependencies: ["Aggregation", "SQLText", "SlowLog"], swiftSettings: settings),
    .target(
      name: "History",
      dependencies: [
        "Aggregation", "Comparison", "Input", "Locking", "Packing", "SQLText", "SlowLog",
        .product(name: "GRDB", package: "GRDB.swift"),
      ],
      swiftSettings: settings),
    .target(
      name: "NightReport",
      dependencies: [
        "Aggregation", "Comparison", "JSONText", "Reporting", "SQLText", "SlowLog",
        .product(name: "Mustache", package: "swift-mustache"),
      ],
      resources: ["report.html", "row.html", "class.html", "index.html", "page.css", "page.js"].map {
        .embedInCode("Templates/\($0)")
      },
      swiftSettings: settings),
    .target(
      name: "QDigest",
      dependencies: [
        "Input", "SlowLog", "SQLText", "Selection", "Aggregation", "Explain", "Analysis", "Capture", "Reporting",
        "JSONText", "Locking", "Packing", "Comparison", "History", "NightReport", "Settings",
      ],
      swiftSettings: settings),
    .executableTarget(
      name: "QDigestCLI",
      dependencies: [
        "Capture", "Input", "JSONText", "Locking", "QDigest", "Selection", "Settings",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: settings),

    // Tests mirror the targets.
    .target(name: "QDigestTestSupport", path: "Tests/QDigestTestSupport", swiftSettings: settings),
    .testTarget(name: "SQLTextTests", dependencies: ["SQLText"], swiftSettings: settings),
    .testTarget(name: "InputTests", dependencies: ["Input", "Locking", "CZlib", "CZstd"], swiftSettings: settings),
    .testTarget(
      name: "SlowLogTests", dependencies: ["SlowLog", "SQLText", "QDigestTestSupport"], swiftSettings: settings),
    .testTarget(name: "SelectionTests", dependencies: ["Selection", "SlowLog"], swiftSettings: settings),
    .testTarget(
      name: "AggregationTests",
      dependencies: ["Aggregation", "SlowLog", "Input", "Locking", "SQLText", "Selection", "QDigestTestSupport"],
      swiftSettings: settings),
    .testTarget(name: "JSONTextTests", dependencies: ["JSONText"], swiftSettings: settings),
    .testTarget(
      name: "ExplainTests", dependencies: ["Explain", "JSONText"], exclude: ["Fixtures"], swiftSettings: settings),
    .testTarget(
      name: "AnalysisTests", dependencies: ["Analysis", "Aggregation", "Explain", "SQLText", "SlowLog"],
      exclude: ["Corpus"], swiftSettings: settings),
    .testTarget(name: "SettingsTests", dependencies: ["Settings"], swiftSettings: settings),
    .testTarget(name: "CaptureTests", dependencies: ["Capture", "JSONText"], swiftSettings: settings),
    .testTarget(
      name: "ReportingTests", dependencies: ["Reporting", "Aggregation", "Input", "SlowLog", "SQLText", "JSONText"],
      exclude: ["Golden"],
      swiftSettings: settings),
    .testTarget(name: "PackingTests", dependencies: ["Packing"], swiftSettings: settings),
    .testTarget(
      name: "ComparisonTests", dependencies: ["Comparison", "Aggregation", "SQLText", "SlowLog", "QDigestTestSupport"],
      swiftSettings: settings),
    .testTarget(
      name: "HistoryTests",
      dependencies: [
        "History", "Aggregation", "Comparison", "Input", "Locking", "SQLText", "SlowLog", "QDigestTestSupport",
        .product(name: "GRDB", package: "GRDB.swift"),
      ],
      swiftSettings: settings),
    .testTarget(
      name: "NightReportTests",
      dependencies: [
        "NightReport", "Comparison", "Aggregation", "Input", "JSONText", "Reporting", "SQLText", "SlowLog",
        "QDigestTestSupport",
      ],
      exclude: ["Golden"], swiftSettings: settings),
    .testTarget(
      name: "QDigestTests",
      dependencies: [
        "QDigest", "QDigestCLI", "Aggregation", "Analysis", "Capture", "Explain", "Input", "Reporting", "Selection",
        "SlowLog",
        "JSONText",
      ],
      exclude: ["Golden"],
      swiftSettings: settings),
  ]
)
