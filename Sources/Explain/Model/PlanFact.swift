/// Something that the server says about a step beside its columns: an item of `Extra`, or its like in another format.
public enum PlanFact: Sendable, Hashable {
  case usingWhere
  /// The index alone gives all columns.
  case usingIndex
  case usingIndexCondition
  case usingTemporary
  case usingFilesort
  /// With the kind as written: `hash join`, `Block Nested Loop`, `flat, BNL join`, …
  case usingJoinBuffer(String)
  case usingMultiRangeRead
  case usingIndexForGroupBy
  case usingIndexForSkipScan
  /// Several indexes of one table: `union`, `intersect`, `sort_union`, `sort_intersect`, …
  case indexMerge(kind: String, keys: [String])
  /// Rows are thrown out by an index before they are read (MariaDB).
  case usingRowidFilter(key: String)
  case firstMatch(String?)
  case looseScan
  case startTemporary, endTemporary
  case materialized
  case distinct
  case notExists
  case fullScanOnNullKey
  case rangeCheckedForEachRecord
  case backwardIndexScan
  case recursive
  case impossibleWhere
  case impossibleHaving
  case selectTablesOptimizedAway
  case noTablesUsed
  /// No row can come out, with the server's words for why.
  case noMatchingRow(String)
  case deletingAllRows
  case fulltextHints(String)
  /// What this version does not know, as the server wrote it.
  case other(String)

  /// The fact in the words of `Extra`.
  public var text: String {
    switch self {
    case .usingWhere: "Using where"
    case .usingIndex: "Using index"
    case .usingIndexCondition: "Using index condition"
    case .usingTemporary: "Using temporary"
    case .usingFilesort: "Using filesort"
    case .usingJoinBuffer(let kind): "Using join buffer (\(kind))"
    case .usingMultiRangeRead: "Using MRR"
    case .usingIndexForGroupBy: "Using index for group-by"
    case .usingIndexForSkipScan: "Using index for skip scan"
    case .indexMerge(let kind, let keys): "Using \(kind)(\(keys.joined(separator: ",")))"
    case .usingRowidFilter(let key): "Using rowid filter (\(key))"
    case .firstMatch(let table): table.map { "FirstMatch(\($0))" } ?? "FirstMatch"
    case .looseScan: "LooseScan"
    case .startTemporary: "Start temporary"
    case .endTemporary: "End temporary"
    case .materialized: "Materialized"
    case .distinct: "Distinct"
    case .notExists: "Not exists"
    case .fullScanOnNullKey: "Full scan on NULL key"
    case .rangeCheckedForEachRecord: "Range checked for each record"
    case .backwardIndexScan: "Backward index scan"
    case .recursive: "Recursive"
    case .impossibleWhere: "Impossible WHERE"
    case .impossibleHaving: "Impossible HAVING"
    case .selectTablesOptimizedAway: "Select tables optimized away"
    case .noTablesUsed: "No tables used"
    case .noMatchingRow(let words): words
    case .deletingAllRows: "Deleting all rows"
    case .fulltextHints(let hints): "Ft_hints: \(hints)"
    case .other(let words): words
    }
  }
}
