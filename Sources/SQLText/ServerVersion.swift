/// Which server, by its own word: what EXPLAIN, the optimizer and the language can do differs.
package struct ServerVersion: Sendable, Equatable {
  package enum Product: Sendable, Equatable { case mySQL, mariaDB }

  package var product: Product
  package var major: Int
  package var minor: Int
  package var patch: Int

  /// Reads `8.0.36-28`, `10.11.19-MariaDB-log`, and `5.5.5-10.6.4-MariaDB`, as MariaDB greets old clients.
  package init?(_ text: String) {
    product = text.lowercased().contains("mariadb") ? .mariaDB : .mySQL
    var rest = Substring(text)
    if product == .mariaDB, rest.hasPrefix("5.5.5-") { rest = rest.dropFirst(6) }
    let numbers = rest.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }.split(separator: ".").map { Int($0) }
    guard numbers.count >= 2, let major = numbers[0], let minor = numbers[1], major >= 3 else { return nil }
    self.major = major
    self.minor = minor
    patch = numbers.count > 2 ? numbers[2] ?? 0 : 0
  }

  /// Whether it is this product, of this version or a later one.
  package func isAtLeast(_ product: Product, _ major: Int, _ minor: Int = 0, _ patch: Int = 0) -> Bool {
    self.product == product && (self.major, self.minor, self.patch) >= (major, minor, patch)
  }
}

extension ServerVersion: CustomStringConvertible {
  package var description: String { "\(product == .mySQL ? "MySQL" : "MariaDB") \(major).\(minor).\(patch)" }
}
