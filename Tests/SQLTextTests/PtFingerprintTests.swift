import SQLText
import Testing

/// Fingerprints printed by pt-query-digest's own code, that of 3.6.0: it gives all known results of 3.7.1.
@Suite struct PtFingerprintTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var name: String
    var statement: String
    var expected: String
    /// With embedded numbers preserved, where that differs.
    var preserving: String?
    /// With MD5 checksums matched, where that differs.
    var matching: String?

    init(
      _ name: String, _ statement: String, _ expected: String, preserving: String? = nil, matching: String? = nil
    ) {
      self.name = name
      self.statement = statement
      self.expected = expected
      self.preserving = preserving
      self.matching = matching
    }

    var testDescription: String { name }
  }

  @Test(arguments: cases) func isThatOfPtQueryDigest(_ example: Case) {
    let statement = Array(example.statement.utf8)
    var plain = PtFingerprint()
    var preserving = PtFingerprint(preserveEmbeddedNumbers: true)
    var matching = PtFingerprint(matchMD5Checksums: true)
    #expect(text(plain.fingerprint(of: statement)) == example.expected)
    #expect(text(preserving.fingerprint(of: statement)) == example.preserving ?? example.expected)
    #expect(text(matching.fingerprint(of: statement)) == example.matching ?? example.expected)
  }

  @Test func doesNotDependOnWhatWasFingerprintedBefore() {
    var used = PtFingerprint()
    for example in Self.cases + Self.cases.reversed() {
      var fresh = PtFingerprint()
      let statement = Array(example.statement.utf8)
      #expect(used.fingerprint(of: statement) == fresh.fingerprint(of: statement))
    }
  }

  @Test func collapsesLongLists() {
    var fingerprint = PtFingerprint()
    let list = (0..<10_000).map(String.init).joined(separator: ", ")
    #expect(
      text(fingerprint.fingerprint(of: Array("select a from t where b in (\(list))".utf8)))
        == "select a from t where b in(?+)")
    // pt-query-digest gives up beyond 65,534 rows; the rule goes on.
    let rows = String(repeating: "(1),", count: 70_000) + "(1)"
    #expect(
      text(fingerprint.fingerprint(of: Array("select 1 from (values \(rows)) t".utf8)))
        == "select ? from (values(?+)) t")
  }

  private func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

  static let cases = [
    Case("a plain select", "SELECT a, b FROM film WHERE id = 7", "select a, b from film where id = ?"),
    Case("blanks of all kinds", "  SELECT\ta ,\r\n b  FROM\u{0C}t ", "select a , b from t "),
    Case("a vertical tab is no blank to fold", "select a \u{0B} b", "select a \u{0B} b"),
    Case("a newline at the end", "select a\n", "select a"),
    Case("two newlines at the end", "select a\n\n", "select a "),
    Case("a blank at the end stays", "select a ", "select a "),
    Case("bytes beyond ASCII keep their case", "SELECT 'Ä', É FROM Größe", "select ?, É from größe"),
    Case("a NUL byte", "select a\0b, 1 from t", "select a\0b, ? from t"),
    Case("empty text", "", ""),
    Case("nothing but blanks", " \n", ""),
    Case("a number alone", "0", "?"),
    Case(
      "signs and exponents", "select -1, +2, 3.5, .5, 5., 1e5, 1.5e-3 from t", "select ?, ?, ?, ?, ?, ?, ? from t",
      matching: "select ?, ?, ?, .?, ?, ?, ? from t"),
    Case(
      "an upper-case exponent stays", "select 1E5, 1.5E-3 from t", "select ?e?, ?e? from t",
      preserving: "select ?e5, ?e? from t"),
    Case("hexadecimal in upper case stays", "select 0xff, 0xFF, 0XAB from t", "select ?, ?ff, ?xab from t"),
    Case(
      "bit and hexadecimal strings", "select x'4d', X'4D', b'01', B'01', N'a' from t", "select ?, x?, ?, b?, n? from t"),
    Case(
      "character set before a string", "select _utf8mb4'a', _binary 'b' from t", "select _utf?m??, _binary ? from t",
      preserving: "select _utf8mb4?, _binary ? from t"),
    Case(
      "digits inside words", "select a1, b2c from db1.t_2024 where x9=1", "select a?, ? from d?t_? where ?=?",
      preserving: "select a1, b2c from db1.t_2024 where x9=?"),
    Case(
      "digits in backticks", "select `a1`, `t-1` from `db2`.`1`", "select `a?`, `t?` from `d?`.`?`",
      preserving: "select `a1`, `t?` from `db2`.`?`"),
    Case(
      "a minus belongs to the number", "select a-1, a - 1, a -1 from t", "select a?, a ? ?, a ? from t",
      preserving: "select a?, a - ?, a ? from t"),
    Case("two minuses start a comment", "select a--1 from t", "select a"),
    Case("an address", "select * from t where ip = 10.0.0.1", "select * from t where ip = ?"),
    Case(
      "a column and a number after a dot", "select t.5, t.x from t where b.1=2", "select t?, t.x from t where b?=?",
      matching: "select t.?, t.x from t where b.?=?"),
    Case("an x before a mark goes", "select max'a', x'b', index'c' from t", "select ma?, ?, inde? from t"),
    Case("a JSON arrow", "select j->'$.a', j->>'$.b' from t", "select j?>?, j?>>? from t"),
    Case("a date", "select date '2024-01-01', {ts '2024-01-01'} from t", "select date ?, {ts ?} from t"),
    Case(
      "booleans", "select true, FALSE, true1, xfalse, true_ from t", "select ?, ?, true?, xfalse, true_ from t",
      preserving: "select ?, ?, true1, xfalse, true_ from t"),
    Case(
      "a sign before a boolean", "select -false, 1.true, 5true from t", "select ??, ??, ?true from t",
      preserving: "select ?, ??, ?true from t"),
    Case(
      "NULL", "select NULL, nullx, is not null, null1, anull from t where x is null",
      "select ?, nullx, is not ?, ??, anull from t where x is ?",
      preserving: "select ?, nullx, is not ?, null1, anull from t where x is ?"),
    Case(
      "NULL before a number", "select null-5, null.5, nullx5", "select ??, ??, ??", preserving: "select ??, ??, nullx5",
      matching: "select ??, ?.?, ??"),
    Case("a doubled quote", "select 'it''s' from t", "select ?'s' from t"),
    Case("a doubled double quote", #"select "a""b" from t"#, #"select ?"b" from t"#),
    Case("an escaped quote", #"select 'it\'s', "a\"b" from t"#, "select ?, ? from t"),
    Case("an escaped backslash at the end", #"select 'C:\\' from t where a = 'b'"#, "select ? from t where a = ?"),
    Case("a backslash, then a quote", #"select 'a\\\'b', 'c' from t"#, "select ?, ? from t"),
    Case("backslashes outside of strings", #"select a\\b, c\d, e\\\f"#, #"select ab, c\d, e\f"#),
    Case("two escaped quotes in a row", #"select 'a\'\'b', 1"#, "select ?, ?"),
    Case("empty strings", #"select '', "" from t where a='' and b=''"#, "select ?, ? from t where a=? and b=?"),
    Case("three quotes in a row", "select ''', 'a' from t", "select ?, ? from t"),
    Case("four quotes", "select '''' from t", "select ?' from t"),
    Case("double quotes inside single ones", #"select 'say "hi"', 'a"b', 'c"d' from t"#, "select ?, ? from t"),
    Case("single quotes inside double ones", #"select "it's", "that's" from t"#, "select ?, ? from t"),
    Case("a string that doesn't end", "select 'abc from t", "select 'abc from t"),
    Case("a quote at the very start", "'a' 'b' 'c'", "'a??c'"),
    Case("strings side by side", #"select 'a''b' 'c'"d"'e'"#, "select ?'?c?e'"),
    Case("newlines in a string", "select 'a\nb' from t", "select ? from t"),
    Case("a block comment", "select /* c */ a from t /* d */", "select a from t "),
    Case("a hint goes, too", "select /*+ MAX_EXECUTION_TIME(100) */ a from t", "select a from t"),
    Case("a version comment stays", "select /*!40001 SQL_CACHE */ a from t", "select /*!? sql_cache */ a from t"),
    Case("an empty comment ends later", "select /**/ a from t /* b */ c", "select c"),
    Case("a comment with a slash", "/*/ a */ select b", "select b"),
    Case("a comment that doesn't end", "select a /* b", "select a /* b"),
    Case("a comment in a string", "select '/* a', b, 'c */' from t", "select ? from t"),
    Case("a comment to the end of the line", "select a -- b\nfrom t # c\nwhere d=1 -- e", "select a from t where d=? "),
    Case("a comment ended by a carriage return", "select a # b\rfrom t", "select a from t"),
    Case(
      "a comment with a quote is none", "select a -- it's\nfrom t where b = 'c'", "select a ? it?c'",
      preserving: "select a -- it?c'"),
    Case("a comment behind a string that holds a hash", "select '#', a # b\nfrom t", "select ?, a from t"),
    Case("a hash in a string at the end of a line", "select 'a #\nb' from t", "select ? from t"),
    Case("IN", "select a from t where b in (1, 2,3) and c IN('x')", "select a from t where b in(?+) and c in(?+)"),
    Case(
      "IN without anything", "select a from t where b in () and c in ( )", "select a from t where b in(?+) and c in(?+)"
    ),
    Case(
      "IN with a blank after a sign", "select a from t where b in (- 1, 2)", "select a from t where b in(?+)",
      preserving: "select a from t where b in (- ?, ?)"),
    Case("IN with an expression", "select a from t where b in (1, f(2))", "select a from t where b in (?, f(?))"),
    Case(
      "IN with rows", "select a from t where (b,c) in ((1,2),(3,4))", "select a from t where (b,c) in ((?,?),(?,?))"),
    Case("IN with NULL and booleans", "select a from t where b in (null, true, 'x')", "select a from t where b in(?+)"),
    Case(
      "a word that ends in in", "select a from t where b_in (1) and join(2)",
      "select a from t where b_in (?) and join(?)"),
    Case("commas before a list", "select in , (1), (2) (3)", "select in(?+)"),
    Case(
      "a name that is values", "select `values`(1), values_(2), value(3)", "select `values`(?), values_(?), value(?+)"),
    Case("IN with a doubled quote", "select a from t where b in ('a''b','c')", "select a from t where b in (?'?c')"),
    Case("INSERT of one row", "insert into t (a,b) values (1,'x')", "insert into t (a,b) values(?+)"),
    Case("INSERT of two rows", "insert into t (a,b) values (1,'x'),(2,'y')", "insert into t (a,b) values(?+)"),
    Case("INSERT of two rows with blanks", "INSERT INTO t VALUES (1)\n , \n(2)", "insert into t values(?+)"),
    Case(
      "what is behind the rows goes with them", "insert into t values (1),(2) on duplicate key update a=values(a)+1",
      "insert into t values(?+)"),
    Case(
      "with one row it stays", "insert into t values (1) on duplicate key update a=values(a)+1",
      "insert into t values(?+) on duplicate key update a=values(a)?"),
    Case(
      "a row that ends inside a string", "insert into t (a,b) values (1,'a),(b'),(2,'c')",
      "insert into t (a,b) values (?,'a)"),
    Case("a row with a call", "insert into t values (now(), 1), (now(), 2)", "insert into t values (now(), ?)"),
    Case("REPLACE", "replace into t values (1),(2)", "replace into t values(?+)"),
    Case("INSERT IGNORE", "INSERT IGNORE INTO t VALUES (1),(2)", "insert ignore into t values(?+)"),
    Case(
      "INSERT with two blanks before IGNORE", "insert  ignore into t values (1),(2)", "insert ignore into t values(?+)"),
    Case("INSERT without INTO", "insert t values (1),(f(2))", "insert t values(?+),(f(?))"),
    Case("blanks before INSERT", " insert into t values (1),(f(2))", "insert into t values(?+),(f(?))"),
    Case("VALUE", "insert into t value (1), (2)", "insert into t value(?+)"),
    Case(
      "INSERT of rows from VALUES in a name", "insert into values_t values (1),(f(2))",
      "insert into values_t values(?+)"),
    Case("UNION of equal parts", "select a from t union select a from t", "select a from t /*repeat union*/"),
    Case("UNION ALL, thrice", "select 1 union all select 2 union all select 3", "select ? /*repeat union all*/"),
    Case("UNION of unequal parts", "select a from t union select b from t", "select a from t union select b from t"),
    Case(
      "UNION of a part and a longer one", "select a from t union select a from t where b=1",
      "select a from t /*repeat union*/ where b=?"),
    Case(
      "UNION of pairs", "select a union select b union select a union select b",
      "select a union select b /*repeat union*/"),
    Case(
      "UNION in parentheses", "(select a from t) union (select a from t)", "(select a from t) union (select a from t)"),
    Case("two kinds of UNION", "select a union all select a union select a", "select a /*repeat union*/"),
    Case(
      "UNION in a subquery", "select x from (select a union select a) y", "select x from (select a /*repeat union*/) y"),
    Case("LIMIT", "select a from t limit 5", "select a from t limit ?"),
    Case("LIMIT with a comma", "select a from t limit 5, 10", "select a from t limit ?"),
    Case("LIMIT with OFFSET", "select a from t limit 5 offset 10", "select a from t limit ?"),
    Case(
      "only the first LIMIT", "select a from (select b from t limit 1,2) c limit 3,4",
      "select a from (select b from t limit ?) c limit ?,?"),
    Case("LIMIT with a blank before the comma", "select a from t limit 5 , 10", "select a from t limit ? , ?"),
    Case("ORDER BY", "select a from t order by a asc, b desc, c ASC", "select a from t order by a, b desc, c"),
    Case("a function behind ORDER BY", "select a from t order by b, ascii(c)", "select a from t order by b,ii(c)"),
    Case("only behind ORDER BY", "select a asc from t order by b asc asc", "select a asc from t order by b asc"),
    Case(
      "ASC in a subquery", "select a from (select b from t order by c asc) d",
      "select a from (select b from t order by c) d"),
    Case("USE", "use shop", "use ?"),
    Case("USE with a newline", "USE `shop`\n", "use ?\n"),
    Case("USE with more", "use shop now", "use shop now"),
    Case("USE with a comment", "use shop -- x", "use shop "),
    Case("CALL", "CALL db1.Proc_2(1, 'a')", "call db1.proc_2"),
    Case("CALL with a blank before the parenthesis", "call p1 (1)", "call p? (?)", preserving: "call p1 (?)"),
    Case("CALL with two parentheses", " call p((1))", "call p("),
    Case("CALL without any", "call p1", "call p?", preserving: "call p1"),
    Case("an administrator command", "administrator command: Init DB", "administrator command: Init DB"),
    Case("an administrator command in upper case", "Administrator command: Ping", "administrator command: ping"),
    Case("a dump", "SELECT /*!40001 SQL_NO_CACHE */ * FROM `actor`", "mysqldump"),
    Case(
      "almost a dump", "select /*!40001 SQL_NO_CACHE */ * FROM `actor`", "select /*!? sql_no_cache */ * from `actor`"),
    Case("a checksum query", "REPLACE /*db.t:1/2*/ INTO c.d SELECT 1", "percona-toolkit"),
    Case("almost a checksum query", "SELECT a /*db.t:3/10*/ FROM b", "select a from b"),
    Case("a checksum query with two digits first", "SELECT a /*db.t:13/1*/ FROM b", "select a from b"),
    Case(
      "an MD5 in a name",
      "select * from db.fbc5e685a5d3d45aa1d0347fdb7c4d35_temp where a_0123456789abcdef0123456789abcdef0=1",
      "select * from db.fbc?_temp where a_?=?",
      preserving: "select * from db.fbc5e685a5d3d45aa1d0347fdb7c4d35_temp where a_0123456789abcdef0123456789abcdef0=?",
      matching: "select * from db.?_temp where a_??=?"),
    Case(
      "an MD5 behind a minus", "select `t-0123456789abcdef0123456789abcdef`", "select `t?`", matching: "select `t??`"),
    Case(
      "SET", "SET NAMES utf8mb4, @a1 := 5, sql_mode = ''", "set names utf?m?, @a? := ?, sql_mode = ?",
      preserving: "set names utf8mb4, @a1 := ?, sql_mode = ?"),
    Case(
      "DDL", "CREATE TABLE t1 (id int(11) NOT NULL DEFAULT '0', KEY k1 (a(10)))",
      "create table t? (id int(?) not ? default ?, key k? (a(?)))",
      preserving: "create table t1 (id int(?) not ? default ?, key k1 (a(?)))"),
    Case("SHOW", "SHOW TABLES LIKE 'a%'", "show tables like ?"),
    Case("ANALYZE", "analyze table t1", "analyze table t?", preserving: "analyze table t1"),
  ]
}
