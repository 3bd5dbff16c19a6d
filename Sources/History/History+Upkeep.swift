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
  package func check() throws(HistoryError) -> [String] {
    try read { db in
      var problems = try String.fetchAll(db, sql: "PRAGMA integrity_check").filter { $0 != "ok" }
      for violation in try Row.fetchAll(db, sql: "PRAGMA foreign_key_check") {
        problems.append("table \(violation[0] as String): row \(violation[1] as Int64? ?? 0) refers to nothing")
      }
      let rows = try Row.fetchCursor(
        db,
        sql: """
          SELECT digest.run, class.query_id, fingerprint, contents, figure.count FROM digest
          JOIN class ON class.id = digest.class LEFT JOIN figure ON figure.class = digest.class AND figure.run = digest.run
          """)
      while let row = try rows.next() {
        let name = "run \(row[0] as Int64), class \(QueryID(bytes: row[1] as Data).hex32)"
        do {
          let one = try Packed.queryClass([UInt8](row[3] as Data), dictionary: [UInt8](row[2] as Data))
          if (row[4] as Int64?) != Int64(one.count) { problems.append("\(name): the numbers disagree with the digest") }
        } catch {
          problems.append("\(name): cannot be unpacked: \(error)")
        }
      }
      return problems
    }
  }
}
