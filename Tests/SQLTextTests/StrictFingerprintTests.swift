import SQLText
import Testing

@Suite struct StrictFingerprintTests {
  struct Example: Sendable, CustomTestStringConvertible {
    var name: String
    var sql: String
    var expected: String
    init(_ name: String, _ sql: String, _ expected: String) {
      self.name = name
      self.sql = sql
      self.expected = expected
    }
    var testDescription: String { name }
  }

  @Test(arguments: [
    // Literals
    Example("strings", #"SELECT 'a', "b", 'it''s', 'a\'b', '' FROM t"#, "select ?, ?, ?, ?, ? from t"),
    Example("adjacent strings", "SELECT 'a' 'b' \"c\", N'a' 'b' FROM t", "select ?, ? from t"),
    Example("prefixed strings", "SELECT N'a', n'b', x'4D', X'4d', b'01' FROM t", "select ?, ?, ?, ?, ? from t"),
    Example(
      "character set", "SELECT _utf8mb4'a' COLLATE utf8mb4_bin, _latin1 x'41', _binary 0xFF",
      "select ? collate utf8mb4_bin, ?, ?"),
    Example("unknown character set is a name", "SELECT _foo'a'", "select _foo ?"),
    Example("numbers", "SELECT 1, 1.5, .5, 5., 1E5, 1e-5, 0xFF, 0b01, 0XDEADBEEF", "select ?, ?, ?, ?, ?, ?, ?, ?, ?"),
    Example(
      "negative numbers", "SELECT a FROM t WHERE a = -1 AND b IN (-1, +2) AND c > - 5",
      "select a from t where a = ? and b in (?+) and c > ?"),
    Example(
      "subtraction", "SELECT a - 1, a-1, (a)-1, 5-1, 5--1, @x - 1 FROM t",
      "select a - ?, a - ?, (a) - ?, ? - ?, ? - ?, @x - ? from t"),
    Example("negation of a column", "SELECT -a, -(a), !a, ~a, - -a FROM t", "select -a, -(a), !a, ~a, - -a from t"),
    Example(
      "null, true and false as values", "UPDATE t SET a = NULL, b = TRUE, c = false, d = \\N",
      "update t set a = ?, b = ?, c = ?, d = ?"),
    Example(
      "null, true and false in conditions",
      "SELECT 1 FROM t WHERE a IS NULL OR b IS NOT NULL OR c IS TRUE OR d IS NOT FALSE OR NOT TRUE",
      "select ? from t where a is null or b is not null or c is true or d is not false or not ?"),
    Example(
      "null in comparisons", "SELECT NULL, a = NULL, IFNULL(a, NULL), a <=> NULL",
      "select ?, a = ?, ifnull(a, ?), a <=> ?"),
    Example(
      "dates", "SELECT DATE '2024-01-01', TIME'10:00', TIMESTAMP \"2024-01-01 10:00\", DATE(a), date FROM t",
      "select ?, ?, ?, date(a), date from t"),
    Example("odbc date", "SELECT {d '2024-01-01'}", "select { d ? }"),
    Example(
      "intervals", "SELECT a + INTERVAL 1 DAY, DATE_ADD(a, INTERVAL -1 MONTH)",
      "select a + interval ? day, date_add(a, interval ? month)"),
    Example(
      "json paths", #"SELECT j->'$.a', k ->> "$.b" FROM t WHERE j->'$.c' = 'x'"#,
      "select j->?, k->>? from t where j->? = ?"),
    Example(
      "placeholders are literals", "SELECT a FROM t WHERE a = ? AND b IN (?, ?) LIMIT ?",
      "select a from t where a = ? and b in (?+) limit ?"),
    Example("secret", "CREATE USER 'a'@'%' IDENTIFIED BY <secret>", "create user ?@? identified by ?"),
    Example(
      "passwords", "ALTER USER root@localhost IDENTIFIED BY 'hunter2' REPLACE 'old'",
      "alter user root@localhost identified by ? replace ?"),
    Example("set password", "SET PASSWORD FOR 'bob'@'h' = PASSWORD('x')", "set password for ?@? = password(?)"),
    Example("unterminated string", "SELECT a FROM t WHERE b = 'secret AND c = 1", "select a from t where b = ?"),
    Example("unterminated name", "SELECT a FROM `t WHERE b = 'secret'", "select a from ?"),
    Example(
      "dollar quotes", "CREATE FUNCTION f() RETURNS INT LANGUAGE JAVASCRIPT AS $$ return 42 $$",
      "create function f () returns int language JAVASCRIPT as ?"),
    Example(
      "like and regexp", "SELECT a FROM t WHERE a LIKE '%x' ESCAPE '|' OR b REGEXP '^[0-9]+$'",
      "select a from t where a like ? escape ? or b regexp ?"),
    Example("ip address in pieces", "SELECT a FROM t WHERE ip = 10.0.0.1", "select a from t where ip = ? ? ?"),
    // Names
    Example(
      "names keep digits and case", "SELECT a1, T2.c3, 2024_log.id FROM Db1.T2, 2024_log",
      "select a1, T2.c3, 2024_log.id from Db1.T2, 2024_log"),
    Example("names behind a dot", "SELECT t.1a, t.1e5, t.select FROM t", "select t.1a, t.1e5, t.select from t"),
    Example(
      "needless quotes", "SELECT `t`.`a`, `b` FROM `db`.`t` WHERE `c` = 1", "select t.a, b from db.t where c = ?"),
    Example(
      "needed quotes", "SELECT `order`, `a b`, `1e5`, `a``b`, `rank`, `a-b` FROM `select`",
      "select `order`, `a b`, `1e5`, `a``b`, `rank`, `a-b` from `select`"),
    Example("reserved words behind a dot need no quotes", "SELECT t.`order` FROM t", "select t.order from t"),
    Example(
      "quoted words that are not reserved", "SELECT `status`, `user`, `date` FROM `user`",
      "select status, user, date from user"),
    Example("quoted date before a literal", "SELECT `date` '2024-01-01' FROM t", "select `date` ? from t"),
    Example(
      "keywords that are names", "SELECT Status, Date FROM User, Session WHERE User.Name = 'x'",
      "select Status, Date from User, Session where User.Name = ?"),
    Example(
      "functions are lower case", "SELECT COUNT(*), Max(a), `My_Func`(1), IF(a, 1, 2), LEFT(b, 3), db.Fn(1) FROM T",
      "select count(*), max(a), my_func(?), if(a, ?, ?), left(b, ?), db.fn(?) from T"),
    Example("not utf-8 beyond ascii", "SELECT é FROM `日本`", "select é from 日本"),
    Example("user variables", "SET @a := 5, @B = @a, @`c d` = 1, @'e' = 2", "set @a := ?, @B = @a, @`c d` = ?, @? = ?"),
    Example(
      "system variables", "SELECT @@GLOBAL.max_connections, @@sql_mode, @@Session.X",
      "select @@global.max_connections, @@sql_mode, @@session.X"),
    // Blanks and comments
    Example("blanks", "  SELECT\n\ta ,b\r\nFROM   t  ", "select a, b from t"),
    Example("comments", "SELECT a /* x */ FROM t -- y\n WHERE b = 1 # z 'q", "select a from t where b = ?"),
    Example("comment between tokens", "SELECT a/**/FROM/**/t", "select a from t"),
    Example("no comment", "SELECT a--1 FROM t", "select a - ? from t"),
    Example(
      "hints", "SELECT /*+ MAX_EXECUTION_TIME( 1000 ) Set_Var(sort_buffer_size=16M) */ a FROM t",
      "select /*+ max_execution_time(?) set_var(sort_buffer_size = ?) */ a from t"),
    Example(
      "hints name tables", "SELECT /*+ NO_INDEX(T1@`qb1` i1, `i 2`) QB_NAME(q) */ a FROM T1",
      "select /*+ no_index(T1 @`qb1` i1, `i 2`) qb_name(q) */ a from T1"),
    Example("unknown hints are comments", "SELECT /*+ foo bar(1) 'x' */ a FROM t", "select a from t"),
    Example("hints elsewhere are comments", "SELECT a /*+ BKA(t) */ FROM t", "select a from t"),
    Example(
      "version comments are sql", "SELECT /*!40001 SQL_NO_CACHE */ * FROM t /*M!100100 WHERE a = 1 */",
      "select sql_no_cache * from t where a = ?"),
    Example("semicolons", ";; SELECT 1;; SELECT 2 ;", "select ?; select ?"),
    Example("nothing", " /* x */ ; ", ""),
    Example(
      "spacing of symbols", "SELECT a=b,c<>d,e||f,g:=1,(h),t.*,i %2 FROM t",
      "select a = b, c <> d, e || f, g := ?, (h), t.*, i % ? from t"),
    // Lists
    Example(
      "in", "SELECT a FROM t WHERE a IN (1,2 , 3) AND b NOT IN('x')",
      "select a from t where a in (?+) and b not in (?+)"),
    Example(
      "in with everything",
      "SELECT a FROM t WHERE a IN (1, 'a' 'b', NULL, -1, DATE '2024-01-01', _latin1'x', TRUE, 0xFF)",
      "select a from t where a in (?+)"),
    Example(
      "in with columns", "SELECT a FROM t WHERE a IN (b, 1, 2, c, 3)", "select a from t where a in (b, ?+, c, ?+)"),
    Example(
      "in with expressions", "SELECT a FROM t WHERE a IN (1 + 1, 2, NOW(), 3)",
      "select a from t where a in (? + ?, ?+, now(), ?+)"),
    Example(
      "in with rows", "SELECT a FROM t WHERE (a, b) IN ((1, 2), (3,4), (5,6))",
      "select a from t where (a, b) in ((?, ?)+)"),
    Example(
      "in with rows of different shape", "SELECT a FROM t WHERE (a, b) IN ((1, c), (2, d), (3, d))",
      "select a from t where (a, b) in ((?, c)+, (?, d)+)"),
    Example(
      "in with a query", "SELECT a FROM t WHERE a IN (SELECT b, 1, 2 FROM u WHERE c IN (1, 2))",
      "select a from t where a in (select b, ?, ? from u where c in (?+))"),
    Example("in without list", "SELECT a FROM t LOCK IN SHARE MODE", "select a from t lock in share mode"),
    Example(
      "in boolean mode", "SELECT a FROM t WHERE MATCH (a, b) AGAINST ('x' IN BOOLEAN MODE)",
      "select a from t where match(a, b) against (? in boolean mode)"),
    Example("other lists stay", "SELECT FIELD(a, 1, 2, 3), (1, 2)", "select field(a, ?, ?, ?), (?, ?)"),
    Example("one row", "INSERT INTO t (a, b) VALUES (1, 2)", "insert into t (a, b) values (?, ?)+"),
    Example(
      "many rows", "INSERT INTO T(a,b) VALUES (1,'x),('),(3,NULL) , (-5, DEFAULT)",
      "insert into T (a, b) values (?, ?)+"),
    Example(
      "rows with calls", "INSERT INTO t VALUES (NOW(), 1), (NOW(), 2), (FROM_UNIXTIME(5), 3)",
      "insert into t values (now(), ?)+"),
    Example("value", "REPLACE t VALUE (1)", "replace t values (?)+"),
    Example("empty row", "INSERT INTO t () VALUES (), ()", "insert into t () values ()+"),
    Example(
      "upsert with one row",
      "INSERT INTO t (a) VALUES (1) ON DUPLICATE KEY UPDATE a = VALUES(a) + 1, b = IF(VALUES(a) > 1, 2, b)",
      "insert into t (a) values (?)+ on duplicate key update a = values(a) + ?, b = if(values(a) > ?, ?, b)"),
    Example(
      "upsert with many rows",
      "INSERT INTO t (a) VALUES (1), (2) ON DUPLICATE KEY UPDATE a = VALUES(a) + 1, b = IF(VALUES(a) > 1, 2, b)",
      "insert into t (a) values (?)+ on duplicate key update a = values(a) + ?, b = if(values(a) > ?, ?, b)"),
    Example(
      "row alias", "INSERT INTO t VALUES (1), (2) AS new ON DUPLICATE KEY UPDATE a = new.a",
      "insert into t values (?)+ as new on duplicate key update a = new.a"),
    Example(
      "rows with brackets in strings", "INSERT INTO t VALUES (')', '('), ('))', ',')", "insert into t values (?, ?)+"),
    Example("table of rows", "VALUES ROW(1, 2), ROW(3, 4) ORDER BY 1", "values row(?, ?)+ order by ?"),
    Example(
      "derived table of rows", "SELECT * FROM (VALUES ROW(1), ROW(2)) AS d (x)",
      "select * from (values row(?)+) as d (x)"),
    Example("insert set", "INSERT INTO t SET a = 1, b = 'x'", "insert into t set a = ?, b = ?"),
    Example(
      "partition values", "ALTER TABLE t ADD PARTITION (PARTITION p1 VALUES IN (1, 2, 3))",
      "alter table t add partition (partition p1 values in (?+))"),
    // Limits and orders
    Example("limit", "SELECT a FROM t LIMIT 10", "select a from t limit ?"),
    Example("limit with comma", "SELECT a FROM t LIMIT 5, 10", "select a from t limit ? offset ?"),
    Example("limit with offset", "SELECT a FROM t LIMIT 10 OFFSET 5", "select a from t limit ? offset ?"),
    Example(
      "limits in subqueries", "SELECT (SELECT a FROM u LIMIT 1,2) FROM t LIMIT 3,4",
      "select (select a from u limit ? offset ?) from t limit ? offset ?"),
    Example("limit by variables", "SELECT a FROM t LIMIT n, m", "select a from t limit n, m"),
    Example(
      "ascending order", "SELECT a FROM t ORDER BY a ASC, b DESC, ascii(c) ASC",
      "select a from t order by a, b desc, ascii(c)"),
    // Unions
    Example(
      "union of the same", "SELECT a FROM t WHERE b = 1 UNION ALL SELECT a FROM t WHERE b = 2",
      "select a from t where b = ? union all +"),
    Example(
      "union of many",
      "SELECT a FROM t WHERE b = 1 UNION SELECT a FROM t WHERE b = 2 UNION SELECT a FROM t WHERE b = 3 ORDER BY a LIMIT 5",
      "select a from t where b = ? union + order by a limit ?"),
    Example(
      "union in parentheses", "(SELECT a FROM t WHERE b = 1 LIMIT 1) UNION (SELECT a FROM t WHERE b = 2 LIMIT 1)",
      "(select a from t where b = ? limit ?) union +"),
    Example(
      "union of others", "SELECT a FROM t UNION SELECT a FROM t WHERE b = 1",
      "select a from t union select a from t where b = ?"),
    Example(
      "union in a derived table", "SELECT * FROM (SELECT 1 UNION ALL SELECT 2 UNION ALL SELECT 3) d",
      "select * from (select ? union all +) d"),
    Example("insert of a union", "INSERT INTO t SELECT 1 UNION ALL SELECT 2", "insert into t select ? union all +"),
    Example(
      "mixed union", "SELECT 1 UNION SELECT 2 UNION ALL SELECT 3 UNION ALL SELECT 4", "select ? union + union all +"),
    Example("except", "SELECT 1 EXCEPT SELECT 2", "select ? except select ?"),
    // Statements of other kinds
    Example(
      "ddl",
      "CREATE TABLE T1 (Id INT(11) NOT NULL DEFAULT '0', a VARCHAR(255) NULL DEFAULT NULL, KEY k (a)) ENGINE=InnoDB",
      "create table T1 (Id int(?) not null default ?, a varchar(?) null default null, key k (a)) engine = InnoDB"),
    Example("create index", "CREATE INDEX i1 ON T1 (a(10))", "create index i1 on T1 (a(?))"),
    Example("call", "CALL p ( 1, 'x' )", "call p(?, ?)"),
    Example("administrator command", "administrator command: Init DB", "administrator command: Init DB"),
    Example("begin", "BEGIN", "begin"), Example("use", "USE `db1`", "use db1"),
    Example("set names", "SET NAMES utf8mb4 COLLATE utf8mb4_bin", "set names utf8mb4 collate utf8mb4_bin"),
    Example("prepare", "PREPARE s FROM 'SELECT 1'", "prepare s from ?"), Example("kill", "KILL 5", "kill ?"),
    Example("load data", "LOAD DATA INFILE '/x' INTO TABLE T (a, b)", "load data infile ? into table T (a, b)"),
    Example(
      "cte", "WITH RECURSIVE C1 (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM C1) SELECT * FROM C1",
      "with recursive C1 (n) as (select ? union all select n + ? from C1) select * from C1"),
    Example(
      "window", "SELECT ROW_NUMBER() OVER (PARTITION BY a ORDER BY b DESC) FROM t",
      "select row_number() over (partition by a order by b desc) from t"),
    Example(
      "case", "SELECT CASE WHEN a = 1 THEN 'x' ELSE -1 END - 1 FROM t",
      "select case when a = ? then ? else ? end - ? from t"),
    Example(
      "cast", "SELECT CAST(a AS CHAR(10)), CONVERT(b, DECIMAL(10, 2)), CAST(c AS DATETIME(6)) FROM t",
      "select cast(a as char(?)), convert(b, decimal(?, ?)), cast(c as datetime(?)) from t"),
    Example(
      "quantified", "SELECT a FROM t WHERE a > ANY (SELECT 1) AND EXISTS(SELECT 2)",
      "select a from t where a > any (select ?) and exists (select ?)"),
    Example("label", "l1: LOOP", "l1: loop"),
    Example("named parameter", "SELECT a FROM t WHERE a = :name", "select a from t where a = :name"),
    Example("account", "GRANT ALL ON *.* TO `u`@`h`", "grant all on *.* to u@`h`"),
  ])
  func abstractsLiterals(_ example: Example) {
    #expect(StrictFingerprint.text(of: example.sql) == example.expected)
    #expect(StrictFingerprint.text(of: example.expected) == example.expected)
  }

  @Test func ansiQuotesMakeNames() {
    #expect(
      StrictFingerprint.text(of: #"SELECT "a", "order", 'b' FROM "T""#, options: .ansiQuotes)
        == #"select a, "order", ? from T"#)
  }

  @Test func backslashesNeedNotEscape() {
    #expect(
      StrictFingerprint.text(of: #"SELECT 'C:\', a FROM t"#, options: .noBackslashEscapes) == "select ?, a from t")
  }

  @Test func aWorkshopIsReusable() {
    var fingerprint = StrictFingerprint()
    for sql in [
      "SELECT a FROM t WHERE b IN ((1, ", "INSERT INTO t VALUES (1), (2", "SELECT 1 UNION SELECT", "SELECT a FROM t",
    ] {
      let bytes = Array(sql.utf8)
      fingerprint.make(from: bytes.span)
      #expect(String(decoding: fingerprint.bytes, as: UTF8.self) == StrictFingerprint.text(of: sql))
    }
  }

  /// Different statements that must not meet in one class.
  @Test(arguments: [
    ("SELECT a FROM t WHERE b IS NULL", "SELECT a FROM t WHERE b IS NOT NULL"),
    ("SELECT a FROM t WHERE b = NULL", "SELECT a FROM t WHERE b IS NULL"),
    ("SELECT a FROM t1", "SELECT a FROM t2"), ("SELECT a FROM t", "SELECT a FROM T"),
    ("SELECT a FROM t LIMIT 1", "SELECT a FROM t LIMIT 1, 2"), ("SELECT a - 1", "SELECT a + 1"),
    ("SELECT a FROM t WHERE j->'$.a' = 1", "SELECT a FROM t WHERE k->'$.a' = 1"),
    ("INSERT INTO t VALUES (1)", "INSERT INTO t VALUES (1, 2)"), ("SELECT `a b`", "SELECT `a` `b`"),
    ("SELECT /*+ BKA(t) */ a FROM t", "SELECT a FROM t"), ("SELECT a UNION SELECT a", "SELECT a UNION ALL SELECT a"),
    ("INSERT INTO t VALUES (1) ON DUPLICATE KEY UPDATE a = 1", "INSERT INTO t VALUES (1)"), ("SELECT @a", "SELECT @b"),
    ("SELECT 'a' 'b'", "SELECT 'a', 'b'"),
    ("SELECT a FROM t WHERE (a, b) IN ((1, 2))", "SELECT a FROM t WHERE (a, b) IN (1, 2)"),
  ])
  func keepsApart(_ one: String, _ other: String) {
    #expect(StrictFingerprint.text(of: one) != StrictFingerprint.text(of: other))
  }
}
