import Reporting
import Testing

@Suite struct RedactionTests {
  private static func redaction(_ statement: String, shown: String = "") -> Redaction {
    Redaction(literalsOf: [Array(statement.utf8)], shown: Array(shown.utf8))
  }

  @Test func wordsOfLiteralsAreTakenOutOfProse() {
    let redaction = Self.redaction("SELECT a FROM t WHERE name = 'secretive' /* by hideous */")
    #expect(redaction.prose("the plan reads secretive and hideous: type ALL") == "the plan reads ? and ?: type ALL")
  }

  /// A table was shown as `?` because a comment of a framework named a controller like it.
  @Test func namesThatTheFingerprintShowsStay() {
    let statement = "/* controller='orders' */ SELECT COUNT(*) FROM orders WHERE user_id = 7"
    let redaction = Self.redaction(statement, shown: "select count(*) from orders where user_id = ?")
    #expect(redaction.prose("the plan reads orders: type ALL") == "the plan reads orders: type ALL")
  }

  /// What is a literal in the fingerprint is not shown, so it does not stay.
  @Test func literalsOfTheFingerprintDoNotStay() {
    let redaction = Self.redaction("SELECT a FROM t WHERE b = 'orders'", shown: "select a from t where b = 'orders'")
    #expect(redaction.prose("it compares orders") == "it compares ?")
  }

  /// They are replaced in an order that does not change from run to run: the longest first.
  @Test func literalsWithinOneAnotherComeOutTheSame() {
    let redaction = Self.redaction("SELECT 'abcdef', 'bcdefg', 'abcdefgh', 'cde'")
    #expect(redaction.prose("x abcdefgh abcdef xbcdefgx cde") == "x ? ? x?x ?")
  }
}
