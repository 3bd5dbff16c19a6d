import SQLText
import Testing

@Suite struct ServerVersionTests {
  @Test(arguments: [
    ("8.0.36-28", "MySQL 8.0.36"), ("9.7.4-2", "MySQL 9.7.4"), ("10.11.19-MariaDB-0+deb12u1-log", "MariaDB 10.11.19"),
    ("5.5.5-10.6.4-MariaDB", "MariaDB 10.6.4"), ("5.7-debug", "MySQL 5.7.0"), ("11.8.3-MariaDB", "MariaDB 11.8.3"),
  ])
  func reads(text: String, version: String) { #expect(ServerVersion(text)?.description == version) }

  @Test(arguments: ["", "MariaDB", "8", "x.y", "1.2.3", "-"]) func refuses(text: String) {
    #expect(ServerVersion(text) == nil)
  }

  @Test func comparesWithinAProductOnly() throws {
    let version = try #require(ServerVersion("8.0.18"))
    #expect(version.isAtLeast(.mySQL, 8, 0, 18))
    #expect(!version.isAtLeast(.mySQL, 8, 0, 19))
    #expect(version.isAtLeast(.mySQL, 5, 7))
    #expect(!version.isAtLeast(.mariaDB, 5, 5))
  }
}
