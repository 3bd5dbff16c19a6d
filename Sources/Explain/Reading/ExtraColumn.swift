/// Reads the `Extra` column: facts separated by semicolons.
enum ExtraColumn {
  /// The facts in order. `NULL` and an empty column have none.
  static func facts(_ extra: String) -> [PlanFact] {
    ArraySlice(extra.utf8).splitOutsideNesting(UInt8(ascii: ";")).filter { !$0.isEmpty }.map { fact($0.text) }
  }

  /// The words of a fact that are its whole text, in lower case.
  private static let words: [String: PlanFact] = [
    "using where": .usingWhere, "using index": .usingIndex, "using index condition": .usingIndexCondition,
    "using index condition(bka)": .usingIndexCondition, "using temporary": .usingTemporary,
    "using filesort": .usingFilesort, "using mrr": .usingMultiRangeRead,
    "using index for group-by": .usingIndexForGroupBy, "using index for skip scan": .usingIndexForSkipScan,
    "firstmatch": .firstMatch(nil), "loosescan": .looseScan, "start temporary": .startTemporary,
    "end temporary": .endTemporary, "materialize": .materialized, "distinct": .distinct, "not exists": .notExists,
    "full scan on null key": .fullScanOnNullKey, "backward index scan": .backwardIndexScan, "recursive": .recursive,
    "impossible where": .impossibleWhere, "impossible having": .impossibleHaving,
    "impossible where noticed after reading const tables": .impossibleWhere,
    "impossible having noticed after reading const tables": .impossibleHaving,
    "select tables optimized away": .selectTablesOptimizedAway, "no tables used": .noTablesUsed,
    "deleting all rows": .deletingAllRows,
  ]

  /// How texts begin that say that there is no row.
  private static let noRow = [
    "no matching", "const row not found", "unique row not found", "zero limit", "row not found",
  ]

  static func fact(_ text: String) -> PlanFact {
    let lowered = text.lowercased()
    if let fact = words[lowered] { return fact }
    if noRow.contains(where: lowered.hasPrefix) { return .noMatchingRow(text) }
    if lowered.hasPrefix("ft_hints:") { return .fulltextHints(String(text.dropFirst(9).drop { $0 == " " })) }
    if lowered.hasPrefix("range checked for each record") { return .rangeCheckedForEachRecord }
    if lowered.hasPrefix("using where with pushed condition") { return .usingWhere }
    if lowered.hasPrefix("using index for group-by") { return .usingIndexForGroupBy }
    guard let open = text.firstIndex(of: "("), text.last == ")" else { return .other(text) }
    let inner = String(text[text.index(after: open)...].dropLast())
    let name = String(lowered.prefix { $0 != "(" }).trimmingSpaces
    switch name {
    case "using join buffer": return .usingJoinBuffer(inner)
    case "firstmatch": return .firstMatch(inner)
    case "loosescan": return .looseScan
    case "using rowid filter": return .usingRowidFilter(key: inner)
    case "using union", "using intersect", "using sort_union", "using sort_intersect":
      return indexMerge(String(name.dropFirst(6)), inner)
    default: return .other(text)
    }
  }

  /// `union(idx_product,PRIMARY)`, also nested: `union(intersect(a,b),c)`.
  static func indexMerge(_ text: String) -> PlanFact? {
    guard let open = text.firstIndex(of: "("), text.last == ")" else { return nil }
    return indexMerge(String(text[..<open]), String(text[text.index(after: open)...].dropLast()))
  }

  private static func indexMerge(_ kind: String, _ inner: String) -> PlanFact {
    let names = inner.split(whereSeparator: { ",()".contains($0) }).map { String($0).trimmingSpaces }
    let operations: Set = ["union", "intersect", "sort_union", "sort_intersect"]
    return .indexMerge(kind: kind, keys: names.filter { !operations.contains($0) && !$0.isEmpty })
  }
}

extension String {
  /// Without white space at both ends.
  var trimmingSpaces: String { ArraySlice(utf8).trimmed.text }
}
