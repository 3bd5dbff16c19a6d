import SQLText
import Testing

@Suite struct StatementShapeTests {
  struct Example: Sendable, CustomTestStringConvertible {
    var sql: String
    var distilled: String
    var tables: [String]?
    init(_ sql: String, _ distilled: String, tables: [String]? = nil) {
      self.sql = sql
      self.distilled = distilled
      self.tables = tables
    }
    var testDescription: String { sql }
  }

  @Test(arguments: [
    // Queries
    Example("SELECT 1", "SELECT", tables: []),
    Example(
      "select * from users u join orders o on u.id = o.user_id", "SELECT users orders", tables: ["users", "orders"]),
    Example("SELECT STRAIGHT_JOIN distinct foo, bar FROM A, B, C", "SELECT A B C"),
    Example("SELECT * FROM a STRAIGHT_JOIN b ON a.x = b.x, c", "SELECT a b c"),
    Example("SELECT * FROM (a, b) LEFT JOIN (c JOIN d ON c.x = d.x) ON a.x = c.x", "SELECT a b c d"),
    Example("SELECT * FROM ((a JOIN b))", "SELECT a b"),
    Example("SELECT * FROM `shop`.`order items` AS oi, shop.users", "SELECT shop.order items shop.users"),
    Example("SELECT * FROM `a``b`", "SELECT a`b"),
    Example("SELECT * FROM 2024_log.1a", "SELECT 2024_log.1a"),
    Example("SELECT * FROM a NATURAL JOIN b CROSS JOIN c INNER JOIN d USING (id), e", "SELECT a b c d e"),
    Example("SELECT * FROM { OJ a LEFT OUTER JOIN b ON a.x = b.x }", "SELECT a b"),
    Example("select c from (select * from a) as b where exists (select * from c where id is null)", "SELECT a c"),
    Example("SELECT x FROM (SELECT y FROM (SELECT z FROM a) d) e, b", "SELECT a b"),
    Example("SELECT (SELECT MAX(id) FROM b) FROM a WHERE x IN (SELECT x FROM c)", "SELECT b a c"),
    Example("SELECT * FROM a, LATERAL (SELECT * FROM b WHERE b.x = a.x) l", "SELECT a b"),
    Example("SELECT * FROM t, JSON_TABLE(t.j, '$[*]' COLUMNS (x INT PATH '$.x')) AS jt", "SELECT t"),
    Example("SELECT TRIM(LEADING 'x' FROM y), EXTRACT(YEAR FROM d), SUBSTRING(a FROM 2) FROM t", "SELECT t"),
    Example("SELECT * FROM t WHERE a IS DISTINCT FROM b", "SELECT t"),
    Example("SELECT a FROM t USE INDEX (i, j), u FORCE INDEX FOR JOIN (k)", "SELECT t u"),
    Example("SELECT a FROM t PARTITION (p0, p1), u", "SELECT t u"),
    Example("SELECT 1 FROM DUAL", "SELECT"),
    Example("SELECT * FROM t WHERE a = 'x from y' -- from z", "SELECT t"),
    Example("SELECT a, b FROM t GROUP BY a, b WITH ROLLUP ORDER BY a, b LIMIT 1, 2", "SELECT t"),
    Example("SELECT * FROM t FOR UPDATE", "SELECT t"),
    Example("SELECT * FROM t WHERE update_at > 1 FOR UPDATE OF t SKIP LOCKED", "SELECT t"),
    Example("SELECT * INTO OUTFILE '/tmp/o' FROM t", "SELECT t"),
    Example("SELECT a INTO @x FROM t", "SELECT t"),
    Example("SELECT /*!40001 SQL_NO_CACHE */ * FROM `film`", "SELECT film"),
    Example("SELECT * /*!50000 FROM hidden */", "SELECT hidden"),
    Example("SELECT * FROM t PROCEDURE ANALYSE(1, 2)", "SELECT t"),
    Example("SELECT * FROM select_log, `select`", "SELECT select_log select"),
    Example("SELECT Status FROM Status, User", "SELECT Status User"),
    Example("(select a from t where b = 1) union (select a from u where b = 2)", "SELECT UNION t u"),
    Example("SELECT a FROM t UNION ALL SELECT b FROM t", "SELECT UNION t", tables: ["t"]),
    Example("SELECT * FROM (SELECT 1 FROM a UNION SELECT 2 FROM b) x", "SELECT a b"),
    Example("VALUES ROW(1, 2), ROW(3, 4)", "VALUES"),
    Example("TABLE t ORDER BY a", "TABLE t"),
    Example("SELECT c, replace(foo, bar) FROM t WHERE col <> \"insert\"", "SELECT t"),
    // Common table expressions
    Example("WITH x AS (SELECT 1) SELECT * FROM x WHERE a = 2", "SELECT", tables: []),
    Example(
      "WITH x AS (SELECT * FROM a), y (c, d) AS (SELECT * FROM x, b) SELECT * FROM y JOIN c", "SELECT c a b",
      tables: ["a", "b", "c"]),
    Example("WITH RECURSIVE c AS (SELECT 1 AS n UNION ALL SELECT n + 1 FROM c) SELECT * FROM C", "SELECT", tables: []),
    Example("WITH users AS (SELECT * FROM users) SELECT * FROM users", "SELECT users", tables: ["users"]),
    Example("SELECT * FROM (WITH x AS (SELECT 1 FROM a) SELECT * FROM x) d, x", "SELECT a x"),
    Example(
      "WITH x AS (SELECT id FROM t1) UPDATE u JOIN x ON u.id = x.id SET u.a = 1", "UPDATE u t1", tables: ["t1", "u"]),
    Example("WITH x AS (SELECT 1) UPDATE u, x SET u.a = 1", "UPDATE u"),
    Example("WITH x AS (SELECT 1) DELETE FROM u WHERE id IN (SELECT * FROM x)", "DELETE u"),
    Example("INSERT INTO t WITH x AS (SELECT * FROM a) SELECT * FROM x", "INSERT SELECT t a"),
    // Changes
    Example("INSERT INTO t (a, b) VALUES (1, 2), (3, 4)", "INSERT t"),
    Example("insert ignore_bar (id) values (4029731)", "INSERT ignore_bar"),
    Example(
      "INSERT LOW_PRIORITY IGNORE INTO `db1`.`tbl2`(`col1`,col2) VALUES ('617653','2007-09-11')", "INSERT db1.tbl2"),
    Example("insert into (t1) value('a')", "INSERT t1"),
    Example("insert into `values` (a) values (1),(2)", "INSERT values"),
    Example("INSERT INTO t SET a = (SELECT MAX(a) FROM u)", "INSERT t u"),
    Example("INSERT INTO t VALUES ((SELECT 1 FROM u)) ON DUPLICATE KEY UPDATE a = VALUES(a)", "INSERT t u"),
    Example("insert into abtemp.coxed select foo.bar from foo", "INSERT SELECT abtemp.coxed foo"),
    Example("INSERT INTO t (a) (SELECT a FROM u)", "INSERT SELECT t u"),
    Example("INSERT INTO t (a) SELECT a FROM u ON DUPLICATE KEY UPDATE b = u.b", "INSERT SELECT t u"),
    Example("REPLACE DELAYED INTO t SET a = 1", "REPLACE t"),
    Example("REPLACE t SELECT * FROM u", "REPLACE SELECT t u"),
    Example("UPDATE t SET a = 1, b = 2 WHERE c = 3 LIMIT 5", "UPDATE t"),
    Example("UPDATE LOW_PRIORITY IGNORE t, u SET t.a = u.a", "UPDATE t u"),
    Example("UPDATE t JOIN (SELECT id FROM u) d ON t.id = d.id SET a = (SELECT 1 FROM v), b = 1", "UPDATE t u v"),
    Example("DELETE FROM t WHERE a = 1", "DELETE t"),
    Example("delete foo.bar b from foo.bar b left join baz.bat c on a=b where nine>eight", "DELETE foo.bar baz.bat"),
    Example("DELETE t1.*, t2.* FROM x t1, y t2 WHERE t1.a = t2.a", "DELETE x y"),
    Example("DELETE FROM a, b USING t1 AS a JOIN t2 AS b USING (id) WHERE 1", "DELETE t1 t2"),
    Example("DELETE QUICK FROM t", "DELETE t"),
    Example("LOAD DATA LOCAL INFILE 'x' REPLACE INTO TABLE db.t FIELDS TERMINATED BY ',' (a, b)", "LOAD DATA db.t"),
    Example("LOAD XML INFILE 'x' INTO TABLE t", "LOAD XML t"),
    // Definitions
    Example(
      "CREATE TABLE IF NOT EXISTS foo (id INT, CONSTRAINT c FOREIGN KEY (a) REFERENCES bar (id) ON DELETE CASCADE ON UPDATE SET NULL)",
      "CREATE TABLE foo"),
    Example("CREATE TEMPORARY TABLE db.t ENGINE=InnoDB AS SELECT * FROM u", "CREATE TABLE db.t u"),
    Example("CREATE TABLE t LIKE u", "CREATE TABLE t u"),
    Example("CREATE TABLE t (LIKE u)", "CREATE TABLE t u"),
    Example("CREATE OR REPLACE TABLE t (a INT)", "CREATE TABLE t"),
    Example("ALTER TABLE t1 ADD COLUMN c3 INT DEFAULT 5, RENAME TO t2", "ALTER TABLE t1"),
    Example("DROP TABLE IF EXISTS a, db.b CASCADE", "DROP TABLE a db.b"),
    Example("DROP TEMPORARY TABLE a", "DROP TABLE a"),
    Example("RENAME TABLE a TO b, c TO d", "RENAME TABLE a c"),
    Example("TRUNCATE foo", "TRUNCATE TABLE foo"),
    Example("truncate table foo", "TRUNCATE TABLE foo"),
    Example("CREATE UNIQUE INDEX i1 ON t1 (a(10))", "CREATE INDEX t1"),
    Example("DROP INDEX i ON t", "DROP INDEX t"),
    Example(
      "CREATE ALGORITHM=MERGE DEFINER=`root`@`%` SQL SECURITY INVOKER VIEW v (a) AS SELECT a FROM t", "CREATE VIEW v t"),
    Example("DROP VIEW v, w", "DROP VIEW v w"),
    Example(
      "CREATE DEFINER = root@localhost PROCEDURE p(IN x INT) BEGIN SELECT * FROM t; END", "CREATE PROCEDURE p",
      tables: []),
    Example("CREATE FUNCTION db.f() RETURNS INT RETURN 1", "CREATE FUNCTION db.f"),
    Example("CREATE TRIGGER tr BEFORE INSERT ON t FOR EACH ROW SET NEW.a = 1", "CREATE TRIGGER tr"),
    Example("CREATE EVENT e ON SCHEDULE EVERY 1 DAY DO DELETE FROM t", "CREATE EVENT e"),
    Example("drop database foo", "DROP DATABASE foo"),
    Example("CREATE SCHEMA IF NOT EXISTS s", "CREATE DATABASE s"),
    Example("CREATE USER 'bob'@'%' IDENTIFIED BY 'x'", "CREATE USER"),
    Example("DROP PROCEDURE IF EXISTS p", "DROP PROCEDURE p"),
    Example("CREATE SEQUENCE s", "CREATE SEQUENCE s"),
    // Maintenance
    Example("ANALYZE TABLE t", "ANALYZE TABLE t"),
    Example("ANALYZE NO_WRITE_TO_BINLOG TABLE t, u", "ANALYZE TABLE t u"),
    Example("ANALYZE FORMAT=JSON SELECT * FROM t", "ANALYZE SELECT t"),
    Example("OPTIMIZE LOCAL TABLE t", "OPTIMIZE TABLE t"),
    Example("REPAIR TABLE t QUICK", "REPAIR TABLE t"),
    Example("CHECK TABLE a, b EXTENDED", "CHECK TABLE a b"),
    Example("CHECKSUM TABLE a", "CHECKSUM TABLE a"),
    Example("LOCK TABLES foo WRITE, db.bar AS b READ LOCAL", "LOCK TABLES foo db.bar"),
    Example("UNLOCK TABLES", "UNLOCK TABLES"),
    Example("FLUSH TABLES WITH READ LOCK", "FLUSH TABLES"),
    Example("FLUSH TABLES a, b FOR EXPORT", "FLUSH TABLES a b"),
    Example("FLUSH PRIVILEGES", "FLUSH PRIVILEGES"),
    // Others
    Example("CALL p(1,2)", "CALL p"),
    Example("  call   `db`.`p` (1)", "CALL db.p"),
    Example("PREPARE s FROM 'select * from t where a = 1'", "PREPARE s"),
    Example("EXECUTE s USING @a", "EXECUTE s"),
    Example("EXECUTE IMMEDIATE 'select 1'", "EXECUTE IMMEDIATE"),
    Example("DEALLOCATE PREPARE s", "DEALLOCATE PREPARE s"),
    Example("DROP PREPARE s", "DROP PREPARE s"),
    Example("EXPLAIN SELECT * FROM t", "EXPLAIN SELECT t"),
    Example("EXPLAIN FORMAT=JSON UPDATE t SET a = 1", "EXPLAIN UPDATE t"),
    Example("EXPLAIN ANALYZE SELECT * FROM t", "EXPLAIN SELECT t"),
    Example("DESC db.t", "DESCRIBE db.t"),
    Example("DESCRIBE t1 a", "DESCRIBE t1"),
    Example("EXPLAIN FOR CONNECTION 5", "EXPLAIN"),
    Example("use `foo`", "USE foo"),
    Example("SET NAMES utf8mb4", "SET NAMES"),
    Example("SET @@session.sql_mode = 'STRICT_ALL_TABLES'", "SET"),
    Example("SET GLOBAL x = 1", "SET"),
    Example("SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED", "SET TRANSACTION"),
    Example("SET PASSWORD = 'x'", "SET PASSWORD"),
    Example("SET STATEMENT max_statement_time=1 FOR SELECT * FROM t", "SELECT t"),
    Example("COMMIT;", "COMMIT"), Example("BEGIN", "BEGIN"),
    Example("START TRANSACTION READ ONLY", "START TRANSACTION"),
    Example("ROLLBACK TO SAVEPOINT s", "ROLLBACK TO SAVEPOINT"), Example("SAVEPOINT s", "SAVEPOINT s"),
    Example("RELEASE SAVEPOINT s", "RELEASE SAVEPOINT"), Example("XA START 0x123", "XA START"),
    Example("administrator command: Quit", "ADMIN QUIT"), Example("administrator command: Init DB;", "ADMIN INIT DB"),
    Example("KILL 5", "KILL"), Example("GRANT SELECT ON db.* TO u", "GRANT"),
    Example("SHOW STATUS", "SHOW STATUS"), Example("SHOW /*!50002 GLOBAL */ STATUS LIKE 'x'", "SHOW GLOBAL STATUS"),
    Example("SHOW ENGINE ndb status", "SHOW NDB STATUS"), Example("SHOW COUNT ( *) WARNINGS", "SHOW WARNINGS"),
    Example("SHOW FULL COLUMNS FROM tbl IN db", "SHOW COLUMNS", tables: ["tbl"]),
    Example("SHOW SCHEMAS", "SHOW DATABASES"),
    Example("SHOW CREATE TABLE db.t", "SHOW CREATE TABLE", tables: ["db.t"]),
    Example("SHOW CREATE PROCEDURE proc", "SHOW CREATE PROCEDURE"),
    Example("SHOW TABLE STATUS IN db_name", "SHOW TABLE STATUS"),
    Example("SHOW BINLOG EVENTS in \"log_name\"", "SHOW BINLOG EVENTS"),
    Example("peek tbl poke db", ""), Example("", ""), Example(";", ""), Example("-- nothing", ""),
    Example("; SELECT 1 FROM t", "SELECT t"),
    Example("SELECT * FROM `t", "SELECT"), Example("SELECT * FROM (((", "SELECT"),
    Example("SELECT 1) FROM t", "SELECT t"),
  ])
  func isDistilled(_ example: Example) {
    let shape = StatementShape(of: example.sql)
    #expect(shape.distilled == example.distilled)
    if let tables = example.tables { #expect(shape.tables == tables) }
  }

  @Test(arguments: [1, 2, 3] as [UInt64])
  func anyTextHasAShape(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    for _ in 0..<3_000 {
      let text = StatementSoup.any(&generator)
      let shape = StatementShape(of: text.span)
      let isBounded = shape.distilled.utf8.count <= 64 + 4 * text.count
      let isUnique = Set(shape.tables).count == shape.tables.count
      #expect(isBounded && isUnique, "seed \(seed): \(shown(text))")
    }
  }

  @Test func deepNestingIsHarmless() {
    let depth = 100_000
    let text =
      "SELECT * FROM a WHERE x IN " + String(repeating: "(", count: depth) + "1" + String(repeating: ")", count: depth)
      + " AND EXISTS (SELECT 1 FROM b)"
    #expect(StatementShape(of: text).tables == ["a", "b"])
  }
}
