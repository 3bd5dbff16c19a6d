import SlowLog

/// Turns the tokens of a `--where` expression into its tree.
///
///     any        = all { "||" all }
///     all        = unary { "&&" unary }
///     unary      = { "!" } ( "(" any ")" | comparison )
///     comparison = name [ operator value | [ "not" ] "in" "(" value { "," value } ")" ] | value operator name
///
/// Recursion happens in parentheses only, and these are limited.
struct WhereParser {
  typealias Node = WhereExpression.Node

  let source: String
  let zone: ZoneRules
  let now: Instant
  private var tokens: [WhereToken]
  private var position = 0
  private var depth = 0

  init(_ source: String, zone: ZoneRules, now: Instant) throws(WhereError) {
    self.source = source
    self.zone = zone
    self.now = now
    guard source.unicodeScalars.count <= WhereExpression.longest else {
      throw WhereError(
        code: .tooLong, message: "the expression is longer than \(WhereExpression.longest) characters",
        hint: "give the digest less to choose from, or select in two runs", expression: "", range: 0..<0)
    }
    tokens = try WhereLexer.tokens(of: source)
  }

  mutating func parse() throws(WhereError) -> Node {
    guard tokens.count > 1 else {
      throw WhereError(
        code: .empty, message: "the expression is empty", hint: "for example Query_time > 1", expression: "",
        range: 0..<0)
    }
    let node = try any()
    switch current.kind {
    case .end: return node
    case .close: throw error(.unexpectedToken, "there is no ( for this )", hint: "remove it", at: current)
    default:
      throw error(.unexpectedToken, "expected && or || here", hint: joiningHint(at: current), at: current)
    }
  }

  private mutating func any() throws(WhereError) -> Node {
    var nodes = [try all()]
    while accept(.or) { nodes.append(try all()) }
    return nodes.count == 1 ? nodes[0] : .any(nodes)
  }

  private mutating func all() throws(WhereError) -> Node {
    var nodes = [try unary()]
    while accept(.and) { nodes.append(try unary()) }
    return nodes.count == 1 ? nodes[0] : .all(nodes)
  }

  private mutating func unary() throws(WhereError) -> Node {
    var isNegated = false
    while accept(.not) { isNegated.toggle() }
    let node = try current.kind == .open ? group() : comparison()
    return isNegated ? .not(node) : node
  }

  private mutating func group() throws(WhereError) -> Node {
    let open = advance()
    depth += 1
    guard depth <= WhereExpression.deepest else {
      throw error(
        .tooDeep, "parentheses are nested deeper than \(WhereExpression.deepest)", hint: "remove some", at: open)
    }
    let node = try any()
    guard accept(.close) else {
      guard current.kind == .end else {
        throw error(.unexpectedToken, "expected &&, || or ) here", hint: joiningHint(at: current), at: current)
      }
      throw error(.unexpectedToken, "this ( is never closed", hint: "add a )", at: open)
    }
    depth -= 1
    return node
  }

  private func joiningHint(at token: WhereToken) -> String? {
    switch token.kind {
    case .name, .quotedName: "join comparisons by && (and) or || (or)"
    case .string, .number: "a value stands behind a comparison: Query_time > 1"
    case .comma: "a list stands behind in: user in (\"app\", \"web\")"
    default: nil
    }
  }
}

// MARK: - Tokens

extension WhereParser {
  var current: WhereToken { tokens[position] }

  /// Takes the current token; the one at the end stays.
  @discardableResult mutating func advance() -> WhereToken {
    let token = tokens[position]
    if token.kind != .end { position += 1 }
    return token
  }

  mutating func accept(_ kind: WhereToken.Kind) -> Bool {
    guard current.kind == kind, kind != .end else { return false }
    position += 1
    return true
  }

  func error(_ code: WhereError.Code, _ message: String, hint: String?, at token: WhereToken) -> WhereError {
    WhereError(code: code, message: message, hint: hint, expression: source, range: token.range)
  }
}
