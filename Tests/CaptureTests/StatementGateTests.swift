import JSONText
import Testing

@testable import Capture

@Suite struct StatementGateTests {
  @Test(arguments: [
    "SELECT id FROM t WHERE a = 1", "(SELECT 1)", "WITH x AS (SELECT 1 AS a) SELECT a FROM x",
    "SELECT COUNT(*), MAX(a), CONCAT(b, 'x') FROM t GROUP BY DATE(c)", "SELECT 'a; DROP TABLE t'",
    "SELECT a FROM t WHERE b IN (SELECT c FROM u) ORDER BY RAND() LIMIT 5", "SELECT 1 -- ; DROP TABLE t",
    "SELECT a /* INTO OUTFILE 'x' */ FROM t", "SELECT a FROM t UNION ALL SELECT b FROM u",
    "SELECT `sleep` FROM t", "SELECT /*+ MAX_EXECUTION_TIME(10) */ a FROM t",
  ])
  func lets(statement: String) {
    #expect(StatementGate.passage(for: Array(statement.utf8)) == .read(isSelect: true))
  }

  @Test(arguments: [
    ("SELECT 1; DROP TABLE t", "2 statements, not one"), ("", "0 statements, not one"),
    ("SELECT 'open", "the statement is damaged or cut short"),
    ("SELECT 1 /*!50000 , f() */", "it has a version comment, whose contents may run or not"),
    ("/*M! DROP TABLE t */", "it has a version comment, whose contents may run or not"),
    ("SELECT a FROM t INTO OUTFILE '/tmp/x'", "it writes a file"),
    ("SELECT a FROM t INTO DUMPFILE '/tmp/x'", "it writes a file"),
    ("SELECT a INTO @x FROM t", "it sets variables"), ("SELECT @x := 1", "it sets variables"),
    ("SELECT db.f(1)", "it calls a stored function"), ("SELECT a FROM t WHERE b = ?", "it has placeholders"),
    ("SELECT SLEEP(5)", "it calls sleep, which EXPLAIN might execute"),
    ("SELECT sleep (5)", "it calls sleep, which EXPLAIN might execute"),
    ("SELECT a FROM (SELECT my_function(1) AS a) x", "it calls my_function, which EXPLAIN might execute"),
    ("SELECT `my_function`(1)", "it calls my_function, which EXPLAIN might execute"),
    ("SELECT LOAD_FILE('/etc/passwd')", "it calls load_file, which EXPLAIN might execute"),
    ("SELECT NEXTVAL(s)", "it calls nextval, which EXPLAIN might execute"),
  ])
  func skips(statement: String, reason: String) {
    #expect(StatementGate.passage(for: Array(statement.utf8)) == .skip(reason))
  }

  @Test func letsTableAsAQueryThatIsNeverRun() {
    #expect(StatementGate.passage(for: Array("TABLE t ORDER BY a".utf8)) == .read(isSelect: false))
  }

  @Test(arguments: [
    ("INSERT INTO t SELECT a FROM u", ["t", "u"], []), ("REPLACE INTO t VALUES (1, NOW())", ["t"], ["now"]),
    ("UPDATE t JOIN d.u ON t.a = u.a SET t.b = LOWER(u.b)", ["t", "d.u"], ["lower"]),
    ("DELETE FROM t WHERE a = 1", ["t"], []), ("DELETE t FROM t JOIN u USING (a)", ["t", "u"], []),
    ("WITH x AS (SELECT a FROM u) UPDATE t, x SET t.b = x.a", ["u", "t"], []),
    ("SELECT a FROM t FOR UPDATE", ["t"], []), ("SELECT a FROM t JOIN u USING (b) LOCK IN SHARE MODE", ["t", "u"], []),
    ("INSERT INTO t SELECT a FROM u FOR UPDATE", ["t", "u"], []),
    ("INSERT INTO t (a) VALUES (1) ON DUPLICATE KEY UPDATE a = VALUES(a)", ["t"], ["values"]),
  ])
  func letsWhatWritesOnceItsTablesAreKnown(statement: String, tables: [String], functions: [String]) {
    guard case .write(let found, let called) = StatementGate.passage(for: Array(statement.utf8)) else {
      Issue.record("\(statement): \(StatementGate.passage(for: Array(statement.utf8)))")
      return
    }
    #expect(Set(found) == Set(tables))
    #expect(called == functions || called.isEmpty)
  }

  @Test(arguments: [
    ("UPDATE t SET a = writes()", "it calls writes, which EXPLAIN might execute"),
    ("UPDATE t SET a = db.lower(1)", "it calls a stored function"),
    (
      "UPDATE t SET a = regexp_like(b, 'x')",
      "it writes and calls regexp_like, which is a stored function where the server has none of that name"
    ),
    ("INSERT INTO t SELECT @x := 1", "it sets variables"),
    ("SELECT writes() FROM t FOR UPDATE", "it calls writes, which EXPLAIN might execute"),
    ("SELECT 1 FOR UPDATE", "it writes or locks rows, and no table is seen in it"),
    (
      "SELECT regexp_like(b, 'x') FROM t FOR SHARE",
      "it locks rows and calls regexp_like, which is a stored function where the server has none of that name"
    ),
    ("UPDATE t SET a = NEXT VALUE FOR s", "it draws from a sequence"),
    ("INSERT INTO t SELECT s.nextval", "it draws from a sequence"),
    ("DELETE FROM t; DROP TABLE t", "2 statements, not one"),
    ("INSERT INTO t VALUES (LAST_INSERT_ID(7))", "it calls last_insert_id, which EXPLAIN might execute"),
    ("SELECT '\(String(repeating: "x", count: 1 << 20))'", "it is longer than 1 MiB"),
  ])
  func skipsWhatWritesAndMightDoMore(statement: String, reason: String) {
    #expect(StatementGate.passage(for: Array(statement.utf8)) == .skip(reason))
  }

  @Test(arguments: [
    "CALL p()", "SET GLOBAL a = 1", "ANALYZE SELECT 1", "EXPLAIN ANALYZE SELECT 1", "DO f()", "HANDLER t OPEN",
    "LOAD DATA INFILE 'x' INTO TABLE t", "FORMAT=TREE SELECT 1", "PREPARE s FROM 'SELECT 1'", "VALUES ROW(1)",
    "ANALYZE DELETE FROM t", "TRUNCATE t", "CREATE TABLE t SELECT 1", "DROP TABLE t",
  ])
  func explainsNothingElse(statement: String) {
    guard case .skip(let reason) = StatementGate.passage(for: Array(statement.utf8)) else {
      Issue.record("\(statement) passes")
      return
    }
    #expect(reason.hasPrefix("only SELECT, TABLE, INSERT"))
  }

  @Test func aLineHasWhatReadersNeed() throws {
    var plan = CapturedPlan(id: "0123456789ABCDEF0123456789ABCDEF", db: "shop", sql: "SELECT 1")
    plan.skipped = "it locks rows"
    plan.tables = [
      CapturedTable(
        name: "t", create: "CREATE TABLE t (a INT)", rows: 7,
        indexes: [.init(name: "PRIMARY", columns: ["a", "b"], isUnique: true, cardinality: 6)])
    ]
    #expect(
      String(decoding: plan.json.serialized(), as: UTF8.self)
        == #"{"id":"0123456789ABCDEF0123456789ABCDEF","db":"shop","sql":"SELECT 1","server_version":"","#
        + #""captured_at":"","format":"json","raw":null,"warnings":[],"tables":{"t":{"create":"CREATE TABLE t (a INT)","rows":7,"data_bytes":null,"index_bytes":null,"#
        + #""indexes":[{"name":"PRIMARY","columns":["a","b"],"unique":true,"cardinality":6}]}},"skipped":"it locks rows"}"#
    )
  }
}
