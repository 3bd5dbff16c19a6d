/// One word of a `--where` expression with its place.
struct WhereToken: Hashable, Sendable {
  enum Kind: Hashable, Sendable {
    /// The name of an attribute, or a word such as `yes`.
    case name(String)
    /// A name in backticks: an attribute that is taken as it is spelled.
    case quotedName(String)
    case number(WhereNumber)
    /// What stands between the quotes; a quote that was doubled is single again, backslashes are as typed.
    case string(String)
    case comparison(Comparison)
    case and, or, not, isIn
    case open, close, comma
    case end
  }

  enum Comparison: String, Hashable, Sendable {
    case equal = "=="
    case notEqual = "!="
    case less = "<"
    case lessOrEqual = "<="
    case greater = ">"
    case greaterOrEqual = ">="
    case matches = "=~"
    case matchesNot = "!~"

    /// The comparison that holds when left and right change places; `nil` where they cannot.
    var mirrored: Comparison? {
      switch self {
      case .equal, .notEqual: self
      case .less: .greater
      case .lessOrEqual: .greaterOrEqual
      case .greater: .less
      case .greaterOrEqual: .lessOrEqual
      case .matches, .matchesNot: nil
      }
    }
  }

  var kind: Kind
  /// In Unicode scalars from the start of the expression.
  var range: Range<Int>
}

/// A number as typed: digits, the place of the decimal point, and the unit behind it.
struct WhereNumber: Hashable, Sendable {
  var isNegative = false
  /// Decimal digits without the point, at most 40; leading zeros removed.
  var digits: [UInt8] = []
  /// The value is `digits` · 10^`exponent`.
  var exponent = 0
  /// As typed: `ms`, `MB`; empty if there is none.
  var unit = ""
}
