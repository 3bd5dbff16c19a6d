package import SQLText

/// The servers that a rule is about.
package enum RuleVersions: Sendable, Equatable {
  case all
  /// MySQL before this version; nothing is said of a server whose version is unknown.
  case mySQLBefore(Int, Int)

  package func include(_ server: ServerVersion?) -> Bool {
    switch self {
    case .all: true
    case .mySQLBefore(let major, let minor):
      server.map { $0.product == .mySQL && !$0.isAtLeast(.mySQL, major, minor) } ?? false
    }
  }

  package var text: String {
    switch self {
    case .all: "all"
    case .mySQLBefore(let major, let minor): "MySQL before \(major).\(minor)"
    }
  }
}
