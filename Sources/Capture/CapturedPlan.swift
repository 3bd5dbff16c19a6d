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
  /// The output as the server gave it; `nil` where `skipped` says why.
  package var raw: String?
  package var warnings: [Warning] = []
  /// SHOW CREATE TABLE by the table's name.
  package var tables: [(name: String, create: String)] = []
  package var skipped: String?

  package init(id: String, db: String?, sql: String) {
    self.id = id
    self.db = db
    self.sql = sql
  }

  package static func == (a: Self, b: Self) -> Bool { a.json == b.json }

  package var json: JSONValue {
    .object([
      ("id", .string(id)), ("db", .optional(db) { .string($0) }), ("sql", .string(sql)),
      ("server_version", .string(serverVersion)), ("captured_at", .string(capturedAt)), ("format", .string("json")),
      ("raw", .optional(raw) { .string($0) }),
      (
        "warnings",
        .array(
          warnings.map {
            .object([("level", .string($0.level)), ("code", .integer($0.code)), ("message", .string($0.message))])
          })
      ),
      ("tables", .object(tables.map { ($0.name, .object([("create", .string($0.create))])) })),
      ("skipped", .optional(skipped) { .string($0) }),
    ])
  }
}
