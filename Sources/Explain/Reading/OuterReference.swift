/// Tells whether a subquery depends on the query around it, for formats that do not say so (MariaDB's JSON).
enum OuterReference {
  /// Whether the steps of a subquery name a table of the query around it, or look up one value after the other.
  static func isIn(_ subquery: PlanNode, outerTables: Set<String>) -> Bool {
    var own: Set<String> = []
    var pending = [subquery]
    var steps: [PlanNode] = []
    while let node = pending.popLast() {
      if node.kind == .access, let table = node.table { own.insert(table) }
      steps.append(node)
      pending += node.children
    }
    let outer = outerTables.subtracting(own)
    return steps.contains { step in
      step.access == .uniqueSubquery || step.access == .indexSubquery
        || step.ref.contains { reference in
          let parts = reference.split(separator: ".")
          return parts.count > 1 && outer.contains(String(parts[parts.count - 2]))
        } || step.conditions.contains { mentions(outer, $0.text) }
    }
  }

  /// Whether a condition has a column of one of these tables: `name.column` outside of literals.
  private static func mentions(_ tables: Set<String>, _ condition: String) -> Bool {
    var word: [UInt8] = []
    var quote: UInt8?
    for byte in condition.utf8 {
      if let open = quote {
        if byte == open { quote = nil } else if open == UInt8(ascii: "`") { word.append(byte) }
        continue
      }
      switch byte {
      case UInt8(ascii: "'"), UInt8(ascii: "\""): quote = byte
      case UInt8(ascii: "`"):
        quote = byte
        word = []
      case UInt8(ascii: "."):
        if tables.contains(String(decoding: word, as: UTF8.self)) { return true }
        word = []
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"),
        UInt8(ascii: "$"), UInt8(ascii: "0")...UInt8(ascii: "9"), 0x80...0xFF:
        word.append(byte)
      default: word = []
      }
    }
    return false
  }
}
