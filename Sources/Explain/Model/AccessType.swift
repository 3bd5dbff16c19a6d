/// How a table is read: the `type` column of EXPLAIN, from the cheapest to the dearest.
public enum AccessType: Sendable, Hashable {
  case system, const
  case eqRef, ref, refOrNull
  case fulltext, indexMerge, uniqueSubquery, indexSubquery
  case range, index, all
  /// A word that this version does not know, as the server wrote it.
  case unknown(String)

  private static let words: [(String, AccessType)] = [
    ("system", .system), ("const", .const), ("eq_ref", .eqRef), ("ref", .ref), ("ref_or_null", .refOrNull),
    ("fulltext", .fulltext), ("index_merge", .indexMerge), ("unique_subquery", .uniqueSubquery),
    ("index_subquery", .indexSubquery), ("range", .range), ("index", .index), ("all", .all),
  ]

  /// The type of this name, in any mixture of cases.
  public init(_ word: String) {
    let lowered = word.lowercased()
    self = Self.words.first { $0.0 == lowered }?.1 ?? .unknown(word)
  }

  /// The word as EXPLAIN's table has it.
  public var text: String {
    if case .unknown(let word) = self { return word }
    if self == .all { return "ALL" }
    return Self.words.first { $0.1 == self }?.0 ?? ""
  }

  /// Whether every row of the table or of an index is read.
  public var isFullScan: Bool { self == .all || self == .index }
}
