import Explain
import Testing

/// What the recorded plans do not show: older servers, other clients, damaged copies.
@Suite struct FormatTests {
  struct Example: Sendable, CustomTestStringConvertible {
    let name: String
    let text: String
    let format: PlanFormat
    let shape: String
    var testDescription: String { name }

    init(_ name: String, _ format: PlanFormat, _ shape: String, _ text: String) {
      self.name = name
      self.text = text
      self.format = format
      self.shape = shape
    }
  }

  static let tabs = "id\tselect_type\ttable\ttype\tpossible_keys\tkey\tkey_len\tref\trows\tExtra\n"

  @Test(arguments: [
    Example(
      "table of MySQL 5.0, with prompt, statement and summary", .traditional, "t:range:PRIMARY",
      """
      mysql> explain select * from t
          -> where a > 3;
      +----+-------------+-------+-------+---------------+---------+---------+------+------+-------------+
      | id | select_type | table | type  | possible_keys | key     | key_len | ref  | rows | Extra       |
      +----+-------------+-------+-------+---------------+---------+---------+------+------+-------------+
      |  1 | SIMPLE      | t     | range | PRIMARY       | PRIMARY | 4       | NULL |    9 | Using where |
      +----+-------------+-------+-------+---------------+---------+---------+------+------+-------------+
      1 row in set, 1 warning (0.00 sec)
      """),
    Example(
      "wide characters and borders inside cells", .traditional, "李 | 雷:ref:k|x, b:ALL:",
      """
      +----+-------------+---------+------+---------------+------+---------+-------+------+-------+
      | id | select_type | table   | type | possible_keys | key  | key_len | ref   | rows | Extra |
      +----+-------------+---------+------+---------------+------+---------+-------+------+-------+
      |  1 | SIMPLE      | 李 | 雷 | ref  | k|x           | k|x  | 4       | const |    9 |       |
      |  1 | SIMPLE      | b       | ALL  | NULL          | NULL | NULL    | NULL  |    9 |       |
      +----+-------------+---------+------+---------------+------+---------+-------+------+-------+
      """),
    Example(
      "Markdown", .traditional, "a:ALL:, b:eq_ref:PRIMARY",
      """
      | id | select_type | table | type | possible_keys | key | key_len | ref | rows | Extra |
      |---|:---|---|---|---|---|---|---|---|---|
      | 1 | SIMPLE | a | ALL | NULL | NULL | NULL | NULL | 5 | |
      | 1 | SIMPLE | b | eq_ref | PRIMARY | PRIMARY | 4 | x.a.i | 1 | Using index |
      """),
    Example(
      "vertical, as pt-query-digest prints it", .traditional, "t:index:PRIMARY",
      """
      # EXPLAIN /*!50100 PARTITIONS*/
      # *************************** 1. row ***************************
      #            id: 1
      #   select_type: SIMPLE
      #         table: t
      #    partitions: NULL
      #          type: index
      # possible_keys: NULL
      #           key: PRIMARY
      #       key_len: 4
      #           ref: NULL
      #          rows: 12
      #         Extra: Using index
      """),
    Example(
      "vertical with names in mixed case and Windows line ends", .traditional, "t:ALL:",
      [
        "*************************** 1. row ***************************", "ID: 1", "Select_Type: SIMPLE", "Table: t",
        "Type: all", "Possible_keys: NULL", "Key: NULL", "Key_Len: NULL", "Ref: NULL", "Rows: 12", "Extra: ", "",
      ].joined(separator: "\r\n")),
    Example(
      "MariaDB's slow log", .traditional, "c:ALL:, o:ref:cust",
      """
      # Full_scan: Yes  Full_join: No
      #
      # explain: id\tselect_type\ttable\ttype\tpossible_keys\tkey\tkey_len\tref\trows\tr_rows\tfiltered\tr_filtered\tExtra
      # explain: 1\tSIMPLE\tc\tALL\tPRIMARY\tNULL\tNULL\tNULL\t500\t500.00\t100.00\t100.00\tUsing temporary
      # explain: 1\tSIMPLE\to\tref\tcust\tcust\t5\ts.c.id\t19\t40.00\t100.00\t34.39\tUsing where
      #
      """),
    Example(
      "MariaDB's slow log before it measured", .traditional, "c:const:PRIMARY",
      """
      # explain: id\tselect_type\ttable\ttype\tpossible_keys\tkey\tkey_len\tref\trows\tExtra
      # explain: 1\tSIMPLE\tc\tconst\tPRIMARY\tPRIMARY\t4\tconst\t1\t
      """),
    Example(
      "MariaDB's slow log in its first versions", .traditional, "c:const:PRIMARY",
      """
      ## <explain>
      ##   id\tselect_type\ttable\ttype\tpossible_keys\tkey\tkey_len\tref\trows\tExtra
      ##   1\tSIMPLE\tc\tconst\tPRIMARY\tPRIMARY\t4\tconst\t1\t
      ## </explain>
      """),
    Example(
      "tab-separated without names (mysql -BN), 12 columns", .traditional, "t:ALL:",
      "1\tSIMPLE\tt\tNULL\tALL\tNULL\tNULL\tNULL\tNULL\t7\t100.00\tUsing where\n"),
    Example(
      "tab-separated without names, 10 columns, the tab before an empty Extra lost", .traditional, "t:ALL:",
      "\(tabs)1\tSIMPLE\tt\tALL\tNULL\tNULL\tNULL\tNULL\t7\n"),
    Example(
      "tab-separated with an escaped tab in a name", .traditional, "a\tb:ALL:",
      "\(tabs)1\tSIMPLE\ta\\tb\tALL\tNULL\tNULL\tNULL\tNULL\t7\t\n"),
    Example(
      "EXPLAIN ANALYZE wrapped as in the manual", .tree, "t1:ALL:, t2:eq_ref:PRIMARY",
      """
      mysql> EXPLAIN ANALYZE SELECT * FROM t1 JOIN t2 ON (t1.c1 = t2.c2)\\G
      *************************** 1. row ***************************
      EXPLAIN: -> Nested loop inner join  (cost=4.95 rows=9)
              (actual time=0.153..0.200 rows=9 loops=1)
          -> Table scan on t1  (cost=0.90 rows=6)
              (actual time=0.026..0.034 rows=6 loops=1)
          -> Single-row index lookup on t2 using PRIMARY (c2=t1.c1)  (cost=0.60 rows=1)
              (never executed)

      1 row in set (0.00 sec)
      """),
    Example(
      "a tree with lines and steps inside literals", .tree, "u:ALL:, t:ALL:",
      """
      -> Inner hash join (no condition)  (cost=1.5 rows=3)
          -> Filter: (t.a in ('two
      lines  (cost=9 rows=9)','
          -> arrow','it''s'))  (cost=1 rows=2)
              -> Table scan on t  (cost=1 rows=3)
          -> Hash
              -> Filter: (u.name = 'O'Brien')  (cost=1 rows=2)
                  -> Table scan on u  (cost=1 rows=4)
      """),
    Example(
      "an indented tree", .tree, "t:index:a",
      "        -> Limit: 1 row(s)\n            -> Index scan on t using a (reverse)\n"),
    Example(
      "JSON version 2 in its first shell", .mysqlJSON2, "country:range:PRIMARY",
      """
      {"query": "/* select#1 */ select 1", "inputs": [{"operation": "Index range scan on country using PRIMARY over (a)",
        "table_name": "country", "access_type": "index", "index_name": "PRIMARY", "covering": false,
        "index_access_type": "index_range_scan", "estimated_rows": 17.0}], "condition": "(c.Code like 'A%')",
        "operation": "Filter: (c.Code like 'A%')", "access_type": "filter", "estimated_rows": 17.0, "query_type": "select"}
      """),
    Example(
      "JSON version 1 with rounded borders of a cell", .mysqlJSON1, "t:ALL:",
      """
      +---------+
      | EXPLAIN |
      +---------+
      | {
        "query_block": {
          "select_id": 1,
          "table": {"table_name": "t", "access_type": "ALL", "rows_examined_per_scan": 3, "filtered": "100.00"}
        }
      } |
      +---------+
      1 row in set, 1 warning (0.01 sec)

      Note (Code 1003): /* select#1 */ select 1
      """),
    Example(
      "MariaDB 10.1, which repeats the key `table`", .mariadbJSON, "a:ALL:, b:ref:k",
      """
      {"query_block": {"select_id": 1,
        "table": {"table_name": "a", "access_type": "ALL", "rows": 5, "filtered": 100},
        "table": {"table_name": "b", "access_type": "ref", "key": "k", "rows": 2, "filtered": 100}}}
      """),
    Example(
      "JSON in batch mode", .mysqlJSON1, "t:ALL:",
      #"EXPLAIN"# + "\n"
        + #"{\n  "query_block": {\n    "select_id": 1,\n    "table": {"table_name": "t", "access_type": "ALL"}\n  }\n}"#
    ),
    Example(
      "rows that a tool exported as JSON", .traditional, "a:ALL:, b:ref:k",
      """
      [
        {"id": 1, "select_type": "SIMPLE", "table": "a", "type": "ALL", "key": null, "rows": 5, "filtered": 10.0, "Extra": null},
        {"id": 1, "select_type": "SIMPLE", "table": "b", "type": "ref", "key": "k", "rows": "2", "Extra": "Using index"}
      ]
      """),
    Example(
      "a row that a tool exported as JSON", .tree, "t:ALL:", #"{"EXPLAIN": "-> Table scan on t  (cost=1 rows=2)\n"}"#),
  ])
  func isRecognised(_ example: Example) throws {
    let plan = try Plan.parse(example.text)
    #expect(plan.format == example.format)
    #expect(plan.shape == example.shape)
  }

  struct Refused: Sendable, CustomTestStringConvertible {
    let text: String
    let message: String
    var testDescription: String { message }

    init(_ text: String, _ message: String) {
      self.text = text
      self.message = message
    }
  }

  @Test(arguments: [
    Refused("", "byte 0: no EXPLAIN output: the text is empty"),
    Refused(" \n\n", "byte 0: no EXPLAIN output: the text is empty"),
    Refused("SELECT 1", "byte 0: this is no EXPLAIN output"),
    Refused("\n+---+\n| 1 |\n+---+\n| 1 |\n+---+\n", "byte 1: this is no EXPLAIN output"),
    Refused("{\"query_block\": {\"select_id\": 1", "byte 31: EXPLAIN output cannot be read: JSON ends too early"),
    Refused("{\"query_block\": {\"select_id\": x}}", "byte 30: EXPLAIN output cannot be read: unexpected 'x' in JSON"),
    Refused("{\"rows\": 1}", "byte 0: the JSON holds no plan"),
    Refused("| id | select_type | table | type |\n", "byte 0: EXPLAIN output without a row"),
    Refused(
      "-> Rows fetched before execution\n\n-> Rows fetched before execution\n",
      "byte 34: 2 plans where one was expected"),
    Refused(
      "mysql> explain select * from x;\nERROR 1146 (42S02): Table 't.x' doesn't exist\n",
      "byte 32: the server refused: ERROR 1146 (42S02): Table 't.x' doesn't exist"),
  ])
  func saysWhatIsWrong(_ example: Refused) throws {
    let error = try #require(throws: ExplainError.self) { try Plan.parse(example.text) }
    #expect(error.description == example.message)
    #expect(!error.hint.isEmpty)
  }

  @Test func refusesWhatNestsTooDeep() throws {
    let tree = (0..<300).map { String(repeating: "    ", count: $0) + "-> Limit: 1 row(s)" }.joined(separator: "\n")
    let steps =
      String(repeating: "{\"operation\": \"Limit\", \"inputs\": [", count: 250) + String(repeating: "]}", count: 250)
    let blocks = String(repeating: "{\"query_block\": ", count: 400) + "{}" + String(repeating: "}", count: 400)
    let brackets = "{\"query_block\": {\"x\": " + String(repeating: "[", count: 100_000)
    let rows = (1..<200).map { "\($0)\tDERIVED\t<derived\($0 + 1)>\tALL\tNULL\tNULL\tNULL\tNULL\t1\t" }
    for text in [tree, steps, blocks, Self.tabs + rows.joined(separator: "\n")] {
      let error = try #require(throws: ExplainError.self) { try Plan.parse(text) }
      #expect(error.code == .tooDeep(limit: 200))
    }
    let error = try #require(throws: ExplainError.self) { try Plan.parse(brackets) }
    #expect(error.code == .tooDeep(limit: 512))
  }

  @Test func timeGrowsInStepWithTheInput() throws {
    let inputs = [
      Self.tabs + String(repeating: "1\tSIMPLE\tt\tALL\tNULL\tNULL\tNULL\tNULL\t7\t\n", count: 5_000),
      "-> Filter: (" + String(repeating: "a'", count: 20_000) + "\n" + String(repeating: "('\n", count: 5_000),
      "-> Append\n" + String(repeating: "    -> Table scan on t  (cost=1 rows=2)\n", count: 3_000),
      String(repeating: "# +\n# | x\n", count: 5_000) + "-> Rows fetched before execution",
      String(repeating: "*** 1. row ***\na: 1\n", count: 5_000) + "-> Rows fetched before execution",
      String(repeating: "-> Rows fetched before execution\n\n", count: 2_000),
      String(repeating: "{\"query_block\": {\"select_id\": 1}}\n", count: 2_000),
      "{\"query_block\": {\"x\": [" + String(repeating: "{\"y\": {\"z\": 1}},", count: 5_000) + "1]}}",
    ]
    for input in inputs {
      let time = try ContinuousClock().measure { _ = try Plan.parseDocument(input) }
      #expect(time < .seconds(10), "\(input.prefix(60))")
    }
  }
}
