import Foundation
import QDigest
import Testing

/// The program as a user meets it: texts, statuses, files.
@Suite struct CommandLineTests {
  private let scratch: Scratch

  init() throws {
    scratch = try Scratch()
    try scratch.write("slow.log", SampleLog.text)
  }

  private func run(_ arguments: String..., input: String = "", environment: [String: String] = [:]) throws
    -> Program.Result
  {
    try Program.run(arguments, input: Array(input.utf8), environment: environment, in: scratch.folder)
  }

  // MARK: Help

  @Test(arguments: [
    ("help.txt", ["--help"]), ("help.txt", ["-h"]), ("help.txt", ["help"]), ("help.txt", ["digest", "--help"]),
    ("help.txt", ["--limit", "3", "--help"]), ("help-fingerprint.txt", ["fingerprint", "--help"]),
    ("help-fingerprint.txt", ["help", "fingerprint"]), ("help-findings.txt", ["findings", "--help"]),
    ("help-capture.txt", ["capture", "--help"]),
    ("rules.txt", ["rules"]), ("rule-QD104.txt", ["rules", "qd104"]),
  ])
  func help(golden: String, arguments: [String]) throws {
    let result = try Program.run(arguments)
    #expect(result.status == 0)
    #expect(result.errors == "")
    try Golden.expect(result.text, equals: golden)
  }

  @Test func helpFitsTheTerminal() throws {
    let text = try Program.run(["--help"]).text
    #expect(text.split(separator: "\n").allSatisfy { $0.count <= 80 })
  }

  @Test func version() throws {
    let result = try run("--version")
    #expect(result.text == "qdigest \(QDigestVersion.current)\n")
    #expect(result.status == 0)
  }

  @Test(arguments: ["bash", "zsh", "fish"]) func completionScripts(shell: String) throws {
    let result = try run("--generate-completion-script", shell)
    #expect(result.status == 0)
    for word in ["order-by", "fingerprint", "max-event-bytes"] { #expect(result.text.contains(word), "\(word)") }
  }

  // MARK: Wrong usage

  @Test(arguments: [
    (["--limt", "3"], "unknown option '--limt'; did you mean '--limit'?"),
    (
      ["--format", "xml"],
      "the value 'xml' is invalid for '--format <format>'; use one of 'text', 'json', 'pt-json', 'findings', 'findings-json', 'qdg' or 'slowlog'"
    ),
    (["--color", "red"], "the value 'red' is invalid for '--color <when>'; use one of 'auto', 'always' or 'never'"),
    (["--fingerprint", "x"], "the value 'x' is invalid for '--fingerprint <style>'; use one of 'pt' or 'strict'"),
    (["--jobs", "many"], "--jobs takes a number from 1 to 1024, not 'many'"),
    (["--jobs", "0"], "--jobs takes a number from 1 to 1024, not '0'"),
    (["--jobs", "1025"], "--jobs takes a number from 1 to 1024, not '1025'"),
    (["--samples", "0"], "--samples takes a number from 1 to 1000, not '0'"),
    (["--width", "wide"], "--width takes a number from 40 to 10000, not 'wide'"),
    (["--limit", "0"], "--limit must be at least 1, not '0'; 100% shows all classes"),
    (["--limit", "ten"], "--limit takes a number (20), a percentage (95%) or both (95%:20), not 'ten'"),
    (["--order-by", "Qery_time:sum"], "--order-by: unknown attribute 'Qery_time'; did you mean Query_time?"),
    (
      ["--order-by", "Query_time:avrg"],
      "--order-by: unknown aggregate 'avrg'; use one of sum, min, max, mean, p50, p95, p99, count"
    ),
    (["--group-by", "usr"], "--group-by: there is no key 'usr'\nhint: did you mean user?"),
    (
      ["--since", "2026-11-22", "--until", "2026-11-21"],
      """
      --since '2026-11-22' is not before --until '2026-11-21'
      hint: events from --since on and before --until are digested, so --since has to be the earlier one
      """
    ),
    (
      ["--where", "Query_time >> 1"],
      """
      --where: Query_time is a number
        Query_time >> 1
                    ^
      hint: for example Query_time > 0.5
      """
    ),
    (
      ["--timezone", "Mars"],
      """
      --timezone: there is no time zone 'Mars'
      hint: use a name such as America/Sao_Paulo, an offset such as +02:00, UTC or local
      """
    ),
    (
      ["--format", "json", "--format", "text"],
      "two reports, json and text, would go to standard output\nhint: give each --format its own --output"
    ),
    (
      ["--label", "db1"],
      """
      --label takes NAME=VALUE, not 'db1'
      hint: for example host=db1; a name has letters, digits, '_', '.' and '-'
      """
    ),
    (
      ["--max-event-bytes", "big"],
      "--max-event-bytes takes a size, not 'big'\nhint: 1kB or more and at most 1TiB, for example 64MiB or 1GB"
    ),
    (["--output", "slow.log"], "--output 'slow.log' is the log slow.log\nhint: give the report a file of its own"),
    (["--evil\u{1B}[31m"], "unknown option '--evil\\x1b[31m'"),
  ])
  func wrongUsage(arguments: [String], message: String) throws {
    let result = try Program.run(arguments + ["slow.log"], in: scratch.folder)
    #expect(result.errors == "qdigest: \(message)\n")
    #expect(result.text == "")
    #expect(result.status == 64)
    #expect(try scratch.text("slow.log") == SampleLog.text)
  }

  @Test func aMistypedCommand() throws {
    let result = try run("fingerprnt", "SELECT 1")
    #expect(result.errors == "qdigest: there is no command and no file 'fingerprnt'\nhint: did you mean fingerprint?\n")
    #expect(result.status == 64)
    try scratch.write("fingerprin", SampleLog.text)
    #expect(try run("fingerprin").status == 0)
  }

  @Test func anOptionWithoutItsValue() throws {
    #expect(try run("slow.log", "--since").errors == "qdigest: missing value for '--since <time>'\n")
  }

  @Test func unknownOptionsOfASubcommand() throws {
    let result = try run("fingerprint", "--nul")
    #expect(result.errors == "qdigest: unknown option '--nul'; did you mean '--null'?\n")
    #expect(result.status == 64)
  }

  // MARK: Reading

  @Test func aFileAPipeAndADirectoryGiveTheSame() throws {
    let file = try run("--format", "json", "slow.log")
    #expect(file.status == 0)
    #expect(file.errors == "")
    let classes = { (result: Program.Result) in result.text.split(separator: "\"global\"").last.map(String.init) ?? "" }
    let pipe = try Program.shell("cat slow.log | $Q --format json -", in: scratch.folder)
    #expect(classes(pipe).replacing("standard input", with: "slow.log") == classes(file))
    let implicit = try Program.shell("$Q --format json < slow.log", in: scratch.folder)
    #expect(implicit.output == pipe.output)
    let folder = try run("--format", "json", ".")
    #expect(classes(folder).replacing("./slow.log", with: "slow.log") == classes(file))
  }

  @Test func aMissingFileAmongSeveral() throws {
    let result = try run("--limit", "1", "slow.log", "nosuch.log")
    #expect(result.errors == "qdigest: nosuch.log: no such file or directory\n")
    #expect(result.text.contains("6 events"))
    #expect(result.status == 2)
  }

  @Test func nothingReadable() throws {
    let result = try run("--output", "report", "nosuch.log")
    #expect(result.errors == "qdigest: nosuch.log: no such file or directory\n")
    #expect(result.status == 2)
    #expect(try scratch.names == ["slow.log"])
  }

  @Test func aPackedLogThatIsCutShort() throws {
    try scratch.write("big.log", String(repeating: SampleLog.text, count: 50))
    let result = try Program.shell("gzip -c big.log | head -c 900 > cut.gz; $Q -f json cut.gz", in: scratch.folder)
    #expect(result.errors.hasPrefix("qdigest: cut.gz: byte 900: the gzip data ends too early; the "))
    #expect(result.text.contains("\"schema\": \"qdigest/1\""))
    #expect(result.status == 2)
  }

  @Test func anEmptyLogIsAValidLog() throws {
    try scratch.write("empty.log", "")
    let result = try run("empty.log")
    #expect(result.errors == "")
    #expect(result.status == 0)
    #expect(result.text.contains("No events"))
  }

  @Test(arguments: [
    ("{\"a\": 1}\n", "it looks like JSON"),
    ("2026-11-21T08:00:00.000000Z\t    8 Query\tSELECT 1\n", "it looks like a general log"),
    (
      "2026-11-21T08:00:00.000000Z 0 [System] [MY-010116] [Server] starting as process 1\n",
      "it looks like an error log"
    ),
    ("some words\nmore words\n", nil),
  ])
  func whatIsNoSlowLogIsTold(text: String, looks: String?) throws {
    try scratch.write("other", text)
    let result = try run("--quiet", "-o", "report", "other")
    let first = result.errors.split(separator: "\n").first
    #expect(first.map(String.init) == "qdigest: other: this is no slow log" + (looks.map { ", \($0)" } ?? ""))
    #expect(result.status == 2)
    #expect(result.text == "")
    #expect(try scratch.names == ["other", "slow.log"])
  }

  /// The way out of a problem that shows only when a file is opened was lost on its way to the message.
  @Test func whatUnpacksAForeignFormatIsTold() throws {
    try scratch.write("slow.log.bz2", "BZh91AY&SY")
    let result = try run("--quiet", "slow.log.bz2")
    #expect(
      result.errors == """
        qdigest: slow.log.bz2: is compressed with bzip2, which qdigest does not read
        hint: bzip2 -dc slow.log.bz2 | qdigest -

        """)
    #expect(result.status == 2)
  }

  // MARK: Writing

  @Test func severalReportsInOnePass() throws {
    let result = try Program.shell(
      "cat slow.log | $Q -f text -o a.txt -f json -o b.json -f slowlog -o c.log -f pt-json -", in: scratch.folder)
    #expect(result.errors == "")
    #expect(result.status == 0)
    #expect(result.text.hasPrefix("{\"classes\":["))
    #expect(try scratch.text("a.txt").contains("Profile by response time"))
    #expect(try scratch.text("b.json").contains("\"schema\": \"qdigest/1\""))
    #expect(try scratch.text("c.log") == SampleLog.text)
    #expect(try scratch.names == ["a.txt", "b.json", "c.log", "slow.log"])
  }

  @Test func aReportThatCannotBeWrittenDoesNotStopTheOthers() throws {
    let result = try run("-f", "text", "-o", "no/such/a.txt", "-f", "json", "-o", "b.json", "slow.log")
    #expect(result.errors == "qdigest: cannot create no/such/a.txt: no such file or directory\n")
    #expect(result.status == 2)
    #expect(try scratch.names == ["b.json", "slow.log"])
  }

  @Test(arguments: ["", "-f json ", "-f slowlog ", "--generate-completion-script bash "])
  func aClosedPipeIsNoError(option: String) throws {
    let log = Array(repeating: SampleLog.text, count: 2_000).joined()
    try scratch.write("big.log", log)
    let line =
      "$Q \(option)\(option.hasPrefix("--gen") ? "" : "big.log --limit 100%") | head -c 10; exit ${PIPESTATUS[0]}"
    let result = try Program.shell(line, in: scratch.folder)
    #expect(result.errors == "")
    #expect(result.status == 0)
    #expect(result.output.count == 10)
  }

  @Test func aFullDiskIsTold() throws {
    guard FileManager.default.fileExists(atPath: "/dev/full") else { return }
    let result = try Program.shell("$Q slow.log > /dev/full", in: scratch.folder)
    #expect(result.errors == "qdigest: cannot write standard output: no space left on device\n")
    #expect(result.status == 2)
  }

  @Test(.timeLimit(.minutes(30)), arguments: [("INT", 2), ("TERM", 15), ("HUP", 1)])
  func signalsLeaveNothingBehind(signal: String, number: Int) throws {
    let result = try Program.shell(
      """
      set -m; trap - \(signal)
      mkfifo log; mkdir out
      env --default-signal=\(signal) $Q -o out/report -f text log & pid=$!
      exec 3> log; cat slow.log >&3
      for i in $(seq 100); do [ -n "$(ls -A out)" ] && break; sleep 0.05; done
      ls -A out | wc -l
      kill -\(signal) $pid; sleep 1; exec 3>&-
      wait $pid; echo $?; ls -A out
      """, in: scratch.folder)
    #expect(result.text == "1\n\(128 + number)\n")
  }

  @Test(.timeLimit(.minutes(30))) func aSignalThatIsIgnoredStaysIgnored() throws {
    let result = try Program.shell(
      """
      mkfifo log
      env --ignore-signal=HUP $Q -o report -f text log & pid=$!
      exec 3> log; cat slow.log >&3
      sleep 0.3; kill -HUP $pid; sleep 0.3; exec 3>&-
      wait $pid; echo $?; ls report
      """, in: scratch.folder)
    #expect(result.text == "0\nreport\n")
  }

  @Test func progressIsShownOnRequestOnly() throws {
    #expect(try run("slow.log").errors == "")
    let result = try run("--progress", "always", "slow.log")
    #expect(result.errors.contains("MB/s") || result.errors.contains("kB/s"))
    #expect(result.errors.hasSuffix("\r\u{1B}[K"))
    #expect(try run("--progress", "never", "slow.log").errors == "")
  }

  @Test func coloursFollowTheOption() throws {
    let escape = "\u{1B}["
    #expect(try !run("slow.log").text.contains(escape))
    #expect(try run("--color", "always", "slow.log").text.contains(escape))
    #expect(try !run("--color", "never", "slow.log").text.contains(escape))
    #expect(try run("--color", "always", "slow.log", environment: ["NO_COLOR": "1"]).text.contains(escape))
  }

  @Test func theWidthIsKept() throws {
    let wide = try run("--width", "120", "slow.log").text
    #expect(wide.split(separator: "\n").contains { $0.count == 120 })
    #expect(
      try run("slow.log", environment: ["COLUMNS": "100"]).text.split(separator: "\n").contains { $0.count == 100 })
  }

  // MARK: Selecting

  @Test(arguments: [
    (["--where", "Query_time > 1"], 4), (["--where", "user == 'app'"], 3), (["--since", "2026-11-21T08:20Z"], 4),
    (["--until", "2026-11-21T08:20Z"], 2), (["--since", "2026-11-21 10:20", "--timezone", "+02:00"], 4),
    (["--where", "statement =~ '(?i)JOIN'"], 1), (["--where", "db == 'archive'"], 3), (["--where", "db == 'shop'"], 3),
    (["--where", "Time >= '2026-11-21 08:30'"], 3), (["--where", "Thread_id in (11, 12)"], 2),
    (["--where", "Query_time > 1000"], 0),
  ])
  func selects(options: [String], count: Int) throws {
    let result = try Program.run(options + ["-f", "json", "slow.log"], in: scratch.folder)
    #expect(result.errors == "")
    #expect(result.text.contains("\"selected_events\": \(count),"))
    let log = try Program.run(options + ["-f", "slowlog", "slow.log"], in: scratch.folder).text
    #expect(log.split(separator: "\n").count { $0.hasPrefix("# Query_time") } == count)
  }

  /// An empty list of findings would say that there is nothing to be found.
  @Test func classesThatNoRuleIsAskedAboutSaySo() throws {
    let reason = "\"unexamined\": \"it is no class of one fingerprint\""
    #expect(try run("--group-by", "user", "-f", "json", "slow.log").text.contains(reason))
    #expect(try !run("-f", "json", "slow.log").text.contains(reason))
  }
}
