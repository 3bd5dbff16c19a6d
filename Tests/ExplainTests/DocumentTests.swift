import Explain
import Testing

@Suite struct DocumentTests {
  @Test func readsASessionOfAClient() throws {
    let entries = try Plan.parseDocument(
      """
      mysql> use shop
      Database changed
      mysql> EXPLAIN SELECT *
          -> FROM a WHERE x = ';'
          -> AND y = 1;
      +----+-------------+-------+------+---------------+------+---------+------+------+-------+
      | id | select_type | table | type | possible_keys | key  | key_len | ref  | rows | Extra |
      +----+-------------+-------+------+---------------+------+---------+------+------+-------+
      |  1 | SIMPLE      | a     | ALL  | NULL          | NULL | NULL    | NULL |    9 |       |
      +----+-------------+-------+------+---------------+------+---------+------+------+-------+
      1 row in set, 1 warning (0.00 sec)

      mysql> SHOW WARNINGS;
      +-------+------+-----------------------------+
      | Level | Code | Message                     |
      +-------+------+-----------------------------+
      | Note  | 1003 | /* select#1 */ select 1     |
      +-------+------+-----------------------------+
      1 row in set (0.00 sec)

      mysql> explain format = tree select 1 from b\\G
      *************************** 1. row ***************************
      EXPLAIN: -> Table scan on b  (cost=1 rows=1)

      1 row in set (0.00 sec)

      MariaDB [shop]> ANALYZE FORMAT=JSON DELETE FROM c\\G
      *************************** 1. row ***************************
      ANALYZE: {
        "query_block": {"select_id": 1, "table": {"table_name": "c", "access_type": "ALL", "rows": 2, "r_rows": 2}}
      }
      1 row in set (0.00 sec)
      """)
    #expect(
      entries.map(\.statement) == ["SELECT *\nFROM a WHERE x = ';'\nAND y = 1", "select 1 from b", "DELETE FROM c"])
    #expect(entries.map(\.plan.shape) == ["a:ALL:", "b:ALL:", "c:ALL:"])
    #expect(entries.allSatisfy { $0.id == nil })
  }

  @Test func readsAHandMadeFile() throws {
    let text = """
      # Plans of the worst queries
      -- id: 0123456789abcdef0123456789ABCDEF
      {"query_block": {"select_id": 1, "table": {"table_name": "a", "access_type": "ALL"}}}

      # Query 2: 0.01 QPS, 0.1x concurrency, ID 0x89ABCDEF01234567 at byte 12
      -> Table scan on b

      EXPLAIN EXTENDED
      SELECT * FROM c
      WHERE x = 1;
      id\tselect_type\ttable\ttype\tpossible_keys\tkey\tkey_len\tref\trows\tfiltered\tExtra
      1\tSIMPLE\tc\tALL\tNULL\tNULL\tNULL\tNULL\t9\t100.00\t
      SELECT 1 FROM old;

      UPDATE d SET x = 1;
      id\tselect_type\ttable\ttype\tpossible_keys\tkey\tkey_len\tref\trows\tExtra
      1\tSIMPLE\td\tALL\tNULL\tNULL\tNULL\tNULL\t9\t
      """
    let entries = try Plan.parseDocument(text)
    #expect(entries.map(\.id) == ["0123456789ABCDEF0123456789ABCDEF", "89ABCDEF01234567", nil, nil])
    #expect(entries.map(\.statement) == [nil, nil, "SELECT * FROM c\nWHERE x = 1", "UPDATE d SET x = 1"])
    #expect(entries.map(\.plan.shape) == ["a:ALL:", "b:ALL:", "c:ALL:", "d:ALL:"])
    for entry in entries {
      let rest = Array(text.utf8)[entry.byteOffset...]
      #expect(["{\"query", "-> Table", "id\tselec"].contains { rest.starts(with: $0.utf8) })
    }
  }

  @Test(arguments: [
    ("EXPLAIN SELECT 1;", "SELECT 1"), ("desc select 1 \\G", "select 1"), ("DESCRIBE t", "t"),
    ("EXPLAIN ANALYZE FORMAT=TREE\nSELECT 1", "SELECT 1"),
    ("explain format = 'json' WITH a AS (SELECT 1) TABLE a;;", "WITH a AS (SELECT 1) TABLE a"),
    ("EXPLAIN PARTITIONS DELETE FROM t", "DELETE FROM t"), ("ANALYZE UPDATE t SET a = 1", "UPDATE t SET a = 1"),
    ("ANALYZE TABLE t", "ANALYZE TABLE t"), ("SELECT 'explain'", "SELECT 'explain'"), ("EXPLAIN TABLE t", "TABLE t"),
  ])
  func findsTheStatementBehindExplain(text: String, statement: String) throws {
    #expect(try Plan.parseDocument("\(text)\n-> Table scan on t\n").first?.statement == statement)
  }

  @Test func everyRecordedOutputCanStandInOneFile() throws {
    var text: [UInt8] = []
    var expected: [(statement: String, plan: Plan)] = []
    for (number, output) in RecordedPlans.own.filter({ $0.server == "mysql-9.7" }).flatMap(\.outputs).enumerated() {
      let statement = "SELECT \(number) FROM t"
      text += Array("EXPLAIN \(statement);\n".utf8) + output.bytes
      expected.append((statement, try Plan.parse(output.bytes)))
    }
    let entries = try Plan.parseDocument(text)
    #expect(entries.count == 550)
    #expect(entries.map(\.statement) == expected.map(\.statement))
    #expect(entries.map(\.plan) == expected.map(\.plan))
  }
}
