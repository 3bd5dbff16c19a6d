import Foundation
import Testing

/// The manual page keeps step with the program.
@Suite struct ManualPageTests {
  private static let page: String = {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    do {
      return try String(contentsOf: root.appending(path: "share/man/man1/qdigest.1"), encoding: .utf8)
    } catch {
      return "no manual page: \(error)"
    }
  }()

  /// The options in a help text: words that begin with two dashes at the start of a line's first column.
  private static func options(_ help: String) -> Set<String> {
    var options: Set<String> = []
    for line in help.split(separator: "\n") where line.hasPrefix("  -") {
      let names = line.prefix(while: { $0 != "<" }).split(whereSeparator: { " ,".contains($0) }).prefix(2)
      for name in names where name.hasPrefix("--") { options.insert(String(name.dropFirst(2))) }
    }
    return options
  }

  @Test(arguments: [
    ["--help"], ["findings", "--help"], ["capture", "--help"], ["fingerprint", "--help"],
    ["nightly", "--help"], ["diff", "--help"], ["merge", "--help"],
  ])
  func everyOptionStandsInIt(arguments: [String]) throws {
    let options = Self.options(try Program.run(arguments).text)
    #expect(options.count > 5)
    for option in options { #expect(Self.page.contains("Fl -\(option)"), "--\(option)") }
  }

  @Test func everyOptionInItIsOne() throws {
    let known = Self.options(try Program.run(["--help"]).text)
      .union(Self.options(try Program.run(["fingerprint", "--help"]).text))
      .union(Self.options(try Program.run(["findings", "--help"]).text))
      .union(Self.options(try Program.run(["capture", "--help"]).text))
      .union(Self.options(try Program.run(["nightly", "--help"]).text))
      .union(Self.options(try Program.run(["diff", "--help"]).text))
      .union(Self.options(try Program.run(["history", "--help"]).text))
      .union(Self.options(try Program.run(["merge", "--help"]).text))
      .union(Self.options(try Program.run(["config", "--help"]).text))
    for part in Self.page.components(separatedBy: "Fl -").dropFirst() {
      let name = String(part.prefix { $0.isLetter || $0 == "-" })
      #expect(known.contains(name), "--\(name)")
    }
  }

  @Test func itHasThePartsThatPagesHave() {
    for section in [
      "NAME", "SYNOPSIS", "DESCRIPTION", "TIMES", "EXPRESSIONS", "ENVIRONMENT", "FILES", "EXIT STATUS", "EXAMPLES",
      "SEE ALSO",
    ] {
      #expect(Self.page.contains(".Sh \(section)\n"), "\(section)")
    }
  }
}
