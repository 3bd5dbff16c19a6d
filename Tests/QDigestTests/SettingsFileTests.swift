import Foundation
import Testing

/// Options that stand in files.
@Suite struct SettingsFileTests {
  private static let log = """
    # Time: 2026-11-21T08:00:00.000000Z
    # User@Host: app[app] @ localhost []  Id:     1
    # Query_time: 1.500000  Lock_time: 0.000000 Rows_sent: 1  Rows_examined: 10
    SET timestamp=1795248000;
    SELECT a FROM t WHERE id = 1;
    # Time: 2026-11-21T08:00:01.000000Z
    # User@Host: app[app] @ localhost []  Id:     1
    # Query_time: 0.500000  Lock_time: 0.000000 Rows_sent: 1  Rows_examined: 10
    SET timestamp=1795248001;
    SELECT b FROM u WHERE id = 1;

    """

  /// Runs the program with a file of settings in a folder that has also a log.
  private func run(_ arguments: [String], settings: String, name: String = "s.toml") throws -> Program.Result {
    let scratch = try Scratch()
    try scratch.write("slow.log", Self.log)
    try scratch.write(name, settings)
    return try Program.run(arguments, environment: ["HOME": scratch.folder], in: scratch.folder)
  }

  private func classes(_ result: Program.Result) throws -> Int {
    let report = try JSONSerialization.jsonObject(with: Data(result.output)) as? [String: Any]
    return (report?["classes"] as? [Any])?.count ?? -1
  }

  @Test func anOptionForAllCommandsAndOneForThisCommand() throws {
    let result = try run(
      ["--config", "s.toml", "slow.log"], settings: "limit = 1\n[digest]\nformat = [\"json\"]\n[findings]\nlimit = 2\n")
    #expect(result.status == 0, "\(result.errors)")
    #expect(try classes(result) == 1)
  }

  @Test func theCommandLineGoesBeforeTheFile() throws {
    let settings = "limit = 1\n[digest]\nformat = [\"json\"]\noutput = [\"kept.json\"]\n"
    let result = try run(["--config=s.toml", "--limit", "2", "-f", "json", "slow.log"], settings: settings)
    #expect(result.status == 0, "\(result.errors)")
    // The file's output belongs to the file's format, and neither counts.
    #expect(try classes(result) == 2)
  }

  @Test func theUsersFileIsReadUnasked() throws {
    let scratch = try Scratch()
    try scratch.write("slow.log", Self.log)
    try FileManager.default.createDirectory(atPath: scratch.path(".config/qdigest"), withIntermediateDirectories: true)
    try scratch.write(".config/qdigest/config.toml", "[digest]\nformat = [\"json\"]\nlimit = 1\n")
    let home = try Program.run(["slow.log"], environment: ["HOME": scratch.folder], in: scratch.folder)
    #expect(try classes(home) == 1, "\(home.errors)")
    let elsewhere = try Program.run(
      ["slow.log", "-f", "json"], environment: ["HOME": scratch.folder, "XDG_CONFIG_HOME": "/nowhere"],
      in: scratch.folder)
    #expect(try classes(elsewhere) == 2)
    let none = try Program.run(
      ["--config", "/dev/null", "slow.log"], environment: ["HOME": scratch.folder], in: scratch.folder)
    #expect(none.text.contains("SELECT"), "\(none.errors)")
    #expect(!none.text.hasPrefix("{"))
  }

  @Test func nightlyNeedsNoArguments() throws {
    let scratch = try Scratch()
    try scratch.write("slow.log", Self.log)
    try scratch.write(
      "s.toml",
      """
      [nightly]
      history = "\(scratch.path("h.sqlite"))"
      log = ["\(scratch.path("slow.lo*"))"]
      label = ["host=db1"]
      """)
    let result = try Program.run(["nightly", "--config", scratch.path("s.toml")], in: "/")
    #expect(result.status == 0, "\(result.errors)")
    let runs = try Program.run(["history", scratch.path("h.sqlite"), "--format", "csv"])
    #expect(runs.text.contains("host=db1"), "\(runs.text)")
  }

  @Test func aPatternThatMatchesNothingIsTold() throws {
    let result = try run(["nightly", "--history", "h", "--log", "missing*"], settings: "")
    #expect(result.status == 64)
    #expect(result.errors.contains("--log 'missing*': there is no such file"))
  }

  @Test func anAccountWithoutAServerIsOfNoMeaning() throws {
    let result = try run(["--config", "s.toml", "slow.log"], settings: "user = \"dba\"\nrate = 5\n")
    #expect(result.status == 0, "\(result.errors)")
  }

  @Test(arguments: [
    ("[digest]\nlimt = 3\n", "s.toml: line 2, column 1: there is no option of digest 'limt'", "did you mean limit?"),
    ("[nightle]\nkeep = 3\n", "s.toml: line 1, column 1: there is no command 'nightle'", "did you mean nightly?"),
    ("quiet = 3\n", "s.toml: line 1, column 1: quiet takes true or false", nil),
    ("[digest]\nlimit = [1, 2]\n", "s.toml: line 2, column 1: limit takes one value, not a list", nil),
    ("[digest]\nlimit = true\n", "s.toml: line 2, column 1: limit takes a text or a number", "limit = \"...\""),
    ("[digest\n", "s.toml: line 1", nil),
    ("[rules]\nQD104 = false\n", "rules stand in a file of their own", "name it: rules ="),
    ("[digest]\nformat = [\"yaml\"]\n", "(s.toml: line 2, column 1)", nil),
    ("[digest]\nsince = \"soon\"\n", "--since: 'soon' is no time (s.toml: line 2, column 1)", nil),
  ])
  func whatIsWrongIsToldWithItsPlace(settings: String, message: String, hint: String?) throws {
    let result = try run(["--config", "s.toml", "slow.log"], settings: settings)
    #expect(result.status == 64)
    #expect(result.errors.contains(message), "\(result.errors)")
    if let hint { #expect(result.errors.contains(hint), "\(result.errors)") }
  }

  @Test func checkTellsTheSameWithoutALog() throws {
    for settings in ["[digest]\nformat = [\"yaml\"]\n", "[digest]\nsince = \"soon\"\n", "[nightly]\nkeep = \"x\"\n"] {
      let result = try run(["config", "--check", "--config", "s.toml"], settings: settings)
      #expect(result.status == 64)
      #expect(result.errors.contains("s.toml: line 2, column 1"), "\(result.errors)")
    }
  }

  @Test func showsWhatStandsWhere() throws {
    let settings = "jobs = 1\n[nightly]\nlabel = [\"host=db1\"]\nshow-samples = true\n"
    let shown = try run(["config", "--config", "s.toml"], settings: settings).text
    #expect(shown.contains("# s.toml: read\n"))
    #expect(shown.contains("[nightly]\njobs = 1  # s.toml: line 1, column 1\nlabel = [\"host=db1\"]"), "\(shown)")
    #expect(shown.contains("show-samples = true"))
    let checked = try run(["config", "--check", "--config", "s.toml"], settings: settings)
    #expect(checked.status == 0, "\(checked.errors)")
    #expect(checked.text.contains("all fine"))
  }

  @Test func aFileThatIsNotThereIsTold() throws {
    let result = try run(["--config", "t.toml", "slow.log"], settings: "")
    #expect(result.status == 64)
    #expect(result.errors.contains("--config 't.toml': there is no such file"))
  }

  /// The example that is installed has only options that there are.
  @Test func theExampleIsFine() throws {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let example = try String(contentsOf: root.appending(path: "share/config/qdigest.toml"), encoding: .utf8)
    #expect(try run(["config", "--check", "--config", "s.toml"], settings: example).status == 0)
    // What is commented out, too.
    let rules = try Scratch()
    try rules.write("rules.toml", "[rules]\nQD104 = false\n")
    let whole = example.replacing(/(?m)^# (?=[a-z-]+ = )/, with: "")
    let result = try run(
      ["config", "--check", "--config", "s.toml"],
      settings: whole.replacing("/etc/qdigest-rules.toml", with: rules.path("rules.toml")))
    #expect(result.status == 0, "\(result.errors)")
    #expect(result.text.contains("12 options"), "\(result.text)")
  }
}
