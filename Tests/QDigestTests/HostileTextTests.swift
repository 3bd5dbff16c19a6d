import Foundation
import JSONText
import QDigestTestSupport
import Testing

@testable import QDigest

/// Whatever a statement, a name or a label holds: each output escapes it for its own medium.
@Suite struct HostileTextTests {
  /// What somebody would like to have done elsewhere.
  static let texts = [
    "\u{1B}]0;owned\u{7}\u{1B}[2J", "\u{9B}31m", "\u{202E}txt.exe\u{2066}", "<script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>", "=cmd|' /C calc'!A0", "+1+1", "-1+1", "@SUM(A1)", "a,b\";c",
    "a\u{301}\"\u{301},\u{301}",
    "[click](http://evil.example)", "`x`|y|", "![](http://evil.example/x.png)", "{{#secret}}", "</style><b>",
    "%H %n ${HOME}",
    "\r\nx 1\r\n", "line\nqdigest_events 5", "\u{0}nul", "\u{FF1D}1+1", "__proto__", "$(touch x)", "a\\\"b\\",
  ]

  /// A name of one line, as an account and a schema have it.
  private static func name(_ text: String) -> String {
    String(String.UnicodeScalarView(text.unicodeScalars.filter { $0 != "\n" && $0 != "\r" && $0 != "\0" }))
  }

  private static func log(slower: Bool = false) -> String {
    var text = ""
    for (index, hostile) in texts.enumerated() {
      let time = slower ? 30 + index : 1 + index % 3
      for call in 0..<12 {
        let name = name(hostile)
        text += "# Time: 2026-11-2\(slower ? 3 : 2)T10:\(String(110 + call).dropFirst()):00.000001Z\n"
        text += "# User@Host: \(name)[\(name)] @ \(name) [10.0.0.1]  Id:     9\n"
        text += "# Schema: \(name)\n"
        text += "# Query_time: \(time).5  Lock_time: 0.0 Rows_sent: 1  Rows_examined: 900000\nSET timestamp=1;\n"
        let literal = hostile.replacing("\\", with: "\\\\").replacing("'", with: "\\'")
        let quoted = hostile.replacing("`", with: "``")
        text += "SELECT `\(quoted)`, '\(literal)' /* \(hostile) */ FROM `t\(index)\(quoted)` WHERE YEAR(d) = 2024;\n"
      }
    }
    return text
  }

  // MARK: - What each medium allows

  /// Nothing moves a cursor, changes colours or hides what is read.
  private static func expectPlain(_ bytes: [UInt8], _ name: String, allowingDirections: Bool = false) {
    guard let text = String(validating: bytes, as: UTF8.self) else {
      Issue.record("\(name) is no UTF-8")
      return
    }
    let bad = text.unicodeScalars.first { scalar in
      switch scalar.value {
      case 0x0A: false
      case 0..<0x20, 0x7F...0x9F: true
      case 0x202A...0x202E, 0x2066...0x2069: !allowingDirections
      default: false
      }
    }
    #expect(bad == nil, "\(name) holds U+\(String(bad?.value ?? 0, radix: 16))")
  }

  private static func expectJSON(_ bytes: [UInt8], _ name: String) {
    // JSON is for programs: what changes the direction of text stays as it was.
    expectPlain(bytes.filter { $0 != 0x0D }, name, allowingDirections: true)
    #expect(throws: Never.self, "\(name)") { try JSONValue(parsing: bytes) }
  }

  private static func expectHTML(_ text: String, _ name: String) {
    for tag in ["<script>alert", "<img", "<b>", "onerror=alert(1)>", "</style><b"] {
      #expect(!text.contains(tag), "\(name) holds \(tag)")
    }
  }

  /// Outside of code spans nothing is markup, in them no backtick is.
  private static func expectMarkdown(_ text: String, _ name: String) {
    expectPlain(Array(text.utf8), name)
    for line in text.split(separator: "\n") {
      let parts = line.split(separator: "`", omittingEmptySubsequences: false)
      #expect(parts.count % 2 == 1, "\(name): \(line)")
      for outside in stride(from: 0, to: parts.count, by: 2) {
        for markup in ["<", "](", "!["] { #expect(!parts[outside].contains(markup), "\(name): \(line)") }
      }
    }
  }

  /// Records of fields as RFC 4180 has them.
  private static func records(_ csv: [UInt8]) -> [[[UInt8]]] {
    var records: [[[UInt8]]] = [[[]]]
    var isQuoted = false
    var index = 0
    while index < csv.count {
      let byte = csv[index]
      if isQuoted {
        if byte != 0x22 {
          records[records.count - 1][records[records.count - 1].count - 1].append(byte)
        } else if index + 1 < csv.count, csv[index + 1] == 0x22 {
          records[records.count - 1][records[records.count - 1].count - 1].append(byte)
          index += 1
        } else {
          isQuoted = false
        }
      } else if byte == 0x22 {
        isQuoted = true
      } else if byte == 0x2C {
        records[records.count - 1].append([])
      } else if byte == 0x0A {
        records.append([[]])
      } else if byte != 0x0D {
        records[records.count - 1][records[records.count - 1].count - 1].append(byte)
      }
      index += 1
    }
    return records.filter { $0 != [[]] }
  }

  private static func expectCSV(_ csv: [UInt8], _ name: String) {
    let records = records(csv)
    for record in records {
      #expect(record.count == records[0].count, "\(name): \(record.map { String(decoding: $0, as: UTF8.self) })")
      for field in record {
        let first = String(decoding: field, as: UTF8.self).unicodeScalars.first { $0 != " " }
        #expect(
          !"=+-@\t\r\u{FF1D}".unicodeScalars.contains { $0 == first },
          "\(name): \(String(decoding: field, as: UTF8.self))")
      }
    }
  }

  /// Lines of Prometheus' text format: a comment, or a name, labels and a value.
  private static func expectMetrics(_ text: String, _ name: String) {
    for line in text.utf8.split(separator: 0x0A) {
      if line.first == UInt8(ascii: "#") { continue }
      var rest = line[...]
      rest = rest.drop { $0 != UInt8(ascii: "{") && $0 != 0x20 }
      let metric = String(decoding: line[..<rest.startIndex], as: UTF8.self)
      #expect(
        metric.hasPrefix("qdigest_") && metric.utf8.allSatisfy { $0 == 0x5F || (0x61...0x7A).contains($0) }, "\(metric)"
      )
      if rest.first == UInt8(ascii: "{") {
        repeat {
          rest = rest.dropFirst()
          let label = rest.prefix { $0 != UInt8(ascii: "=") }
          #expect(
            !label.isEmpty && label.allSatisfy { $0 == 0x5F || (0x30...0x39).contains($0) || ($0 | 0x20) &- 0x61 < 26 })
          rest = rest[label.endIndex...].dropFirst()
          #expect(rest.first == 0x22, "\(name)")
          rest = rest.dropFirst()
          while let byte = rest.first, byte != 0x22 { rest = rest.dropFirst(byte == 0x5C ? 2 : 1) }
          rest = rest.dropFirst()
        } while rest.first == UInt8(ascii: ",")
        #expect(rest.first == UInt8(ascii: "}"), "\(name): \(String(decoding: line, as: UTF8.self))")
        rest = rest.dropFirst()
      }
      let value = String(decoding: rest.dropFirst(), as: UTF8.self)
      #expect(rest.first == 0x20 && Double(value) != nil, "\(name): \(String(decoding: line, as: UTF8.self))")
    }
  }

  // MARK: - The outputs

  @Test(arguments: ["text", "findings", "json", "pt-json", "findings-json"])
  func reports(format: String) throws {
    let scratch = try Scratch()
    let log = try scratch.write("\u{1B}[31m\u{202E}slow.log", Self.log())
    let result = try Program.run(
      ["-f", format, "--limit", "100", "--label", "host=\u{1B}[1m\u{202E}\"\r\n", "--samples", "2", log])
    #expect(result.status == 0 && result.output.count > 10_000, "\(result.errors)")
    if format.hasSuffix("json") {
      Self.expectJSON(result.output, format)
    } else {
      Self.expectPlain(result.output, format)
    }
    Self.expectPlain(Array(result.errors.utf8), "messages")
  }

  @Test(arguments: [
    "=cmd|' /C calc'!A0", "\"\u{301}\r\nqdigest_events 5", "<img src=x>", "../../x", "\u{1B}[31m", "-1,2\"", "%n",
  ])
  func aNight(label: String) throws {
    let scratch = try Scratch()
    let log = try scratch.write("\u{1B}[31m<b>slow.log", Self.log())
    let arguments = [
      "nightly", "--history", scratch.path("h.sqlite"), "--report-dir", scratch.path("www"), "--metrics",
      scratch.path("q.prom"), "--show-samples", "--label", "host=\(label)", "--label", "role=\(label)x", log,
    ]
    for isSlower in [false, true] {
      let handle = try #require(FileHandle(forWritingAtPath: log))
      try handle.seekToEnd()
      if isSlower { try handle.write(contentsOf: Data(Self.log(slower: true).utf8)) }
      try handle.close()
      let result = try Program.run(arguments)
      #expect(result.status == 0, "\(result.errors)")
      Self.expectPlain(result.output, "output")
      Self.expectPlain(Array(result.errors.utf8), "messages")
    }
    Self.expectMetrics(try scratch.text("q.prom"), "metrics")
    let pages = try FileManager.default.contentsOfDirectory(atPath: scratch.path("www"))
    #expect(pages.count >= 9, "\(pages)")
    // A label names no path.
    let known = ["\u{1B}[31m<b>slow.log", "q.prom", "www"]
    #expect(try scratch.names.allSatisfy { known.contains($0) || $0.hasPrefix("h.sqlite") })
    for page in pages {
      let bytes = try scratch.read("www/" + page)
      let text = String(decoding: bytes, as: UTF8.self)
      switch page.split(separator: ".").last {
      case "json": Self.expectJSON(bytes, page)
      case "html": Self.expectHTML(text, page)
      case "md": Self.expectMarkdown(text, page)
      default: Self.expectPlain(bytes, page)
      }
    }
    for form in ["text", "json", "csv"] {
      let history = try Program.run(["history", "--format", form, scratch.path("h.sqlite")])
      #expect(history.status == 0, "\(history.errors)")
      switch form {
      case "json": Self.expectJSON(history.output, "history")
      case "csv": Self.expectCSV(history.output, "history")
      default: Self.expectPlain(history.output, "history")
      }
    }
  }

  @Test(arguments: ["text", "json"])
  func aComparison(format: String) throws {
    let scratch = try Scratch()
    let before = try scratch.write("a\u{1B}[31m.log", Self.log())
    let after = try scratch.write("b\u{202E}.log", Self.log(slower: true))
    let result = try Program.run(["diff", "--format", format, before, after])
    #expect(result.status == 0 && result.output.count > 1_000, "\(result.errors)")
    if format == "json" { Self.expectJSON(result.output, format) } else { Self.expectPlain(result.output, format) }
    Self.expectPlain(Array(result.errors.utf8), "messages")
  }

  /// Messages name files, options and values as they were given.
  @Test func messages() throws {
    let scratch = try Scratch()
    let odd = "x\u{1B}[31m\u{202E}\r.log"
    let text = try scratch.write(odd, "no log\u{1B}[31m at all\n")
    let gzip = try scratch.write("\u{9B}y.gz", [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 0, 1, 2, 3])
    for arguments in [
      [text], [gzip], [scratch.path("missing" + odd)], ["--where", odd, text], ["--since", odd, text], ["--" + odd],
      ["--explain", scratch.path(odd + "2"), text], ["--rules", text, text],
      ["-o", scratch.path("no\u{1B}/\u{1B}x"), text],
      ["nightly", "--history", text, "--report-dir", scratch.path(odd + "3/4"), text], ["history", text],
      ["history", text + "x"],
      ["merge", text + "x"], ["diff", text, text + "x"], ["diff", "--history", text], ["rules", odd],
      ["fingerprint", "--mode", odd],
      ["--label", odd, text], ["--group-by", odd, text], ["--timezone", odd, text],
      ["findings", "--fail-on", odd, text],
      ["history", "--class", odd, text], ["--config", text, text], [odd],
    ] {
      let result = try Program.run(arguments)
      #expect(!result.errors.isEmpty, "\(arguments)")
      Self.expectPlain(Array(result.errors.utf8), "messages of \(arguments)")
      Self.expectPlain(result.output, "output of \(arguments)")
    }
  }

  /// A quote or comma with a combining mark behind it, and a return before a line feed, are other characters than those
  /// that escaping looks for, but the same bytes to whoever reads them.
  @Test func escapingGoesByScalars() {
    #expect(FigureTable.csvField("a\r\nb") == "\"a\r\nb\"")
    #expect(FigureTable.csvField("a,\u{301}b") == "\"a,\u{301}b\"")
    #expect(FigureTable.csvField("a\"\u{301}") == "\"a\"\"\u{301}\"")
    #expect(FigureTable.csvField("=\u{301}1") == "'=\u{301}1")
    #expect(FigureTable.csvField(" =1") == "' =1")
    #expect(FigureTable.csvField("\r\n=1") == "\"'\r\n=1\"")
    #expect(FigureTable.csvField("plain") == "plain")
    #expect(NightMetrics.escaped("a\"\u{301}\r\nb\\") == "a\\\"\u{301} \\nb\\\\")
    #expect(NightMetrics.name("9 a\u{301}b-c") == "_9_a_b_c")
  }

  /// Unit files are for all machines: of the specifiers of systemd only those that name the host are in them.
  @Test func unitFilesHaveFewSpecifiers() throws {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
      .appending(path: "share/systemd").path
    for name in try FileManager.default.contentsOfDirectory(atPath: folder) {
      let text = try String(contentsOfFile: folder + "/" + name, encoding: .utf8)
      for part in text.split(separator: "%", omittingEmptySubsequences: false).dropFirst() {
        #expect(part.hasPrefix("H"), "\(name): %\(part.prefix(10))")
      }
    }
  }
}
