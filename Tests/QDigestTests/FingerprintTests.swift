import QDigest
import Testing

@Suite struct FingerprintTests {
  @Test func bothStyles() {
    let statement = "SELECT * FROM t1 WHERE a = 'it''s' AND b IN (1, 2)"
    let pt = Fingerprint(of: statement)
    // Its faults are part of it: a doubled quote ends the string.
    #expect(pt.text == "select * from t? where a = ?'s' and b in(?+)")
    #expect(pt.id.count == 32)
    #expect(pt.shortID == String(pt.id.suffix(16)))
    let preserving = Fingerprint(of: "SELECT a1 FROM t1 WHERE a1 = 1", preservingEmbeddedNumbers: true)
    #expect(preserving.text == "select a1 from t1 where a1 = ?")
    let strict = Fingerprint(of: statement, style: .strict)
    #expect(strict.text.contains("t1"))
    #expect(!strict.text.contains("it"))
    #expect(strict == Fingerprint(of: Array(statement.utf8), style: .strict))
  }

  @Test(arguments: [
    (["--id"], "SELECT * FROM t WHERE id = 7\n", "86A4FD498C70095E35FC3906162972DA\tselect * from t where id = ?\n"),
    ([], "SELECT 1;\nSELECT 2 ;\r\n\nSELECT 3", "select ?\nselect ? \n\nselect ?\n"),
    (["--null"], "SELECT 1\nFROM t;\0SELECT 2\0", "select ? from t\0select ?\0"),
    (["--null"], "", ""), ([], "", ""),
    (["--mode", "strict"], "SELECT 'a' FROM t1\n", "select ? from t1\n"),
    (["--preserve-embedded-numbers"], "SELECT a1\n", "select a1\n"),
    (["SELECT 1", "SELECT 'a\nb'"], "ignored", "select ?\nselect ?\n"),
  ])
  func theCommand(arguments: [String], input: String, output: String) throws {
    let result = try Program.run(["fingerprint"] + arguments, input: Array(input.utf8))
    #expect(result.text == output)
    #expect(result.errors == "")
    #expect(result.status == 0)
  }

  @Test func manyStatementsKeepTheirOrder() throws {
    let statements = (0..<20_000).map { "SELECT c\($0 % 7) FROM t WHERE x = \($0)\0" }.joined()
    let result = try Program.run(
      ["fingerprint", "--null", "--preserve-embedded-numbers"], input: Array(statements.utf8))
    let expected = (0..<20_000).map { "select c\($0 % 7) from t where x = ?\0" }.joined()
    #expect(result.text == expected)
  }
}
