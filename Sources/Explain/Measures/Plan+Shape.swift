extension Plan {
  /// A hash of what the plan does, without how many rows it expects or met: which tables are read in which order, how,
  /// and by which indexes. 16 digits, the same for ever.
  ///
  /// The formats of one server agree where they hold the same: its tables in rows and its JSON (version 1, MariaDB's)
  /// always do. MySQL's tree and JSON version 2, which are one format in two clothes, agree with the others except that
  /// - constant tables are "rows fetched before execution", without a name, and a table function has none either;
  /// - single-table UPDATE and DELETE are not shown at all;
  /// - a lookup that replaces a whole subquery (`unique_subquery`, `index_subquery`) is an ordinary lookup; so that this
  ///   does not matter, they count as `eq_ref` and `ref`;
  /// - which SELECT is which is not told, so that the order of three and more query blocks may differ.
  public var shapeHash: String {
    // FNV-1a, 64 bits.
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in shape.utf8 {
      hash ^= UInt64(byte)
      hash &*= 0x0000_0100_0000_01B3
    }
    let digits = String(hash, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }

  /// What ``shapeHash`` is made of: `p:ref:idx_cat_price, i:ref:idx_product; r:ref:uk_once`.
  package var shape: String {
    var shape = ""
    var block = 0
    for table in tables {
      if !shape.isEmpty { shape += table.block == block ? ", " : "; " }
      block = table.block
      shape += "\(table.canonicalName):\(Self.comparable(table.access).text):\(table.key ?? "")"
    }
    guard tables.isEmpty else { return shape }
    // Without a table, a plan is what it says; that there is none needs not be said.
    return facts.filter { $0 != .noTablesUsed }.map(\.text).joined(separator: ", ")
  }

  private static func comparable(_ access: AccessType?) -> AccessType {
    switch access {
    case .uniqueSubquery: .eqRef
    case .indexSubquery: .ref
    case let access: access ?? .unknown("")
    }
  }
}
