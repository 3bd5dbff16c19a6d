import Selection
import Testing

@Suite struct SuggestionTests {
  @Test(arguments: [
    Example("quer_time", "Query_time" as String?), Example("Qurey_time", "Query_time"),
    Example("querytime", "Query_time"),
    Example("ROWS_SEND", "Rows_sent"), Example("sum", nil), Example("", nil), Example("usr", "user"),
    Example("query-time", "Query_time"), Example(String(repeating: "x", count: 100), nil),
  ])
  func findsTheNearestWord(_ example: Example<String?>) {
    let candidates = ["Query_time", "Lock_time", "Rows_sent", "Rows_examined", "user"]
    #expect(Suggestion.nearest(to: example.input, among: candidates) == example.expected)
  }

  @Test func listsWords() {
    #expect(Suggestion.list([]) == "")
    #expect(Suggestion.list(["a"]) == "a")
    #expect(Suggestion.list(["a", "b"]) == "a or b")
    #expect(Suggestion.list(["a", "b", "c"], joinedBy: "and") == "a, b and c")
  }
}
