package import JSONText

/// A line of a capture file.
package struct CapturedPlan: Sendable, Equatable {
  package struct Warning: Sendable, Equatable {
    package var level: String
    package var code: Int
    package var message: String
  }

  package var id: String
  package var db: String?
  package var sql: String
  package var serverVersion = ""
  /// `2026-11-27T05:10:00.000000Z`
  package var capturedAt = ""
  /// What `raw` is: `json`, or `tree` of MySQL's EXPLAIN ANALYZE.
  package var format = "json"
  /// The output as the server gave it; `nil` where `skipped` says why.
  package var raw: String?
  package var warnings: [Warning] = []
  package var tables: [CapturedTable] = []
  package var skipped: String?

  package init(id: String, db: String?, sql: String) {
    self.id = id
    self.db = db
    self.sql = sql
  }

  package var json: JSONValue {
    .object([
      ("id", .string(id)), ("db", .optional(db) { .string($0) }), ("sql", .string(sql)),
      ("server_version", .string(serverVersion)), ("captured_at", .string(capturedAt)), ("format", .string(format)),
      ("raw", .optional(raw) { .string($0) }),
      (
        "warnings",
        .array(
          warnings.map {
            .object([("level", .string($0.level)), ("code", .integer($0.code)), ("message", .string($0.message))])
          })
      ),
      ("tables", .object(tables.map { ($0.name, $0.json) })),
      ("skipped", .optional(skipped) { .string($0) }),
    ])
  }
}
