package import JSONText

/// What a server tells of a table that a statement names.
package struct CapturedTable: Sendable, Equatable {
  package struct Index: Sendable, Equatable {
    package var name: String
    package var columns: [String]
    package var isUnique: Bool
    /// Different values of all its columns together, as the server estimates them.
    package var cardinality: Int?
  }

  /// As the statement has it.
  package var name: String
  /// SHOW CREATE TABLE.
  package var create: String
  /// An estimate of the server's.
  package var rows: Int?
  package var dataBytes: Int?
  package var indexBytes: Int?
  package var indexes: [Index] = []

  package var json: JSONValue {
    .object([
      ("create", .string(create)), ("rows", .optional(rows) { .integer($0) }),
      ("data_bytes", .optional(dataBytes) { .integer($0) }), ("index_bytes", .optional(indexBytes) { .integer($0) }),
      (
        "indexes",
        .array(
          indexes.map { index in
            .object([
              ("name", .string(index.name)), ("columns", .array(index.columns.map { .string($0) })),
              ("unique", .bool(index.isUnique)), ("cardinality", .optional(index.cardinality) { .integer($0) }),
            ])
          })
      ),
    ])
  }
}
