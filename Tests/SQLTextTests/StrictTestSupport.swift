import SQLText

/// A random number generator whose runs can be repeated.
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 | 1 }

  mutating func next() -> UInt64 {
    state ^= state >> 12
    state ^= state << 25
    state ^= state >> 27
    return state &* 0x2545_F491_4F6C_DD1D
  }
}

/// Statements and pieces of them from which tests make others.
enum StatementSoup {
  /// Words, marks and halves of things, without any order.
  static let pieces: [String] = [
    "select", "SELECT", "from", "FROM", "where", "in", "IN (", "values", "VALUES (", "value (", "row", "ROW(", "union",
    "union all", "distinct", "all", "except", "limit", "LIMIT 5, 10", "limit ?", "offset", "order by", "group by",
    "asc",
    "desc", "insert into", "insert", "ignore", "replace", "update", "delete", "set", "on duplicate key update", "key",
    "create", "table", "on", "index", "as", "with", "recursive", "and", "or", "not", "is", "null", "is not null",
    "true",
    "false", "like", "between", "interval 1 day", "date", "DATE '2024-01-01'", "time", "timestamp", "day", "end",
    "case",
    "when", "then", "else", "any", "some", "names", "session", "global", "any (", "Status", "User", "Date", "Offset",
    "t", "T", "a1", "1a", "2024_log", "t.1a", "t.1e5", "t .1a", "t. 1a", "t.select", "db.T", "a.b.c", "x", "n", "b",
    "_utf8mb4",
    "_utf8mb4'x'", "_latin1 0x41", "_foo'a'", "N'abc'", "x'4D'", "X'", "b'01'", "0xFF", "0b01", "0x", "0xg", "1", "1.5",
    ".5", "5.",
    "1e5", "1E-5", "1e", "1e5x", "1.2.3", "-1", "- 1", "+", "-", "--1", "- -", "-- c\n", "--", "#c\n", "#", "/* c */",
    "/*", "*/", "/*+",
    "/*+ max_execution_time(9) */", "/*+ qb_name(q) bogus(1 */", "/*!40001", "/*!40001 x */", "/*!", "/*M!100100 y */",
    "/*!1234 z */",
    "'a'", "'it''s'", "'a\\'b'", "\"q\"", "'", "\"", "`", "`t`", "`T`", "`order`", "`a b`", "`1e5`", "`1a`", "`date`",
    "`Status`", "`a``b`",
    "``", "`$x$`", "`_utf8`", "`Offset`", "'a' 'b'", "\\N", "\\", "<secret>", "<", ">", "=", "<=>", "!=", "<>", "!",
    "~", "|", "||", "&", "&&",
    "^", "%", "*", "t.*", "count(*)", "Foo(", "foo (", "(", ")", "()", ",", ".", "..", ";", ":", ":=", ":name", "->",
    "->>", "j->'$.a'",
    "@", "@x", "@'x y'", "@`x y`", "@\"x\"", "@a.b", "@@", "@@global.x", "@@`x`", "root@localhost", "'u'@'%'",
    "`u`@`h`", "?", "?+", "(?+)",
    "in (?+)", "in ((?, ?)+)", "values (?)+", "(?)+", "union all +", "$", "$$", "$a$", "$$ x $$", "{", "}", "[", "]",
    "\u{0}", "\u{1}", "é", "日本",
    "\u{FF}", " ", "\n", "\t", "administrator command: Quit", "administrator", "command", "for", "for update", "into",
    "into outfile 'f'",
    "in (select", "(select", "in ((1,2),(3,4))", "in (1,2,3)", "in (a, 1, 2)", "(1,2),(3,4)", ", (1)", ", row(1)", "if",
    "left", "left(", "interval", "match",
    "against", "default", "current_date", "default null", "int null", "describe", "procedure", "sql_no_cache",
    "unbounded", "rollup",
  ]

  static let statements: [String] = [
    "SELECT /*+ MAX_EXECUTION_TIME(1000) */ a, `b`, COUNT(*) FROM `shop`.`Orders` o JOIN users u ON u.id = o.user_id WHERE o.id IN (1, 2, 3) AND u.name LIKE 'a%' ORDER BY a ASC LIMIT 5, 10",
    "INSERT INTO T(a, b) VALUES (NOW(), 'x'), (NOW(), 'y''z') ON DUPLICATE KEY UPDATE a = VALUES(a), b = -1",
    "UPDATE t SET a = a - 1, b = -1, c = NULL WHERE id = 7 AND d IS NOT NULL",
    "DELETE FROM t WHERE (a, b) IN ((1, 2), (3, 4)) -- done\n",
    "SELECT a FROM t WHERE id = 1 UNION ALL SELECT a FROM t WHERE id = 2 UNION ALL SELECT a FROM t WHERE id = 3 ORDER BY a",
    "WITH RECURSIVE c (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < 10) SELECT * FROM c",
    "SET @a := 5, @@session.sql_mode = 'ANSI'",
    "CREATE TABLE t1 (id INT(11) NOT NULL DEFAULT '0', a VARCHAR(255) NULL DEFAULT NULL, KEY k (a)) ENGINE=InnoDB",
    "SELECT j->'$.a', k->>\"$.b\", x'4D', _utf8mb4'é' COLLATE utf8mb4_bin, DATE '2024-01-01' + INTERVAL 1 DAY FROM t.1a",
    "VALUES ROW(1, 2), ROW(3, 4)", "CREATE USER 'bob'@'%' IDENTIFIED BY 'secret'", "administrator command: Init DB",
    "SELECT 1; SELECT 2;", "/*!40001 SELECT 1 */ + 2", "call p(1, 'x')",
  ]

  /// A text of pieces in any order.
  static func soup(_ generator: inout SeededGenerator) -> [UInt8] {
    var bytes: [UInt8] = []
    for _ in 0..<Int.random(in: 1...24, using: &generator) {
      bytes += Array(pieces.randomElement(using: &generator)!.utf8)
      if Bool.random(using: &generator) { bytes.append(0x20) }
    }
    return bytes
  }

  /// A statement with some of its bytes cut out, doubled or replaced.
  static func mutant(_ generator: inout SeededGenerator) -> [UInt8] {
    var bytes = Array(statements.randomElement(using: &generator)!.utf8)
    for _ in 0..<Int.random(in: 1...8, using: &generator) where !bytes.isEmpty {
      let index = Int.random(in: 0..<bytes.count, using: &generator)
      switch Int.random(in: 0..<5, using: &generator) {
      case 0: bytes.remove(at: index)
      case 1: bytes[index] = UInt8.random(in: 0...255, using: &generator)
      case 2: bytes.insert(contentsOf: Array(pieces.randomElement(using: &generator)!.utf8), at: index)
      case 3: bytes.insert(bytes[index], at: index)
      default: bytes.removeSubrange(index..<min(bytes.count, index + Int.random(in: 1...12, using: &generator)))
      }
    }
    return bytes
  }

  /// Any bytes, those that mean something more often than others.
  static func noise(_ generator: inout SeededGenerator) -> [UInt8] {
    let marks = Array("'\"`\\/*!+-#.,;()@?:$<>= \n019axnN_\u{e9}".utf8)
    return (0..<Int.random(in: 0...40, using: &generator)).map { _ in
      Int.random(in: 0..<8, using: &generator) == 0
        ? UInt8.random(in: 0...255, using: &generator) : marks.randomElement(using: &generator)!
    }
  }

  static func any(_ generator: inout SeededGenerator) -> [UInt8] {
    switch Int.random(in: 0..<3, using: &generator) {
    case 0: soup(&generator)
    case 1: mutant(&generator)
    default: noise(&generator)
    }
  }
}

/// Bytes as text that shows every byte.
func shown(_ bytes: [UInt8]) -> String {
  var text = ""
  for byte in bytes {
    if byte >= 0x20, byte < 0x7F {
      text.unicodeScalars.append(Unicode.Scalar(byte))
    } else {
      text += "\\x" + String(byte, radix: 16)
    }
  }
  return text
}
