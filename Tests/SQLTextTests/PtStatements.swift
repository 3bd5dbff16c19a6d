/// Makes statements: some as people write them, some nearly so, some hardly at all.
///
/// Literals, comments and quotes come in all forms there are, wrong ones included, and then bytes that matter to one
/// of the steps are put in, taken out, swapped and doubled.
struct PtStatements {
  private var generator: SplitMix64

  init(seed: UInt64) {
    generator = SplitMix64(state: seed)
  }

  mutating func next() -> [UInt8] {
    var bytes: [UInt8]
    switch number(below: 40) {
    case 0: bytes = junk(below: 60)
    case 1: bytes = pieces(below: 14)
    case 2: bytes = unionOfFew()
    default: bytes = Array(statement(depth: 0).utf8)
    }
    if number(below: 3) == 0 {
      bytes = pick([[0x20], [0x0A], [0x09, 0x20], [0x0D, 0x0A], [0x0B], [0x0A, 0x20]]) + bytes
    }
    if number(below: 4) == 0 {
      bytes += pick([[0x20], [0x0A], [0x0A, 0x0A], [0x20, 0x0A], [0x0D, 0x0A], [0x0B, 0x0A], [0x3B]])
    }
    if number(below: 2) == 0 { mutate(&bytes) }
    return bytes
  }
}

/// A small generator of random numbers that gives the same ones everywhere.
struct SplitMix64: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}

extension PtStatements {
  private mutating func number(below limit: Int) -> Int { Int.random(in: 0..<limit, using: &generator) }

  private mutating func pick<T>(_ choices: [T]) -> T { choices[number(below: choices.count)] }

  private mutating func list(_ counts: ClosedRange<Int>, by separator: String, _ item: (inout Self) -> String) -> String
  {
    (0..<Int.random(in: counts, using: &generator)).map { _ in item(&self) }.joined(separator: separator)
  }

  private mutating func cased(_ word: String) -> String {
    switch number(below: 5) {
    case 0, 1: word.uppercased()
    case 2: word.prefix(1).uppercased() + word.dropFirst()
    default: word
    }
  }

  private mutating func gap() -> String {
    number(below: 8) > 0
      ? " "
      : pick(["  ", "\n", "\t", "\r\n", " \n ", "/* c */", " /*! 5 */ ", "\u{0B}", "\u{0C}", " -- c\n", "#c\n", ""])
  }

  private mutating func name() -> String {
    pick([
      "t", "a", "b1", "film", "users_2024", "`a b`", "`t-1`", "db.t1", "`db`.`t`", "db1.`x`", "x", "null1", "in_",
      "values_", "`1`",
      "selected", "_x", "a.b.c", "T", "tbl\u{E9}", "名", "e5", "order_", "t AS u", "value", "limit1", "``", "`a",
      "db.fbc5e685a5d3d45aa1d0347fdb7c4d35_t",
    ])
  }

  private mutating func literal() -> String {
    switch number(below: 12) {
    case 0, 1, 2:
      pick([
        "1", "42", "-1", "+7", "3.14", ".5", "5.", "1e5", "1E5", "1e-3", "-6.00", "0", "1.2.3", "-  1", "- 1", "--1",
        "10.0.0.1",
      ])
    case 3:
      pick([
        "0xFF", "0xdead", "0XAB", "0b01", "b'01'", "B'1'", "x'4D'", "X'4D'", "0x", "x''", "N'abc'", "_utf8'a'",
        "_binary 'x'",
      ])
    case 4: pick(["NULL", "null", "true", "FALSE", "Null", "True", "nullx'1'", "false-1", "-false", "1.true"])
    case 5: "\"" + content() + "\""
    case 6: "date '2024-01-01'"
    default: "'" + content() + "'"
    }
  }

  private mutating func content() -> String {
    list(0...2, by: " ") { pieces in
      pieces.pick([
        "", "abc", "x", "it''s", "it\\'s", "\\\\", "C:\\\\", "a\\\\\\'b", "\\\"", "say \"hi\"", "\"\"", "a\"b",
        "l1\nl2", "\\n", "#", "# c", "--", "-- x", "/*",
        "*/", "/* c */", "/*!", "),(", "(", ")", "),", ", (", "?", "values (", "union", "名前", "\u{0}", "select 1",
        " order by a asc", "%_", "\\", "1,2", "''", "''''",
        "\\'\\'", "\\\\'", "\r", "e5", "b",
      ])
    }
  }

  private mutating func expression(_ depth: Int) -> String {
    switch number(below: 11) {
    case 0:
      name() + gap() + cased("in") + pick(["(", " (", " ( ", "(\n", " , ("])
        + list(0...5, by: pick([",", ", ", " ,"])) { $0.literal() } + pick([")", " )", "),", ") (?)"])
    case 1: name() + " " + cased("is not null")
    case 2: name() + " " + cased("between") + " " + literal() + " and " + literal()
    case 3: "coalesce(" + name() + ", " + literal() + ")" + pick(["+", "-", " - ", "->", "->>"]) + literal()
    case 4 where depth < 2: name() + " in (" + select(depth + 1) + ")"
    case 5: name() + pick(["-1", "--1", "- 1", "+1", "=-1", "*-1"])
    case 6: name() + " like " + literal()
    default: name() + pick(["=", " = ", " > ", "<=", "="]) + literal()
    }
  }

  private mutating func comment() -> String {
    pick([
      "/* c */", "/*! 40001 x */", "/*!50000 force */", "/**/", "/*/*/", "-- c\n", "# c\n", "-- it's\n", "#\"\n", "--",
      "#", "/*+ hint(t1) */", "/* unclosed", "/*db.t1:1/2*/",
      "/*db.t:10/20*/", "/* multi\nline */", "/***/", "*/", "--\r",
    ])
  }

  private mutating func select(_ depth: Int) -> String {
    var text = cased("select") + gap() + pick(["", "distinct ", "straight_join ", "sql_no_cache "])
    text += list(1...3, by: ", ") { pieces in pieces.number(below: 2) == 0 ? pieces.name() : pieces.literal() }
    if number(below: 8) == 0 { text += " " + comment() }
    if number(below: 8) > 0 {
      text +=
        gap() + cased("from") + gap() + pick(["", "", "", "("])
        + list(1...3, by: pick([",", ", ", " join ", " , "])) { $0.name() }
    }
    if number(below: 3) > 0 {
      text += gap() + cased("where") + gap() + list(1...3, by: " and ") { $0.expression(depth) }
    }
    if number(below: 4) == 0 {
      text +=
        " " + cased("order by") + pick([gap(), " ", " \u{0B}", " asc", " \u{0B}asc "])
        + list(1...3, by: ", ") {
          $0.name() + $0.pick(["", " ASC", " desc", "  asc", " ascii(a)", " asc asc", "\tAsc"])
        }
    }
    if number(below: 4) == 0 {
      text +=
        " " + cased("limit") + gap() + literal() + pick(["", ", 5", ",5", " offset 3", " , 2", ",  1", " OFFSET ?"])
    }
    if depth < 2, number(below: 6) == 0 {
      let again = number(below: 2) == 0
      let part = again ? text : select(depth + 1)
      text += gap() + cased(pick(["union", "union all", "UNION  ALL", "union distinct"])) + gap() + part
      if again, number(below: 2) == 0 { text += " union " + part + pick(["", "x", " limit 1"]) }
    }
    return text
  }

  private mutating func insert() -> String {
    var text =
      cased(pick(["insert", "replace"]))
      + pick(["", "", " ignore", " IGNORE", " low_priority", " delayed", "  ignore"])
    text += pick([" ", " into ", " INTO\n", "  into ", " into"])
    text += number(below: 20) == 0 ? "" : name()
    if number(below: 2) == 0 { text += " (" + list(1...3, by: ", ") { $0.name() } + ")" }
    if number(below: 5) == 0 { return text + " " + select(1) }
    text += gap() + cased(pick(["values", "value", "values", "set"])) + pick([" ", "", "  ", "\n"])
    text += list(1...4, by: pick([",", ", ", " , ", ",\n", " "])) { pieces in
      "(" + pieces.list(0...3, by: pieces.pick([",", ", "])) { $0.number(below: 6) == 0 ? "now()" : $0.literal() } + ")"
    }
    if number(below: 3) == 0 { text += " " + cased("on duplicate key update") + " a = values(a) + " + literal() }
    return text
  }

  private mutating func statement(depth: Int) -> String {
    var text: String
    switch number(below: 16) {
    case 0, 1, 2: text = insert()
    case 3:
      text =
        cased("update") + gap() + pick(["", "ignore ", "low_priority "]) + name() + " set " + expression(0) + " where "
        + expression(0)
    case 4: text = cased("delete") + " " + pick(["", "t1 "]) + cased("from") + " " + name() + " where " + expression(0)
    case 5:
      text =
        cased(pick(["call", "use", "Use", "xa", "XA start", "load data infile 'x' into table"])) + gap() + name()
        + pick(["", "(", "(1)", " (1, 'a')", "((2)"])
    case 6:
      text =
        pick(["administrator command: ", "administrator command:", "SELECT /*!40001 SQL_NO_CACHE */ * FROM `"])
        + pick(["Ping", "Init DB", "t`", "from x", ""])
    case 7:
      text =
        cased(pick(["show", " show", "show /*!50002 full*/"])) + gap()
        + pick([
          "tables from db like 'x'", "full tables", "status", "table status where a=1", "keys from t", "schemas",
          "create table t", "count(*) warnings", "global variables like 'x'",
          "session status", "engine innodb status", "binlog events in 'x'", "/*!50002 FULL */ TABLES",
          "count() errors limit 5", "grants for 'a'@'b'", "indexes in t", "storage engines", "",
        ])
    case 8:
      text =
        cased(pick(["create", "alter", "drop", "truncate", "rename"])) + gap()
        + pick([
          "table", "database", "temporary table", "TABLE if not exists", "database if exists", "view", "index i on",
          "table\nif exists", "procedure", "schema",
        ]) + gap() + name()
        + pick([
          "", " (a int default 5)", " as " + select(1), " add column b int", " to " + name(), " select 1",
          "; create table t2",
        ])
    case 9:
      text =
        cased(
          pick(["lock tables", "unlock tables", "begin", "commit", "set", "start transaction", "flush", "rollback"]))
        + gap() + name() + pick(["", " read", " write, b read local", " = 1", "; select 1"])
    default: text = select(0)
    }
    if number(below: 6) == 0 { text = comment() + gap() + text }
    if number(below: 8) == 0 { text += gap() + comment() }
    return text
  }

  /// Random bytes.
  private mutating func junk(below limit: Int) -> [UInt8] {
    (0..<number(below: limit)).map { _ in UInt8.random(in: 0...255, using: &generator) }
  }

  /// Words and signs that steps look for, in no order.
  private mutating func pieces(below limit: Int) -> [UInt8] {
    (0..<number(below: limit)).flatMap { _ in
      Array(
        pick([
          "select ", "union ", " union all ", "in", "values", "value", "(", ")", ",", "?", "'", "\"", "\\", "\\'", "/*",
          "*/", "/*!", "--", "#", "\n", " ", "null", "true", "limit ?", "limit 1,2",
          "order by ", " asc", "x", "b", "-", "+", ".", "1", "0x1f", "a", "use ", "call ", "insert into t ", "IGNORE",
          " offset 1", "5", "f", "e", "``", "from ", "join ", "t1", "KEY update ", "\u{B}",
        ]).utf8)
    }
  }

  /// Few parts in random order, so that some repeat.
  private mutating func unionOfFew() -> [UInt8] {
    let parts = [
      "select a", "select b", "select ab", "select a from t", "(select a", "x select a", "select  a",
      "select a select b", "select",
    ]
    let few = (0..<2 + number(below: 3)).map { _ in pick(parts) }
    let text = (0..<number(below: 9)).map { _ in
      pick(few) + pick([" union ", " union ", " union all ", " UNION\n", " union  ", "\u{B}union "])
    }.joined()
    return Array((text + pick(few)).utf8)
  }

  private mutating func mutate(_ bytes: inout [UInt8]) {
    let interesting = Array("'\"\\#-/*!()?, \n\t\r`;.+xbe1aASselectun".utf8) + [0x00, 0x0B, 0x80, 0xA0, 0xC3, 0xFF]
    for _ in 0...number(below: 3) {
      let place = number(below: bytes.count + 1)
      switch number(below: 5) {
      case 0: bytes.insert(pick(interesting), at: place)
      case 1 where place < bytes.count: bytes.remove(at: place)
      case 2 where place < bytes.count: bytes[place] = pick(interesting)
      case 3 where place < bytes.count: bytes.swapAt(place, number(below: bytes.count))
      case 4 where place < bytes.count:
        let end = min(bytes.count, place + 1 + number(below: 20))
        bytes.insert(contentsOf: bytes[place..<end], at: place)
      default: break
      }
    }
  }
}
