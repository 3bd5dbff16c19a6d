import Explain
import Testing

/// Rows, loops and what follows from them.
@Suite struct MeasureTests {
  private static func own(_ server: String, _ name: String, _ format: String) throws -> Plan {
    let statement = try #require(RecordedPlans.own.first { $0.server == server && $0.name == name })
    return try Plan.parse(try #require(statement.outputs.first { $0.format == format }).bytes)
  }

  @Test func multipliesThroughAJoin() throws {
    let plan = try Plan.parse(
      """
      id\tselect_type\ttable\ttype\tpossible_keys\tkey\tkey_len\tref\trows\tfiltered\tExtra
      1\tSIMPLE\ta\tALL\tNULL\tNULL\tNULL\tNULL\t1000\t10.00\tUsing where
      1\tSIMPLE\tb\tref\tk\tk\t4\ta.i\t5\t50.00\tUsing where
      1\tSIMPLE\tc\tALL\tNULL\tNULL\tNULL\tNULL\t30\t100.00\tUsing join buffer (hash join)
      1\tSIMPLE\td\teq_ref\tPRIMARY\tPRIMARY\t4\tc.i\t1\t100.00\tNULL
      2\tDEPENDENT SUBQUERY\te\tref\tk\tk\t4\tfunc\t2\t100.00\tNULL
      """)
    #expect(plan.tables.map(\.estimatedLoops) == [1, 100, 1, 7500, 7500])
    #expect(plan.tables.map(\.rowsReadEstimate) == [1000, 500, 30, 7500, 15_000])
    #expect(plan.rowsExaminedEstimate == 24_030)
    #expect(plan.tables.map(\.isDependent) == [false, false, false, false, true])
    #expect(plan.tables.map(\.position) == [0, 1, 2, 3, 0])
    #expect(plan.tables.map(\.block) == [0, 0, 0, 0, 1])
    #expect(plan.mostExpensive?.name == "e")
    #expect(plan.actualRowsExamined == nil && !plan.isAnalyzed)
  }

  @Test func worksOutLoopsThatMariaDBsTableLeavesOut() throws {
    // 142 rows examined, as the log of that event said: 71, and 1 for each.
    let plan = try Plan.parse(
      """
      # explain: id\tselect_type\ttable\ttype\tpossible_keys\tkey\tkey_len\tref\trows\tr_rows\tfiltered\tr_filtered\tExtra
      # explain: 1\tSIMPLE\tx\tref\tPRIMARY,j\tj\t5\tconst\t72\t71.00\t100.00\t100.00\tUsing index
      # explain: 1\tSIMPLE\ty\tref\tj\tj\t5\tx.x.i\t35\t1.00\t100.00\t100.00\tUsing index
      """)
    #expect(plan.isAnalyzed)
    #expect(plan.tables.map(\.actualLoops) == [1, 71])
    #expect(plan.actualRowsExamined == 142)
  }

  @Test(arguments: ["tree", "json2", "analyze"]) func ordersHashJoinsAsTheTableDoes(format: String) throws {
    let plan = try Self.own("mysql-9.7", "left_without_index", format)
    #expect(plan.tables.map(\.name) == ["r", "s"])
    #expect(plan.tables[1].join == PlanJoin(kind: .left, algorithm: .hash))
    #expect(plan.tables.map(\.estimatedLoops) == [1, 1])
  }

  @Test func tellsRealNamesFromAliases() throws {
    let table = try #require(try Self.own("mysql-9.7", "left_join", "json2").tables.last)
    #expect(table.name == "l" && table.baseTable == "loan" && table.schema == "qdigest_library")
  }

  @Test func readsTheSameRowsThatTheServerDid() throws {
    // Rows that ANALYZE met; the two servers join in the same order here and met the same.
    for (server, format) in [
      ("mysql-9.7", "analyze"), ("mysql-9.7", "analyze-json"), ("mariadb-10.11", "analyze-json"),
    ] {
      let plan = try Self.own(server, "per_row_subquery", format)
      #expect(plan.tables.map(\.name) == ["m", "l"])
      #expect(plan.tables[0].actualRowsRead == 125)
      #expect(plan.tables[1].loops == 125 && plan.tables[1].isDependent)
    }
  }

  @Test func takesMariaDB11sOwnLoops() throws {
    let plan = try Self.own("mariadb-11.8", "three_tables", "json")
    #expect(plan.tables.map(\.estimatedLoops) == [1, 1, 125, 500])
    #expect(plan.tables.last?.cost == 0.4529544)
  }

  @Test func marksTheTableThatTakesTheTime() throws {
    let plan = try Plan.parse(
      """
      -> Nested loop inner join  (cost=9 rows=10) (actual time=0.1..90 rows=10 loops=1)
          -> Table scan on a  (cost=1 rows=1000) (actual time=0.1..2 rows=1000 loops=1)
          -> Index lookup on b using k (x = a.x)  (cost=1 rows=1) (actual time=0.08..0.085 rows=0.01 loops=1000)
      """)
    #expect(plan.mostExpensive?.name == "b")
    #expect(plan.actualRowsExamined == 1010)
  }

  @Test func hasAStableHash() throws {
    let plan = try Plan.parse(
      "-> Nested loop inner join\n    -> Table scan on a\n    -> Index lookup on b using k (x = a.x)\n")
    #expect(plan.shape == "a:ALL:, b:ref:k")
    // Never to change: it is kept in files and compared for years.
    #expect(plan.shapeHash == "87ab45156a1ca249")
    let other = try Plan.parse(
      "-> Nested loop inner join\n    -> Table scan on a\n    -> Index lookup on b using l (x = a.x)\n")
    #expect(other.shapeHash != plan.shapeHash)
  }

  @Test func findsNodesByPath() throws {
    for statement in RecordedPlans.own where statement.name == "in_or" || statement.name == "recursive" {
      for output in statement.outputs {
        let plan = try Plan.parse(output.bytes)
        for table in plan.tables {
          var node = try #require(plan.node(at: table.path))
          node.children = []
          #expect(node == table.node)
        }
      }
    }
    #expect(try Plan.parse("-> Table scan on a").node(at: [0, 0]) == nil)
  }
}
