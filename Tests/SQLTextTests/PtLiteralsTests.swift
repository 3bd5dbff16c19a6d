import Foundation
import SQLText
import Testing

/// The rules about literals: what they allow is sound, and what they forbid has a reason.
@Suite struct PtLiteralsTests {
  @Test func representativesHaveTheSameFingerprint() {
    let environment = ProcessInfo.processInfo.environment
    let count = environment["PT_DIFFERENTIAL_COUNT"].flatMap(Int.init) ?? 20_000
    let seed = environment["PT_DIFFERENTIAL_SEED"].flatMap(UInt64.init) ?? 1
    var statements = PtStatements(seed: seed)
    var complete = 0
    var replaced = 0
    for number in 0..<count {
      let statement = statements.next()
      for (preserving, matching) in PtOracle.options {
        let representative = PtRepresentative(
          statement, preserveEmbeddedNumbers: preserving, matchMD5Checksums: matching, foldsNumbers: number % 2 == 0)
        var fingerprint = PtFingerprint(preserveEmbeddedNumbers: preserving, matchMD5Checksums: matching)
        let expected = fingerprint.fingerprint(of: statement)
        let result = fingerprint.fingerprint(of: representative.bytes)
        #expect(
          result == expected,
          "\(String(decoding: statement, as: UTF8.self).debugDescription), seed \(seed), \(preserving), \(matching)")
        complete += representative.isComplete ? 1 : 0
        replaced += representative.replaced
      }
    }
    print(
      "pt literals: \(count) statements, seed \(seed): \(complete / 4) allowed to the end, \(replaced / 4) replaced")
    #expect(complete / 4 > count / 3 && replaced / 4 > count)
  }

  /// Each pair differs only in what a rule says can't be replaced, and has different fingerprints.
  @Test(arguments: [
    ("doubled quotes", "select 'a''b', c, 'd'", "select 'ab', c, 'd'"),
    ("doubled quotes with a comment between", "select 'a'/* c */'b' x", "select 'a'/* c */ 'b' x"),
    ("an empty string before a comment and a string", "select ''/* c */'b', 'd'", "select 'a'/* c */'b', 'd'"),
    ("an empty string before a backslash", #"select ''\'' x, 'd'"#, #"select 'a'\'' x, 'd'"#),
    ("a string at the start", "'a' b 'c'", "'d' b 'c'"),
    ("a string behind a comment at the start", "/* c */'a' b 'c'", "/* c */'d' b 'c'"),
    ("a string without an end", "select a, 'bc", "select a, 'bd"),
    ("a comment that starts in a string", "select '/* a', b, 'c */'", "select 'x a', b, 'c */'"),
    ("a double quote between single ones", #"select 'a"b', c, d, "e""#, #"select 'ab', c, d, "e""#),
    (
      "a row that ends in a string", "insert into t values (1,'a),(b'),(2,'c')",
      "insert into t values (1,'a),b'),(2,'c')"
    ),
    ("VALUES in a string", "insert into t set a='values (', b='x),(y'", "insert into t set a='values', b='x),(y'"),
    ("VALUES in a comment", "insert into t /* values( */ select f(1),(2)", "insert into t /* c */ select f(1),(2)"),
    ("a row that ends behind a comment", "insert into t values (1 -- ),\n(,2)", "insert into t values (1 -- )\n(,2)"),
    ("a backslash outside", #"select 'a'\\'b' x, 'c'"#, #"select 'a'\\'d' x, 'c'"#),
    (
      "the number of a dump", "SELECT /*!40001 SQL_NO_CACHE */ * FROM `t`", "SELECT /*!40002 SQL_NO_CACHE */ * FROM `t`"
    ),
    ("a mark", "select 1 /*a.b:1/2*/", "select 1 /*a.b:1/20*/"),
    ("a mark that starts with the end of a comment", "select 1 /* c */*a.b:1/2*/", "select 1 /* c */*a.b:1/20*/"),
    ("a mark in a string", "select '/*a.b:1/2*/'", "select '/*a.b:1/20*/'"),
    (
      "a mark behind the first row", "insert into t values (1),('/*a.b:1/2*/')",
      "insert into t values (1),('/*a.b:1/b*/')"
    ),
    ("CALL", "call p('a(b')", "call p('a')"),
    ("the number in a name that is called", "call p1(2)", "call p2(2)"),
    ("USE", "use 'a b'\n", "use 'ab'\n"),
    ("USE behind a comment", "/* c */use 'a b'\n", "/* c */use 'ab'\n"),
    ("an administrator command", "administrator command: 'a'", "administrator command: 'b'"),
    ("a sign", "select true-5", "select true5"),
    ("a dot at the end of a number", "select 5.true", "select 5true"),
    ("an upper-case exponent", "select 1E5", "select 1e5"),
    ("a mark for a number", "select ?e5", "select 1e5"),
    ("an unclosed comment", "select a /* 'b", "select a /* 'c"),
    ("a comment between signs", "select -/* c */-a\nfrom b", "select -/* c */ -a\nfrom b"),
  ]) func forbidsWhatCounts(_ name: String, _ left: String, _ right: String) {
    var fingerprint = PtFingerprint()
    let results = [left, right].map { fingerprint.fingerprint(of: Array($0.utf8)) }
    #expect(results[0] != results[1])
    let representatives = [left, right].map {
      PtRepresentative(Array($0.utf8), preserveEmbeddedNumbers: false, matchMD5Checksums: false).bytes
    }
    #expect(representatives[0] != representatives[1])
  }

  /// Each pair differs only in what looks dangerous but isn't, and has one representative.
  @Test(arguments: [
    ("a hash and a newline in a string", "select 'a # b\nc', 1", "select 'x', 2"),
    ("dashes and a newline in a string", "select 'a -- b\n', 1", "select 'x', 2"),
    ("backslash escapes", #"select 'it\'s', 'C:\\', "\"", '\n', '\"'"#, "select 'a', 'b', \"c\", 'd', 'e'"),
    ("single quotes between double ones", #"select "it's" from t"#, #"select "its" from t"#),
    (
      "parentheses in a string", "insert into t values (1, 'a) , b'), (2, 'c')",
      "insert into t values (3, 'x'), (4, 'y'), (5, 'z')"
    ),
    ("an end of a comment in a string", "select '*/', 1", "select 'a', 1"),
    ("an empty string", "select '', 1", "select 'a', 1"),
    ("digits in a word", "select a12 from t_2024_01", "select a3 from t_5_6"),
    ("a comment", "/* it's 5 \" */ select 1", "/* b */ select 2"),
    ("a comment to the end of the line", "select 1 -- a 5\nfrom t", "select 2 -- b\nfrom t"),
    (
      "ON DUPLICATE KEY behind rows", "insert into t values (1),(2) on duplicate key update a=1",
      "insert into t values (3),(4)"
    ),
  ]) func allowsWhatDoesNotCount(_ name: String, _ left: String, _ right: String) {
    let representatives = [left, right].map {
      PtRepresentative(Array($0.utf8), preserveEmbeddedNumbers: false, matchMD5Checksums: false)
    }
    #expect(representatives[0].bytes == representatives[1].bytes)
    #expect(representatives[0].isComplete && representatives[1].isComplete)
  }
}
