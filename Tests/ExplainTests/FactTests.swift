import Explain
import Testing

@Suite struct FactTests {
  private static func plan(extra: String, type: String = "ALL", key: String = "NULL") throws -> Plan {
    try Plan.parse(
      "\(FormatTests.tabs)1\tSIMPLE\tt\t\(type)\tNULL\t\(key)\tNULL\tNULL\t7\t\(extra)\n")
  }

  @Test(
    arguments: [
      ("Using where", [.usingWhere]),
      (
        "Using index condition; Using where; Using temporary; Using filesort",
        [.usingIndexCondition, .usingWhere, .usingTemporary, .usingFilesort]
      ),
      ("Using where; Using join buffer (flat, BNL join)", [.usingWhere, .usingJoinBuffer("flat, BNL join")]),
      ("Using join buffer (hash join)", [.usingJoinBuffer("hash join")]),
      ("Using union(a,b); Using where", [.indexMerge(kind: "union", keys: ["a", "b"]), .usingWhere]),
      ("Using sort_union(intersect(a, b),c)", [.indexMerge(kind: "sort_union", keys: ["a", "b", "c"])]),
      ("Using index for group-by (scanning)", [.usingIndexForGroupBy]),
      ("Using where; Using index for skip scan", [.usingWhere, .usingIndexForSkipScan]),
      ("Using MRR", [.usingMultiRangeRead]),
      ("Start temporary; End temporary", [.startTemporary, .endTemporary]),
      ("FirstMatch(a); LooseScan(m..n)", [.firstMatch("a"), .looseScan]),
      ("Distinct; Not exists; Full scan on NULL key", [.distinct, .notExists, .fullScanOnNullKey]),
      ("Range checked for each record (index map: 0x9)", [.rangeCheckedForEachRecord]),
      ("Backward index scan; Recursive", [.backwardIndexScan, .recursive]),
      ("Ft_hints: sorted, no_ranking", [.fulltextHints("sorted, no_ranking")]),
      ("Using where with pushed condition (t.a = 'x; y')", [.usingWhere]),
      ("Deleting all rows", [.deletingAllRows]),
      ("No matching min/max row", [.noMatchingRow("No matching min/max row")]),
      ("Something new (with; semicolon); Using where", [.other("Something new (with; semicolon)"), .usingWhere]),
      ("NULL", []), ("", []),
    ] as [(String, [PlanFact])])
  func readsExtra(extra: String, facts: [PlanFact]) throws {
    #expect(try Self.plan(extra: extra).facts == facts)
  }

  @Test func everyFactSaysWhatItIs() throws {
    // Extra's words, read and written again.
    for extra in [
      "Using where", "Using index", "Using index condition", "Using temporary", "Using filesort",
      "Using join buffer (hash join)", "Using MRR", "Using index for group-by", "Using index for skip scan",
      "Using union(a,b)", "FirstMatch(t)", "LooseScan", "Start temporary", "End temporary", "Distinct", "Not exists",
      "Full scan on NULL key", "Range checked for each record", "Backward index scan", "Recursive", "Impossible WHERE",
      "Impossible HAVING", "Select tables optimized away", "No tables used", "Deleting all rows", "Ft_hints: sorted",
      "const row not found", "anything else",
    ] {
      #expect(try Self.plan(extra: extra).facts.map(\.text) == [extra])
    }
  }

  @Test(arguments: [
    ("system", AccessType.system), ("const", .const), ("eq_ref", .eqRef), ("ref", .ref), ("ref_or_null", .refOrNull),
    ("fulltext", .fulltext), ("index_merge", .indexMerge), ("unique_subquery", .uniqueSubquery),
    ("index_subquery", .indexSubquery), ("range", .range), ("index", .index), ("ALL", .all),
    ("magic", .unknown("magic")),
  ])
  func readsAccessTypes(text: String, type: AccessType) throws {
    let table = try #require(try Self.plan(extra: "", type: text).tables.first)
    #expect(table.access == type)
    #expect(type.text == text)
    #expect(type.isFullScan == ["index", "ALL"].contains(text))
  }

  @Test func readsMariaDBsRowidFilterAndHashJoins() throws {
    let text =
      FormatTests.tabs + "1\tSIMPLE\ta\tref|filter\tk,l\tk|l\t4|5\tconst\t5 (3%)\tUsing where; Using rowid filter\n"
      + "1\tSIMPLE\tb\thash_ALL\tNULL\t#hash#$hj\t5\tx.a.i\t9\tUsing where\n"
    let tables = try Plan.parse(text).tables
    #expect(tables.map(\.access) == [.ref, .all])
    #expect(tables[0].key == "k" && tables[0].keyLength == "4" && tables[0].rows == 5)
    #expect(tables[0].facts == [.usingWhere, .usingRowidFilter(key: "l")])
    #expect(tables[1].facts == [.usingWhere, .usingJoinBuffer("hash join")])
  }

  @Test(arguments: [
    ("Table scan on t", "t:ALL:"), ("Index scan on t using k (reverse)", "t:index:k"),
    ("Covering index scan on t using k", "t:index:k"), ("Index lookup on t using k (a = 1)", "t:ref:k"),
    ("Index lookup on t using k (a = 'x or NULL)", "t:ref_or_null:k"),
    ("Single-row covering index lookup on t using PRIMARY (id = u.id)", "t:eq_ref:PRIMARY"),
    ("Index range scan on t using k over (1 < a) (reverse), with index condition: (t.a > 1)", "t:range:k"),
    ("Covering index skip scan on t using k over 1 < a", "t:range:k"),
    ("Covering index skip scan for grouping on t using k", "t:range:k"),
    ("Multi-range index lookup on t using k (a = u.a)", "t:ref:k"), ("Constant row from t", "t:const:"),
    ("Full-text index search on t using k (a = 'x')", "t:fulltext:k"),
    ("Index range scan on t (re-planned for each iteration)", "t:ALL:"),
    ("Table scan on my table", "my table:ALL:"),
  ])
  func mapsIteratorsToAccessTypes(operation: String, shape: String) throws {
    #expect(try Plan.parse("-> \(operation)  (cost=1.5 rows=2)").shape == shape)
  }

  @Test func readsWhatATreeSaysOfAnIndex() throws {
    let table = try #require(
      try Plan.parse(
        "-> Covering index lookup on t using k (a = 'x, y', `b c` = u.b), with index condition: (t.a <> 'z')  (cost=0.5..2 rows=1e+6)"
      ).tables.first)
    #expect(table.key == "k" && table.keyParts == ["a", "b c"] && table.isCovering)
    #expect(
      table.conditions == [
        .init(kind: .index, text: "(t.a <> 'z')"), .init(kind: .lookup, text: "a = 'x, y', `b c` = u.b"),
      ])
    #expect(table.facts == [.usingIndex, .usingIndexCondition])
    #expect(table.rows == 1_000_000 && table.cost == 2)
  }

  @Test func keepsWhatItDoesNotKnow() throws {
    let json = """
      {"query_block": {"select_id": 1, "new_operation": {"speed": 3, "nested_loop": [
        {"table": {"table_name": "t", "access_type": "quantum", "colour": {"r": [1, 2]}, "new_flag": true}}]}}, "extra": "x"}
      """
    let plan = try Plan.parse(json)
    let table = try #require(plan.tables.first)
    #expect(table.access == .unknown("quantum"))
    #expect(table.details == [.init(name: "colour", text: #"{"r":[1,2]}"#), .init(name: "new_flag", text: "true")])
    let step = try #require(plan.node(at: [0]))
    #expect(step.operation == "new_operation" && step.details == [.init(name: "speed", text: "3")])
    #expect(plan.root.details == [.init(name: "extra", text: "x")])
    let shown = plan.rendered(width: 200).joined(separator: "\n")
    for word in ["new_operation", "speed: 3", "quantum", #"colour: {"r":[1,2]}"#, "new_flag: true", "extra: x"] {
      #expect(shown.contains(word))
    }

    let tree = try Plan.parse("-> Frobnicate twice: (a, b)  (cost=1 rows=2 depth=7)\n    -> Table scan on t\n")
    #expect(tree.root.children.map(\.kind) == [.other])
    #expect(tree.root.children[0].operation == "Frobnicate twice: (a, b)")
    #expect(tree.root.children[0].details == [.init(name: "depth", text: "7")])

    let rows = try Plan.parse(
      "id\tselect_type\ttable\tcolour\ttype\tkey\trows\tExtra\n1\tSIMPLE\tt\tred\tALL\tNULL\t7\t\n")
    #expect(rows.tables.first?.details == [.init(name: "colour", text: "red")])
  }

  @Test func keepsConditionsAsTheyStand() throws {
    let plan = try Plan.parse(
      """
      -> Filter: (t.a in ('two
      lines  (cost=9 rows=9)','
          -> arrow','it''s'))  (cost=1 rows=2)
          -> Table scan on t  (cost=1 rows=3)
      """)
    #expect(
      plan.tables.first?.conditions.map(\.text) == ["(t.a in ('two\nlines  (cost=9 rows=9)','\n-> arrow','it''s'))"])
    #expect(plan.tables.first?.filteredEstimate.map { Int($0) } == 66)
  }

  @Test(arguments: [
    ("Nested loop inner join", PlanJoin(kind: .inner, algorithm: .nestedLoop)),
    ("Nested loop left join", PlanJoin(kind: .left, algorithm: .nestedLoop)),
    ("Nested loop antijoin", PlanJoin(kind: .anti, algorithm: .nestedLoop)),
    ("Nested loop semijoin with duplicate removal on k", PlanJoin(kind: .semi, algorithm: .nestedLoop)),
    ("Inner hash join (a.b = c.d)", PlanJoin(kind: .inner, algorithm: .hash)),
    ("Inner hash join (no condition)", PlanJoin(kind: .inner, algorithm: .hash, isCartesian: true)),
    ("Left hash join (a.b = c.d)", PlanJoin(kind: .left, algorithm: .hash)),
    ("Hash semijoin (a.b = c.d)", PlanJoin(kind: .semi, algorithm: .hash)),
    ("Hash antijoin (a.b = c.d)", PlanJoin(kind: .anti, algorithm: .hash)),
    ("Batched key access left join", PlanJoin(kind: .left, algorithm: .batchedKeyAccess)),
  ])
  func readsJoins(operation: String, join: PlanJoin) throws {
    let plan = try Plan.parse("-> \(operation)  (cost=1 rows=2)\n    -> Table scan on a\n    -> Table scan on b\n")
    #expect(plan.root.children.map(\.kind) == [.join(join)])
  }
}
