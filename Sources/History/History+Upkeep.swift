import Aggregation
import Foundation
import GRDB
import SQLText
package import SlowLog

extension History {
  /// Notes where the report of a run is.
  package func setPage(_ page: String, of run: Int64) throws(HistoryError) {
    try write { try $0.execute(sql: "UPDATE run SET page = ? WHERE id = ?", arguments: [page, run]) }
  }

  /// Forgets the runs that ended before a moment, and what only they knew; logs stay known, so that an old file that
  /// turns up again is not counted a second time.
  ///
  /// - Returns: how many runs are gone.
  package func prune(before moment: Instant) throws(HistoryError) -> Int {
    try write { db in
      try db.execute(sql: "DELETE FROM run WHERE window_end < ?", arguments: [moment.microseconds])
      let runs = db.changesCount
      guard runs > 0 else { return 0 }
      try db.execute(sql: "DELETE FROM class WHERE id NOT IN (SELECT class FROM figure)")
      try db.execute(sql: "DELETE FROM plan WHERE hash NOT IN (SELECT plan FROM figure WHERE plan IS NOT NULL)")
      return runs
    }
  }

  /// What is wrong with the file; empty if it is sound.
  ///
  /// SQLite's own check, the references between tables, and every packed value unpacked once.
  ///
  /// - Parameter jobs: how many threads may unpack at once.
  package func check(jobs: Int = 1) throws(HistoryError) -> [String] {
    try read { db in
      var problems = try String.fetchAll(db, sql: "PRAGMA integrity_check").filter { $0 != "ok" }
      for violation in try Row.fetchAll(db, sql: "PRAGMA foreign_key_check") {
        problems.append(
          "table \(try violation.stored(0) as String): row \(try violation.storedIfAny(1) ?? Int64(0)) refers to nothing"
        )
      }
      let rows = try Row.fetchCursor(
        db,
        sql: """
          SELECT digest.run, class.query_id, fingerprint, contents, figure.count FROM digest
          JOIN class ON class.id = digest.class LEFT JOIN figure ON figure.class = digest.class AND figure.run = digest.run
          """)
      var batch: [PackedClass] = []
      var isDone = false
      while !isDone {
        batch.removeAll(keepingCapacity: true)
        while batch.count < Self.batch, let row = try rows.next() { batch.append(try PackedClass(row)) }
        isDone = batch.count < Self.batch
        problems += ParallelMap.map(batch, jobs: jobs, chunk: 64, \.problem).compactMap(\.self)
      }
      return problems
    }
  }

  /// How many packed classes are in memory during a check.
  private static let batch = 2_048
}

/// A class of a run as it stands in the file.
private struct PackedClass: Sendable {
  private let run: Int64
  private let id: QueryID
  private let fingerprint: [UInt8]
  private let contents: [UInt8]
  private let count: Int64?

  init(_ row: Row) throws {
    run = try row.stored(0)
    id = try row.storedID(1)
    fingerprint = try row.storedBytes(2)
    contents = try row.storedBytes(3)
    count = try row.storedIfAny(4)
  }

  /// What is wrong with it.
  var problem: String? {
    let name = "run \(run), class \(id.hex32)"
    do {
      let one = try Packed.queryClass(contents, dictionary: fingerprint)
      return count == Int64(one.count) ? nil : "\(name): the numbers disagree with the digest"
    } catch {
      return "\(name): cannot be unpacked: \(error)"
    }
  }
}
