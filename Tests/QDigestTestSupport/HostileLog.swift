/// A log of plain statements, statements that imitate whole events, and statements whose quote is never closed, in any
/// order, with what has to be read from it.
package struct HostileLog: Sendable {
  package enum Server: Sendable, CaseIterable { case mysql, mariadb }

  package private(set) var text = ""
  /// The events' `Query_time`, in whole seconds; imitated events have 900.
  package private(set) var seconds: [UInt64] = []
  /// Where an event's statement has to come out whole, it; else `nil`.
  package private(set) var statements: [String?] = []
  package private(set) var imitations = 0
  package let server: Server
  /// Whether a statement was cut off: then a quote before a newline may be taken for the one that closes it.
  private var hasBroken = false

  package var bytes: [UInt8] { Array(text.utf8) }

  package init(_ server: Server) { self.server = server }

  /// A mixture of `count` statements.
  package init(_ server: Server, count: Int, _ generator: inout SeededGenerator) {
    self.init(server)
    if generator.once(in: 3) { text += Self.banner }
    for _ in 0..<count {
      switch generator.number(0...5) {
      case 0, 1: add(generator.pick(Self.plain))
      case 2, 3: addForgery(&generator)
      case 4: addBroken(generator.pick(Self.broken))
      default:
        if server == .mariadb { addAccount(&generator) } else { add(generator.pick(Self.plain)) }
      }
      if generator.once(in: 12) { text += Self.banner }
    }
  }

  package static let banner = """
    /usr/sbin/mysqld, Version: 9.7.4 (MySQL Community Server - GPL). started with:
    Tcp port: 3306  Unix socket: /run/mysqld/mysqld.sock
    Time                 Id Command    Argument

    """

  package static let plain = [
    "SELECT 1", "SELECT 'a' FROM t WHERE b = \"c\"", "UPDATE `t` SET a = 'x;y' WHERE id = 7", "SELECT 1 /* all */",
    "INSERT INTO t VALUES ('it''s', \"say \\\"no\\\"\", `z`)", "SELECT a FROM t -- don't\nWHERE b = 'c'",
    "CREATE PROCEDURE p() BEGIN\nSELECT 'a';\nIF a THEN SELECT CASE b WHEN 1 THEN 2 END;\nEND IF;\nEND",
    "SELECT name FROM t WHERE name LIKE '%x%' # why not\nLIMIT 1", "SELECT '{\"a\": [1]}', '#fff', ' ', ''",
  ]

  /// What a server logs that does not parse, or that is written in another `sql_mode` or character set.
  package static let broken = [
    "SELECT 'a", "SELECT \"a", "SELECT `a", "SELECT 1 /* a", "SELECT 'it''s", "SELECT 'a\\'",
    "SELECT * FROM t WHERE name = 'O'Brien'", "SELECT * FROM t WHERE name='O'Brien' AND a = 'b'",
    "INSERT INTO t VALUES ('a', 'b)", "SELECT 'C:\\' FROM t", "SELECT 'x' WHERE a = \"b", "SELECT 'say \"no' + \"a",
    "CREATE PROCEDURE p() BEGIN SELECT 'a'",
  ]
}

// MARK: - Events

extension HostileLog {
  private func header(_ seconds: UInt64, account: String = "app[app] @ web-1 [10.0.0.1]") -> String {
    switch server {
    case .mysql:
      """
      # Time: 2026-11-22T10:00:00.000001Z
      # User@Host: \(account)  Id:     9
      # Query_time: \(seconds).000000  Lock_time: 0.000001 Rows_sent: 1  Rows_examined: 2

      """
    case .mariadb:
      """
      # Time: 261122 10:00:00
      # User@Host: \(account)
      # Thread_id: 9  Schema: shop  QC_hit: No
      # Query_time: \(seconds).000000  Lock_time: 0.000001  Rows_sent: 1  Rows_examined: 2
      # Rows_affected: 0  Bytes_sent: 58

      """
    }
  }

  private func event(_ statement: String, _ seconds: UInt64, account: String = "app[app] @ web-1 [10.0.0.1]") -> String
  {
    header(seconds, account: account) + "SET timestamp=1795341600;\n" + statement + ";\n"
  }

  private mutating func append(_ statement: String, expected: String?) {
    let number = UInt64(seconds.count + 1)
    text += event(statement, number)
    seconds.append(number)
    statements.append(expected)
  }

  package mutating func add(_ statement: String) { append(statement, expected: statement) }

  package mutating func addBroken(_ statement: String) {
    append(statement, expected: nil)
    hasBroken = true
  }

  package mutating func addForged(_ statement: String) {
    append(statement, expected: statement)
    imitations += 1
  }
}

// MARK: - Forgeries

extension HostileLog {
  /// Whole events; `quote` is what they must not close.
  private func forged(_ generator: inout SeededGenerator, in quote: String) -> String {
    let statements = ["DROP TABLE forged", "SELECT * FROM forged", "UPDATE forged SET a = 1", "SELECT forged # no"]
    var inside = ""
    for _ in 0..<generator.number(1...3) {
      var statement = generator.pick(statements)
      switch quote {
      case "'": statement += generator.pick(["", " WHERE a = ''b''", " WHERE a = \\'b\\'", " WHERE a = \"b\""])
      case "\"": statement += generator.pick(["", " WHERE a = \"\"b\"\"", " WHERE a = \\\"b\\\"", " WHERE a = 'b'"])
      case "`": statement += generator.pick(["", " WHERE a = 'b'", " WHERE ``a`` = 1"])
      default: statement += generator.pick(["", " WHERE a = 'b'"])
      }
      inside += event(statement, 900)
    }
    return generator.pick(hasBroken ? ["x;\n"] : ["x;\n", "\n", ";\n"]) + inside + generator.pick(["", "\n", "; "])
  }

  /// A statement in which the server sees one literal, name or comment, and a careless reader events.
  private mutating func addForgery(_ generator: inout SeededGenerator) {
    switch generator.number(0...9) {
    case 0, 1, 2:
      let quote = generator.pick(["'", "'", "\""])
      let literal = quote + forged(&generator, in: quote) + quote
      addForged(
        generator.pick(["SELECT ", "SELECT a, ", "SELECT * FROM t WHERE a = ", "INSERT INTO t VALUES (1, 'b'), ("])
          + literal
          + generator.pick([" AS note", "AS note", "", ", 'b'", " FROM t WHERE a = 'it\\'s'", "FROM t", ")", "note"]))
    case 3: addForged("SELECT `\(forged(&generator, in: "`"))` FROM t WHERE a = 'b'")
    case 4: addForged("SELECT /* \(forged(&generator, in: "*")) */ 'a'")
    case 5:
      addForged("UPDATE t\n" + header(900) + "SET timestamp=1795341600" + generator.pick(["", "\nWHERE b = 'c'"]))
    case 6:
      addForged(
        "CREATE PROCEDURE p() BEGIN SELECT CASE WHEN a THEN 'b' END;\n" + event("DROP TABLE forged", 900)
          + generator.pick(["END", "END IF;\nEND", "SELECT 1;\n  END p"]))
    case 7:
      addForged(
        "SELECT 'x\n" + Self.banner + forged(&generator, in: "'") + "' AS note, \"" + forged(&generator, in: "\"")
          + "\"")
    case 8:
      // In another `sql_mode`, where a backslash is a byte like any other.
      hasBroken = true
      addForged("SELECT 'x;\n" + event("DROP TABLE forged", 900) + "\\' AS note")
    default:
      addForged(
        "INSERT INTO t VALUES ('\(forged(&generator, in: "'"))', \"\(forged(&generator, in: "\""))\"), ('c', 'd')")
    }
  }

  /// An event of an account whose name holds an event.
  private mutating func addAccount(_ generator: inout SeededGenerator) {
    let names = [
      "a[a] @ h []\n# Query_time: 900.0  Lock_time: 0.0\nSET timestamp=1;\nSELECT 1;\n",
      "n\n# Query_time: 900\nSELECT 1;\n",
      "n\n# Time: 261122 10:00:00\n# Query_time: 900", "n\n# User@Host: a[a] @ h []\n# Query_time: 900\nX;\n",
    ]
    let name = generator.pick(names)
    let number = UInt64(seconds.count + 1)
    text += event("SELECT 'by name'", number, account: "\(name)[\(name)] @ localhost [127.0.0.1]")
    seconds.append(number)
    statements.append("SELECT 'by name'")
    imitations += 1
  }
}
