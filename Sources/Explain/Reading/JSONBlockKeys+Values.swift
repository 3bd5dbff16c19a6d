import JSONText

extension JSONBlockKeys {
  /// Keys whose value is a list that ``readValue(_:into:)`` takes.
  static let lists: Set<String> = [
    "possible_keys", "used_key_parts", "ref", "partitions", "used_columns", "keys", "rematerialize",
  ]

  /// Keys that say nothing that another key, the model or the server's settings do not say.
  private static let told: Set<String> = [
    "rows_produced_per_join", "using_join_buffer", "update", "delete", "insert", "replace", "cacheable", "keys",
    "r_total_time_ms", "r_table_time_ms", "r_other_time_ms", "operation", "unique", "state",
  ]

  /// Reads what is neither a step nor an object of its own: words, numbers, switches and lists of words.
  static func readValue(_ member: JSONObject.Member, into node: inout PlanNode) {
    if readTable(member, into: &node) || readMeasure(member, into: &node) || readFact(member, into: &node) { return }
    let value = member.value
    switch member.key {
    case "select_id": node.selectID = value.integer
    case "message":
      node.message = value.string
      TreeOperation.addMessageFact(&node)
    case "dependent", "lateral": node.isDependent = isTrue(value)
    case "recursive": if isTrue(value) { node.add(.recursive) }
    case "attached_condition":
      node.add(.filter, value.string)
      if node.kind == .access { node.add(.usingWhere) }
    case "index_condition", "index_condition_bka":
      node.add(.index, value.string)
      node.add(.usingIndexCondition)
    case "having_condition": node.add(.having, value.string)
    case "const_condition", "outer_ref_condition": node.add(.filter, value.string)
    case "sort_key": node.operation += ": \(value.string ?? "")"
    case let key where told.contains(key): break
    default: node.details.append(JSONPlanReader.detail(member.key, value))
    }
  }

  private static func readTable(_ member: JSONObject.Member, into node: inout PlanNode) -> Bool {
    let value = member.value
    switch member.key {
    case "table_name": node.table = value.string
    case "access_type":
      guard var type = value.string else { return false }
      node.access = HashedAccess.strip(&type, node: &node)
    case "partitions": node.partitions = JSONPlanReader.strings(value)
    case "possible_keys": node.possibleKeys = JSONPlanReader.strings(value)
    case "key":
      guard let key = value.string else { return false }
      if let merge = ExtraColumn.indexMerge(key), case .indexMerge(_, let keys) = merge {
        node.add(merge)
        node.key = keys.joined(separator: ",")
      } else {
        node.key = key
      }
    case "key_length": node.keyLength = value.string.flatMap { $0.isEmpty ? nil : $0 }
    case "used_key_parts": node.keyParts = JSONPlanReader.strings(value)
    case "ref": node.ref = JSONPlanReader.strings(value).filter { !$0.isEmpty }
    case "used_columns": node.usedColumns = JSONPlanReader.strings(value)
    default: return false
    }
    return true
  }

  private static func readMeasure(_ member: JSONObject.Member, into node: inout PlanNode) -> Bool {
    let number = member.value.double
    switch member.key {
    case "rows", "rows_examined_per_scan": node.rows = number
    case "filtered": node.filtered = number
    case "cost": node.cost = number
    case "loops": node.expectedLoops = number
    case "r_rows": node.actualRows = number
    case "r_filtered": node.actualFiltered = number
    case "r_loops": node.loops = number
    // Of a table, MariaDB tells the engine's share and the rest; before 10.5 both in one.
    case "r_table_time_ms", "r_other_time_ms": node.ownMillis = (node.ownMillis ?? 0) + (number ?? 0)
    case "r_total_time_ms" where node.kind == .access: node.ownMillis = node.ownMillis ?? number
    case "r_total_time_ms" where node.kind == .queryBlock: node.lastRowMillis = number
    default: return false
    }
    return true
  }

  private static func readFact(_ member: JSONObject.Member, into node: inout PlanNode) -> Bool {
    let value = member.value
    let text = value.string ?? ""
    let fact: PlanFact
    switch member.key {
    case "using_index": fact = .usingIndex
    case "using_filesort": fact = .usingFilesort
    case "using_temporary_table": fact = node.kind == .materialize ? .materialized : .usingTemporary
    case "using_join_buffer": fact = .usingJoinBuffer(text)
    case "using_MRR": fact = .usingMultiRangeRead
    case "using_index_for_group_by": fact = .usingIndexForGroupBy
    case "using_index_for_skip_scan": fact = .usingIndexForSkipScan
    case "first_match": fact = .firstMatch(text.isEmpty ? nil : text)
    case "loosescan", "loose_scan": fact = .looseScan
    case "distinct": fact = .distinct
    case "not_exists": fact = .notExists
    case "backward_index_scan": fact = .backwardIndexScan
    case "range_checked_for_each_record": fact = .rangeCheckedForEachRecord
    case "full_scan_on_NULL_key", "full-scan-on-null_key": fact = .fullScanOnNullKey
    case "ft_hints": fact = .fulltextHints(text)
    case "mrr_type":
      node.details.append(JSONPlanReader.detail(member.key, value))
      fact = .usingMultiRangeRead
    default: return false
    }
    guard isTrue(value) else { return true }
    node.add(fact)
    if fact == .usingIndex || fact == .usingIndexForGroupBy { node.isCovering = true }
    return true
  }

  /// MariaDB writes 1 for `true`; a text says more than that.
  private static func isTrue(_ value: JSONValue) -> Bool {
    value.bool ?? (value.double.map { $0 != 0 } ?? (value.string != nil))
  }
}
