/// Why a text is no plan, with the place where that was seen and a way out.
public struct ExplainError: Error, Hashable, Sendable, CustomStringConvertible {
  public enum Code: Hashable, Sendable {
    /// Nothing but white space.
    case empty
    /// Nothing in the text looks like a format of EXPLAIN.
    case notRecognised
    /// JSON that cannot be read, with the reason.
    case malformedJSON(String)
    /// Good JSON that holds no plan.
    case noPlanInJSON
    /// A table of columns without a row.
    case noRows
    /// Several plans where one was expected.
    case severalPlans(count: Int)
    /// Steps nested deeper than any real plan.
    case tooDeep(limit: Int)
    /// An error message of the server in place of a plan.
    case serverError(String)
  }

  public var code: Code
  /// Bytes from the start of the text to what is wrong.
  public var offset: Int

  public init(code: Code, offset: Int) {
    self.code = code
    self.offset = offset
  }

  public var description: String { "byte \(offset): \(reason)" }

  /// What is wrong, without the place.
  public var reason: String {
    switch code {
    case .empty: "no EXPLAIN output: the text is empty"
    case .notRecognised: "this is no EXPLAIN output"
    case .malformedJSON(let reason): "EXPLAIN output cannot be read: \(reason)"
    case .noPlanInJSON: "the JSON holds no plan"
    case .noRows: "EXPLAIN output without a row"
    case .severalPlans(let count): "\(count) plans where one was expected"
    case .tooDeep(let limit): "the plan nests deeper than \(limit) levels"
    case .serverError(let message): "the server refused: \(message)"
    }
  }

  /// What to do about it.
  public var hint: String {
    switch code {
    case .empty, .notRecognised, .noPlanInJSON:
      "give the output of EXPLAIN, EXPLAIN ANALYZE or MariaDB's ANALYZE, in any format"
    case .malformedJSON: "was the output cut short? give it whole, from the first { to the last }"
    case .noRows: "give the lines below the column names too"
    case .severalPlans: "give one plan, or a file with the statement above each plan"
    case .tooDeep: "no server prints such a plan: is the text damaged?"
    case .serverError: "EXPLAIN failed on the server: run it again where it works"
    }
  }
}
