package import SlowLog

/// A parsed `--where` expression: which events are selected.
///
/// `Query_time > 1 && db == "shop" && !(user == "backup") && statement =~ "(?i)join"`
///
/// - Names are those of the log, in any case: numbers (`Rows_examined`), flags (`Full_scan`), `Thread_id`, `Errno`,
///   `Time`, and the texts of `TextField`. A name in backticks is an attribute that this version does not know.
/// - Numbers may carry a unit. Times are in seconds, or `us ms s m h`; sizes in bytes, or `kB MB GB` (thousands) and
///   `KiB MiB GiB` (1,024); all others may end in `k M G`.
/// - Strings stand in single or double quotes; the quote itself is doubled or follows a backslash.
/// - Comparisons: `== != < <= > >=`, `in (…)`, `not in (…)`, and `=~ !~` with a regular expression. SQL's `=` and
///   `<>` are understood. A flag needs none.
/// - They are joined by `&& || !` or the words `and or not`; `!` binds tightest, then `&&`. Words ignore case.
///
/// A comparison with an attribute that the event lacks is false, `!=` and `not in` too; `!(…)` around it is true.
/// Nothing in an expression can be executed, and none that parses can fail on an event.
package struct WhereExpression: EventFilter {
  /// Longest expression, in Unicode scalars.
  package static let longest = 100_000
  /// How deep parentheses may be nested.
  package static let deepest = 100

  indirect enum Node: Sendable {
    case all([Node])
    case any([Node])
    case not(Node)
    case number(Attribute, NumberTest)
    case threadID(NumberTest)
    case errorNumber(NumberTest)
    case flag(Flag, expected: Bool)
    case text(TextField, TextTest)
    case time(WhereToken.Comparison, Instant)
  }

  /// The expression as it was typed.
  package let source: String
  private let root: Node

  /// - Parameters:
  ///   - zone: what times without a zone are in.
  ///   - now: what relative times (`24h`) count from.
  package init(_ source: String, zone: ZoneRules = .utc, now: Instant) throws(WhereError) {
    var parser = try WhereParser(source, zone: zone, now: now)
    self.source = source
    root = try parser.parse()
  }

  package func admits<Event: FilterableEvent>(_ event: borrowing Event) -> Bool {
    Self.holds(root, event)
  }

  private static func holds<Event: FilterableEvent>(_ node: Node, _ event: borrowing Event) -> Bool {
    switch node {
    case .all(let nodes):
      for node in nodes where !holds(node, event) { return false }
      return true
    case .any(let nodes):
      for node in nodes where holds(node, event) { return true }
      return false
    case .not(let node): return !holds(node, event)
    case .number(let attribute, let test): return event.number(of: attribute).map(test.admits) ?? false
    case .threadID(let test): return event.threadID.map(test.admits) ?? false
    case .errorNumber(let test): return event.errorNumber.map(test.admits) ?? false
    case .flag(let flag, let expected): return event.flag(flag) == expected
    case .text(let field, let test): return event.text(field).map(test.admits) ?? false
    case .time(let comparison, let limit):
      guard let instant = event.instant else { return false }
      return switch comparison {
      case .equal: instant == limit
      case .notEqual: instant != limit
      case .less: instant < limit
      case .lessOrEqual: instant <= limit
      case .greater: instant > limit
      case .greaterOrEqual: instant >= limit
      case .matches, .matchesNot: false
      }
    }
  }
}
