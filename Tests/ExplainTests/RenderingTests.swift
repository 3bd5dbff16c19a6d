import Explain
import Testing

@Suite struct RenderingTests {
  static let tree = """
    -> Sort: spent DESC  (actual time=7.2..7.3 rows=226 loops=1)
        -> Nested loop left join  (cost=320 rows=809) (actual time=0.08..2.2 rows=816 loops=1)
            -> Filter: (u.city = 'Lisboa')  (cost=36 rows=256) (actual time=0.07..0.4 rows=256 loops=1)
                -> Table scan on u  (cost=36.9 rows=2.97e+6) (actual time=0.07..0.4 rows=2000 loops=1)
            -> Index lookup on o using idx_user (user_id = u.id)  (cost=0.7 rows=3.16) (actual time=0.005..0.006 rows=3.14 loops=256)
            -> Covering index lookup on p using k (id = o.id)  (cost=0.7 rows=1) (never executed)
    """

  @Test func showsATree() throws {
    #expect(
      try Plan.parse(Self.tree).rendered(width: 90).joined(separator: "\n") == """
          Sort: spent DESC                                            act 226 × 1
          └─ Nested loop left join                                    est 809, act 816 × 1
             ├─ Filter: (u.city = 'Lisboa')                           est 256, act 256 × 1
             │  └─ u: ALL                                             est 2.97M, act 2000 × 1
        >    ├─ o: ref idx_user (user_id)                             est 3.16, act 3.14 × 256
             └─ p: ref k (id); using index                            est 1, never executed
        """)
  }

  @Test(arguments: [1, 10, 24, 40, 79, 200]) func keepsToTheWidth(width: Int) throws {
    for plan in [
      try Plan.parse(Self.tree), try Plan.parse("-> Filter: ('李雷李雷李雷李雷李雷' = t.a)\n    -> Table scan on 李雷李雷李雷\n"),
    ] {
      let lines = plan.rendered(width: width)
      var steps = -1
      plan.forEachNode { _ in steps += 1 }
      #expect(lines.count == steps)
      for line in lines {
        let columns = line.unicodeScalars.reduce(0) { $0 + ((0x4E00...0x9FFF).contains($1.value) ? 2 : 1) }
        #expect(columns <= width, "\(line)")
      }
    }
  }

  @Test func letsNoControlCharacterThrough() throws {
    let plan = try Plan.parse(
      "-> Filter: (t.a = '\u{1B}[31mred\u{7}\u{9B}0m')\n    -> Table scan on t\u{1B}]0;x\u{202E}y\n")
    for line in plan.rendered(width: 200) {
      #expect(
        line.unicodeScalars.allSatisfy { $0.value >= 0x20 && !(0x7F...0x9F).contains($0.value) && $0.value != 0x202E })
    }
  }

  @Test func showsEveryRecordedPlan() throws {
    for statement in RecordedPlans.own {
      for output in statement.outputs {
        let lines = try Plan.parse(output.bytes).rendered(width: 100)
        #expect(!lines.isEmpty, "\(statement.testDescription) \(output.format)")
        #expect(lines.filter { $0.hasPrefix(">") }.count <= 1)
      }
    }
  }
}
