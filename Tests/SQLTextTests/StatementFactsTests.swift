import SQLText
import Testing

@Suite struct StatementFactsTests {
  @Test(arguments: [
    "SELECT a FROM t", "(SELECT a FROM t) UNION (SELECT 1)", "SELECT 1;", "/* x */ INSERT INTO t VALUES (1)",
    "REPLACE t VALUES (1)",
    "UPDATE t SET a = 1", "DELETE FROM t", "TABLE t", "VALUES ROW(1)", "WITH x AS (SELECT 1) SELECT * FROM x",
    "WITH x AS (SELECT 1) DELETE FROM t",
    "SELECT ';' -- ; DROP TABLE t", "; SELECT 1",
  ])
  func takesOneDataStatement(_ sql: String) {
    #expect(StatementFacts(of: sql).isSingleDataStatement)
  }

  @Test(arguments: [
    "", ";", "-- x", "SELECT 1; SELECT 2", "SELECT 1; DROP TABLE t", "SELECT 1 /*! ; DROP TABLE t */",
    "SELECT 1 /*M! ; DROP TABLE t */",
    "DROP TABLE t", "CREATE TABLE t SELECT 1", "CALL p()", "SET @a = (SELECT 1)", "DO SLEEP(1)", "EXPLAIN SELECT 1",
    "ANALYZE SELECT 1",
    "ANALYZE FORMAT=JSON SELECT 1", "SET STATEMENT x = 1 FOR SELECT 1", "EXECUTE s",
    "LOAD DATA INFILE 'x' INTO TABLE t", "HANDLER t OPEN",
    "SELECT 'abc", "SELECT `abc", "SELECT 1 /* abc", "SELECT 1 \u{0}", "BEGIN SELECT 1", "`SELECT` 1", "foo SELECT 1",
    "WITH x AS (y)", "(1)",
    "PREPARE s FROM 'SELECT 1'", "EXECUTE IMMEDIATE 'SELECT 1'", "SELECT 1 \\ ", "LOCK TABLES t READ", "BINLOG 'x'",
  ])
  func refusesAnythingElse(_ sql: String) {
    #expect(!StatementFacts(of: sql).isSingleDataStatement)
  }

  @Test(
    arguments: [
      (
        "SELECT COUNT(*), my_func (1), `f`(2), db.g(3), d . h(4), NOW(), IF(a, 1, 2) FROM t",
        ["count", "my_func", "f", "db.g", "d.h", "now", "if"]
      ),
      ("INSERT INTO t (a) VALUES (SLEEP(1)), (f(1), F(2))", ["sleep", "f"]),
      ("SELECT a IN (1), b AND (c), EXISTS (SELECT 1)", []),
      ("SELECT CAST(a AS CHAR(10)), CONVERT(a, DECIMAL(10, 2)) FROM t USE INDEX (i)", ["cast", "convert"]),
      ("SELECT /*!40001 f(1) */", ["f"]),
      ("WITH x (a) AS (SELECT 1) SELECT f/**/(a) FROM x", ["f"]), ("SELECT x'41' (1), 'f'(1)", []),
      ("SELECT `a``b`(1), @f (1)", ["a`b"]),
      ("SELECT ROW(1, 2) = (1, 2), MAX(a) OVER (PARTITION BY b)", ["max"]),
      ("UPDATE t SET a = REPLACE(a, 'x', 'y')", ["replace"]),
      ("SELECT * FROM JSON_TABLE('[]', '$[*]' COLUMNS (x INT PATH '$')) j", ["json_table", "columns"]),
      ("SELECT benchmark(1, sha2('a', 256))", ["benchmark", "sha2"]),
      ("SELECT * FROM t LIMIT 1 PROCEDURE analyse(1)", ["analyse"]),
    ] as [(String, [String])])
  func namesFunctions(_ sql: String, _ functions: [String]) {
    #expect(StatementFacts(of: sql).functions == functions)
  }

  @Test func seesWhatCouldDoHarm() {
    #expect(StatementFacts(of: "SELECT 1 INTO OUTFILE '/tmp/x'").writesFile)
    #expect(StatementFacts(of: "SELECT 1 INTO/**/DUMPFILE '/tmp/x'").writesFile)
    #expect(StatementFacts(of: "SELECT 1 /*!40001 INTO OUTFILE '/tmp/x' */").writesFile)
    #expect(!StatementFacts(of: "SELECT 'INTO OUTFILE' /* INTO OUTFILE 'x' */").writesFile)
    #expect(StatementFacts(of: "SELECT a INTO @x FROM t").selectsIntoVariables)
    #expect(StatementFacts(of: "SELECT a INTO x FROM t").selectsIntoVariables)
    #expect(!StatementFacts(of: "INSERT INTO t SELECT 1").selectsIntoVariables)
    #expect(StatementFacts(of: "SELECT @a:=1").assignsVariables)
    #expect(!StatementFacts(of: "SELECT @a = 1").assignsVariables)
    #expect(StatementFacts(of: "SELECT @a").usesUserVariables)
    #expect(StatementFacts(of: "SELECT a FROM t FOR UPDATE").locksRows)
    #expect(StatementFacts(of: "SELECT a FROM t FOR SHARE").locksRows)
    #expect(StatementFacts(of: "SELECT a FROM t LOCK IN SHARE MODE").locksRows)
    #expect(!StatementFacts(of: "SELECT a FROM t USE INDEX FOR JOIN (i)").locksRows)
    #expect(StatementFacts(of: "SELECT ?").hasPlaceholders)
    #expect(StatementFacts(of: "SELECT /*+ BKA(t) */ 1").hasHint)
    #expect(StatementFacts(of: "SELECT 1 /*!40001 + 1 */").hasVersionComment)
    #expect(StatementFacts(of: "SELECT db.f(1)").callsQualifiedFunction)
    #expect(!StatementFacts(of: "SELECT f(1), t.a FROM db.t").callsQualifiedFunction)
    #expect(StatementFacts(of: "INSERT INTO db.t (a) SELECT b FROM u").tables == ["db.t", "u"])
    #expect(StatementFacts(of: "WITH x AS (SELECT 1) UPDATE u, x SET a = 1").verb == .update)
    #expect(StatementFacts(of: "SELECT 1; ; SELECT 2;").statementCount == 2)
  }
}
