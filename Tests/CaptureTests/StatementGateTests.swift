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
    #expect(StatementGate.reasonToSkip(Array(statement.utf8)) == nil)
  }

  @Test(arguments: [
    ("SELECT 1; DROP TABLE t", "2 statements, not one"), ("", "0 statements, not one"),
    ("SELECT 'open", "the statement is damaged or cut short"),
    ("SELECT 1 /*!50000 , f() */", "it has a version comment, whose contents may run or not"),
    ("/*M! DROP TABLE t */", "it has a version comment, whose contents may run or not"),
    ("SELECT a FROM t INTO OUTFILE '/tmp/x'", "it writes a file"),
    ("SELECT a FROM t INTO DUMPFILE '/tmp/x'", "it writes a file"),
    ("SELECT a INTO @x FROM t", "it sets variables"), ("SELECT @x := 1", "it sets variables"),
    ("SELECT a FROM t FOR UPDATE", "it locks rows"), ("SELECT a FROM t LOCK IN SHARE MODE", "it locks rows"),
    ("SELECT db.f(1)", "it calls a stored function"), ("SELECT a FROM t WHERE b = ?", "it has placeholders"),
    ("SELECT SLEEP(5)", "it calls sleep, which EXPLAIN might execute"),
    ("SELECT sleep (5)", "it calls sleep, which EXPLAIN might execute"),
    ("SELECT a FROM (SELECT my_function(1) AS a) x", "it calls my_function, which EXPLAIN might execute"),
    ("SELECT `my_function`(1)", "it calls my_function, which EXPLAIN might execute"),
    ("SELECT LOAD_FILE('/etc/passwd')", "it calls load_file, which EXPLAIN might execute"),
    ("SELECT NEXTVAL(s)", "it calls nextval, which EXPLAIN might execute"),
  ])
  func skips(statement: String, reason: String) {
    #expect(StatementGate.reasonToSkip(Array(statement.utf8)) == reason)
  }

  @Test(arguments: [
    "INSERT INTO t SELECT 1", "UPDATE t SET a = 1", "DELETE FROM t", "REPLACE INTO t VALUES (1)", "CALL p()",
    "SET GLOBAL a = 1", "ANALYZE SELECT 1", "EXPLAIN ANALYZE SELECT 1", "DO f()", "TABLE t", "HANDLER t OPEN",
    "LOAD DATA INFILE 'x' INTO TABLE t", "FORMAT=TREE SELECT 1", "PREPARE s FROM 'SELECT 1'", "VALUES ROW(1)",
  ])
  func explainsNothingButSelect(statement: String) {
    #expect(StatementGate.reasonToSkip(Array(statement.utf8))?.hasPrefix("only SELECT is explained") == true)
  }

  @Test func aLineHasWhatReadersNeed() throws {
    var plan = CapturedPlan(id: "0123456789ABCDEF0123456789ABCDEF", db: "shop", sql: "SELECT 1")
    plan.skipped = "it locks rows"
    #expect(
      String(decoding: plan.json.serialized(), as: UTF8.self)
        == #"{"id":"0123456789ABCDEF0123456789ABCDEF","db":"shop","sql":"SELECT 1","server_version":"","#
        + #""captured_at":"","format":"json","raw":null,"warnings":[],"tables":{},"skipped":"it locks rows"}"#)
  }
}
