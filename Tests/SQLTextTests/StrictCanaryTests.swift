import SQLText
import Testing

/// Random statements that are well formed, with a canary in each of their literals and comments.
private struct CanaryStatements {
  static let canary = "canary0wl"
  /// Digits that occur in a canary number, whatever its notation.
  static let number = "7391846"
  var generator: SeededGenerator

  mutating func pick<T>(_ choices: [T]) -> T { choices.randomElement(using: &generator)! }

  mutating func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &generator) < percent }

  mutating func literal() -> String {
    let word = Self.canary
    let number = Self.number
    return pick([
      "'\(word)'", "\"\(word)\"", "'it''s \(word)'", "'\\'\(word)'", "'\(word)\\\\'", "\"a\"\"\(word)\"",
      "'-- \(word)'",
      "'/* \(word)'", "'\(word)' '\(word)'", "N'\(word)'", "n'\(word)' \"\(word)\"", "_utf8mb4'\(word)'",
      "_latin1 \"\(word)\"",
      "_binary x'\(number)'", "x'\(number)'", "X'\(number)AB'", "b'1\(number)'", "0x\(number)", "0X\(number)", number,
      "-\(number)", "- \(number)",
      "\(number).5", "1.\(number)", ".\(number)", "\(number).", "\(number)e5", "1e\(number)", "1.5E-\(number)",
      "DATE '\(word)'",
      "TIMESTAMP\"\(word)\"", "TIME  '\(word)'", "{ts '\(word)'}", "j->'$.\(word)'", "j ->> \"$.\(word)\"",
      "JSON_EXTRACT(j, '$.\(word)')",
      "'\n\(word)'", "'\(word);'", "')\(word)('", "'\u{e9}\(word)'", "@'\(word)'", "CAST('\(word)' AS CHAR(\(number)))",
      "INTERVAL \(number) DAY", "INTERVAL '\(word)' DAY_HOUR", "CONCAT('\(word)', \(number))",
      "CASE WHEN a = '\(word)' THEN \(number) ELSE '\(word)' END",
    ])
  }

  mutating func gap() -> String {
    guard chance(15) else { return " " }
    return pick([
      "\n", "\t ", " /* \(Self.canary) */ ", "/*\(Self.canary)*/", " -- \(Self.canary) '\n", " # \(Self.canary) \"\n",
      " --\n",
    ])
  }

  mutating func list(_ most: Int, _ item: (inout CanaryStatements) -> String) -> String {
    let count = Int.random(in: 1...most, using: &generator)
    return (0..<count).map { _ in item(&self) }.joined(separator: pick([",", ", ", " , "]))
  }

  mutating func condition(_ depth: Int) -> String {
    let column = pick(["a", "t.b", "`c`", "`order`", "t.`d e`"])
    switch Int.random(in: 0..<(depth > 0 ? 9 : 6), using: &generator) {
    case 0: return "\(column)\(gap())=\(gap())\(literal())"
    case 1: return "\(column)\(gap())IN\(gap())(\(list(5) { $0.literal() }))"
    case 2: return "\(column) BETWEEN \(literal()) AND \(literal())"
    case 3: return "\(column) LIKE '\(Self.canary)%' ESCAPE '|'"
    case 4: return "(a, b) IN (\(list(3) { "(\($0.literal()), \($0.literal()))" }))"
    case 5: return "\(column)-\(literal()) <=> IFNULL(\(literal()), NULL)"
    case 6: return "(\(condition(depth - 1)) OR \(condition(depth - 1)))"
    case 7: return "EXISTS (\(select(depth - 1)))"
    default: return "\(column) NOT IN (\(select(depth - 1)))"
    }
  }

  mutating func select(_ depth: Int) -> String {
    let hint =
      chance(20) ? "/*+ MAX_EXECUTION_TIME(\(Self.number)) SET_VAR(x = '\(Self.canary)') \(Self.canary) */" : ""
    let version = chance(10) ? " /*!40001 SQL_NO_CACHE */" : ""
    var text = "SELECT\(hint)\(version) \(list(3) { $0.literal() + $0.pick(["", " AS x", " y"]) })"
    text += gap() + pick(["FROM t", "FROM t, `u`", "FROM t JOIN u ON t.id = u.id", "FROM db.`t` AS x"])
    if chance(80) { text += gap() + "WHERE " + condition(depth) }
    if chance(20) { text += gap() + "ORDER BY a ASC, \(literal())" }
    if chance(30) {
      text += gap() + pick(["LIMIT \(Self.number)", "LIMIT \(Self.number), 5", "LIMIT 5 OFFSET \(Self.number)"])
    }
    if chance(20), depth > 0 { text += gap() + pick(["UNION ", "UNION ALL "]) + select(depth - 1) }
    return text
  }

  mutating func statement() -> String {
    switch Int.random(in: 0..<10, using: &generator) {
    case 0, 1, 2: return select(2)
    case 3:
      let rows = list(4) { "(\($0.literal()), NOW(), \($0.literal()))" }
      let upsert = chance(50) ? gap() + "ON DUPLICATE KEY UPDATE a = VALUES(a) + \(literal()), b = \(literal())" : ""
      return pick(["INSERT INTO t VALUES", "REPLACE t (a, b, c) VALUE", "INSERT IGNORE INTO `t`(a,b,c)values"]) + gap()
        + rows + upsert
    case 4: return "UPDATE t SET a = \(literal()), b=\(literal()) WHERE \(condition(2))"
    case 5: return "DELETE FROM t WHERE \(condition(2))"
    case 6:
      return pick([
        "CREATE USER '\(Self.canary)'@'\(Self.canary)' IDENTIFIED BY '\(Self.canary)'",
        "SET PASSWORD = PASSWORD('\(Self.canary)')",
        "ALTER USER root@localhost IDENTIFIED BY PASSWORD '*\(Self.canary)'",
        "GRANT ALL ON t.* TO u@'\(Self.canary)' IDENTIFIED BY \"\(Self.canary)\"",
        "CHANGE MASTER TO MASTER_PASSWORD='\(Self.canary)', MASTER_PORT=\(Self.number)",
        "SET PASSWORD FOR \"x\"@\"\(Self.canary)\" = '\(Self.canary)'",
      ])
    case 7: return "SET @a := \(literal()), @@session.x = \(literal()), NAMES '\(Self.canary)'"
    case 8:
      return pick([
        "CALL p(\(list(3) { $0.literal() }))", "PREPARE s FROM 'SELECT \(Self.canary)'", "KILL \(Self.number)",
        "XA START '\(Self.canary)'",
        "CREATE TABLE t (a INT(\(Self.number)) DEFAULT '\(Self.canary)' COMMENT '\(Self.canary)', b ENUM('\(Self.canary)', 'x'))",
        "LOAD DATA INFILE '\(Self.canary)' INTO TABLE t FIELDS TERMINATED BY '\(Self.canary)'",
        "SHOW TABLES LIKE '\(Self.canary)'",
        "CREATE FUNCTION f() RETURNS INT LANGUAGE JAVASCRIPT AS $$ \(Self.canary) $$",
        "VALUES ROW(\(literal())), ROW(\(literal()))",
      ])
    default:
      return select(1)
        + pick([
          " -- \(Self.canary)", " # \(Self.canary)", " /* \(Self.canary)", " AND z = '\(Self.canary)",
          " AND z = `\(Self.canary) '",
        ])
    }
  }
}

@Suite struct StrictCanaryTests {
  private static func holdsCanary(_ bytes: [UInt8]) -> Bool {
    let text = String(decoding: bytes, as: UTF8.self).lowercased()
    return text.contains(CanaryStatements.canary) || text.contains(CanaryStatements.number)
  }

  @Test(arguments: [1, 2, 3, 4, 5, 6] as [UInt64])
  func noLiteralSurvives(seed: UInt64) {
    var statements = CanaryStatements(generator: SeededGenerator(seed: seed))
    var fingerprint = StrictFingerprint()
    let redactor = StatementRedactor()
    for _ in 0..<500 {
      let bytes = Array(statements.statement().utf8)
      fingerprint.make(from: bytes.span)
      if Self.holdsCanary(fingerprint.bytes) {
        Issue.record("seed \(seed), fingerprint: \(shown(bytes))\n  \(shown(fingerprint.bytes))")
      }
      let once = fingerprint.bytes
      fingerprint.make(from: once.span)
      if fingerprint.bytes != once { Issue.record("seed \(seed), not stable: \(shown(bytes))\n  \(shown(once))") }
      let redacted = redactor.redacted(bytes.span)
      if Self.holdsCanary(redacted) {
        Issue.record("seed \(seed), redacted: \(shown(bytes))\n  \(shown(redacted))")
      }
      if redactor.redacted(redacted.span) != redacted {
        Issue.record("seed \(seed), redaction not stable: \(shown(bytes))\n  \(shown(redacted))")
      }
      // Redacting takes nothing away that a fingerprint is made of.
      fingerprint.make(from: redacted.span)
      if fingerprint.bytes != once {
        Issue.record("seed \(seed), of the redacted: \(shown(bytes))\n  \(shown(once))\n  \(shown(fingerprint.bytes))")
      }
    }
  }

  /// The statement cut off anywhere: what was a literal must not become anything else.
  @Test func noLiteralSurvivesACut() {
    var statements = CanaryStatements(generator: SeededGenerator(seed: 77))
    var fingerprint = StrictFingerprint()
    for _ in 0..<20 {
      let bytes = Array(statements.statement().utf8)
      for end in 0..<bytes.count {
        let head = Array(bytes[..<end])
        fingerprint.make(from: head.span)
        if Self.holdsCanary(fingerprint.bytes) { Issue.record("\(shown(head))\n  \(shown(fingerprint.bytes))") }
      }
    }
  }
}
