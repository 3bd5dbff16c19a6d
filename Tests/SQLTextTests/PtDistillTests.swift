import SQLText
import Testing

/// Distilled forms printed by pt-query-digest's own code, that of 3.6.0: it gives all known results of 3.7.1.
@Suite struct PtDistillTests {
  @Test(arguments: cases) func isThatOfPtQueryDigest(_ statement: String, _ expected: String) {
    #expect(String(decoding: PtDistill.distill(Array(statement.utf8)), as: UTF8.self) == expected)
  }

  @Test func isEmptyWherePtQueryDigestGivesUp() {
    #expect(PtDistill.distill([]) == [])
    #expect(PtDistill.distill(Array("0".utf8)) == [])
  }

  @Test func findsTables() {
    let tables = PtDistill.tables(of: Array("select a from `t1` x, db.t2 join t1 where b in (select c from u)".utf8))
    #expect(tables.map { String(decoding: $0, as: UTF8.self) } == ["`t1`", "db.t2", "t1", "u"])
  }

  static let cases = [
    ("select a from film", "SELECT film"),
    ("SELECT a.x FROM film a JOIN actor b ON a.i=b.i", "SELECT film actor"),
    ("select a from t1, `db`.`t2` as x, t3 y where b=1", "SELECT t? db.t? t?"),
    ("delete t1 from t1 join t2", "DELETE t?"),
    ("DELETE FROM t WHERE a=1", "DELETE t"),
    ("update t1 set a=1", "UPDATE t?"),
    ("UPDATE t1, t2 SET a=1", "UPDATE t?"),
    ("insert into t1 values (1)", "INSERT t?"),
    ("INSERT t1 VALUES (1)", "INSERT t?"),
    ("insert ignore t1 select * from t2", "INSERT SELECT t?"),
    ("replace into a.b select c from d", "REPLACE SELECT a.b d"),
    ("insert into t values (1) on duplicate key update a=2", "INSERT UPDATE t"),
    ("insert into t values (1) on duplicate key  update a=2", "INSERT UPDATE t a"),
    ("select a union select b from t", "SELECT UNION t"),
    ("select a from t where b in (select c from u)", "SELECT t u"),
    ("create table if not exists db.t1 (a int)", "CREATE TABLE db.t? db.t1"),
    ("CREATE TABLE t1 AS SELECT * FROM t2", "CREATE TABLE t? t1"),
    ("create database d1", "CREATE DATABASE d1"),
    ("DROP TABLE `a`, b", "DROP TABLE a `a`"),
    ("alter table t1 add c int", "ALTER TABLE t? t1"),
    ("truncate table t1", "TRUNCATE TABLE t? t1"),
    ("rename table a to b", "RENAME TABLE a"),
    ("create view v as select a from t", "CREATE t"),
    ("drop database if exists d", "DROP DATABASE d"),
    ("create index i on t (a)", "CREATE"),
    ("lock tables a read, b write", "LOCK a b"),
    ("LOCK TABLES t1 READ LOCAL", "LOCK t?"),
    ("unlock tables", "UNLOCK"),
    ("call db.p1(1, 2)", "CALL db.p1"),
    ("CALL p (1)", ""),
    ("use shop", "USE"),
    ("USE shop", ""),
    ("xa start 'a'", "XA_start"),
    ("begin", "BEGIN"),
    ("commit", "COMMIT"),
    ("rollback", "ROLLBACK"),
    ("set a=1", "SET"),
    ("start transaction", "START"),
    ("flush tables", "FLUSH"),
    ("load data infile 'x' into table `db`.t1 fields", "LOAD DATA db.t1"),
    ("LOAD DATA LOCAL INFILE 'x'", "LOAD DATA "),
    ("administrator command: Init DB", "ADMIN INIT DB"),
    ("administrator command: Quit", "ADMIN QUIT"),
    ("show tables", "SHOW TABLES"),
    ("SHOW FULL TABLES FROM db LIKE 'x'", "SHOW TABLES"),
    ("show table status like 'a'", "SHOW TABLE STATUS"),
    ("show create table t1", "SHOW CREATE TABLE"),
    ("show keys from t", "SHOW INDEX"),
    ("show indexes in t", "SHOW INDEX"),
    ("show schemas", "SHOW DATABASES"),
    ("show global variables like 'x'", "SHOW GLOBAL VARIABLES"),
    ("show session status", "SHOW STATUS"),
    ("show count(*) warnings", "SHOW WARNINGS"),
    ("show /*!50002 FULL*/ tables", "SHOW /*!50002 */"),
    ("show engine innodb status", "SHOW INNODB STATUS"),
    ("show storage engines", "SHOW ENGINES"),
    ("SHOW BINLOG EVENTS IN 'a' FROM 1", "SHOW BINLOG EVENTS"),
    (" show tables", " SHOW TABLES"),
    ("/* c */ select a from t", "SELECT t"),
    ("select a -- from u\nfrom t", "SELECT u t"),
    ("select 'from x' from t", "SELECT t"),
    (#"select "from \" x" from t"#, "SELECT t"),
    ("select `from` from `from`", "SELECT  from "),
    ("select a from (select b from t) c", "SELECT t"),
    ("select a from(t)", "SELECT t"),
    ("with x as (select 1) update t set a=1", "SELECT t"),
    ("execute s1", ""),
    ("analyze table t1", ""),
    ("desc t1", ""),
    ("explain select a from t", "SELECT t"),
    ("select a from t1 t, t2 u join t3 v", "SELECT t?"),
    ("select a from 123", "SELECT"),
    ("select straight_join a from t", "SELECT t"),
    ("select a from `a b`.`c d`", "SELECT a b.c d"),
    ("select a from t1\nas x, t2", "SELECT t?"),
    ("select a into outfile 'x' from t", "SELECT outfile t"),
    ("select", "SELECT"),
    ("handler t open", ""),
    ("grant all on a.* to b", ""),
    ("select a from t for update", "SELECT t"),
    ("do sleep(1)", ""),
    ("kill 5", ""),
    ("optimize table t1", ""),
    ("insert delayed into t1 values(1)", "INSERT t?"),
  ]
}
